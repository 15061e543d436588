import { type Plan, view as viewOf, type ViewOptions } from '@frontdesk/aggregation';
import { ViewRunner } from '@frontdesk/gateway';
import {
  bindClients,
  bindPublicClients,
  type BoundClients,
  type PublicClients,
} from '@frontdesk/shop-clients';
import type { AnswerCache } from '@frontdesk/caching';
import { clients, type ServiceOf } from './upstreams.js';

type Clients = BoundClients<typeof clients>;
type Public = PublicClients<typeof clients>;

interface Parts {
  readonly upstream: ServiceOf;
  readonly cache: AnswerCache;
  readonly onPlan: (plan: Plan) => void;
}

/** Every part is required here, so that nothing is ever missing, and no body says so. */
export const meta = false;

/** Runs this gateway's views on the services of one environment. */
export class Views extends ViewRunner<Clients, Public> {
  constructor({ upstream, cache, onPlan }: Parts) {
    const parts = { upstream: upstream as (name: string) => ReturnType<ServiceOf>, cache };
    super({
      bind: bindClients(clients, parts),
      bindPublic: bindPublicClients(clients, parts),
      cache,
      meta,
      onPlan,
    });
  }
}

/** Begins a view of this gateway's clients. */
export const view = <Input extends object = object>(name: string, options?: ViewOptions) =>
  viewOf<Clients, Input>(name, options);
