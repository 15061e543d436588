import { type Plan, view as viewOf, type ViewOptions } from '@frontdesk/aggregation';
import { ViewRunner } from '@frontdesk/gateway';
import {
  bindClients,
  bindPublicClients,
  type BoundClients,
  type PublicClients,
} from '@frontdesk/shop-clients';
import type { AnswerCache } from '@frontdesk/caching';
import type { Upstreams } from '@frontdesk/upstream';
import { clients } from './upstreams.js';

type Clients = BoundClients<typeof clients>;
type Public = PublicClients<typeof clients>;

interface Parts {
  readonly upstreams: Upstreams<keyof typeof clients>;
  readonly cache: AnswerCache;
  readonly onPlan: (plan: Plan) => void;
}

/** Runs this gateway's views. */
export class Views extends ViewRunner<Clients, Public> {
  constructor({ upstreams, cache, onPlan }: Parts) {
    const parts = { upstream: (name: keyof typeof clients) => upstreams.get(name), cache };
    super({
      bind: bindClients(clients, parts),
      bindPublic: bindPublicClients(clients, parts),
      cache,
      meta: false, // every part is required here, so nothing is ever missing
      onPlan,
    });
  }
}

/** Begins a view of this gateway's clients. */
export const view = <Input extends object = object>(name: string, options?: ViewOptions) =>
  viewOf<Clients, Input>(name, options);
