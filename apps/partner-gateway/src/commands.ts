import { bindCommands, type BoundCommands, checkoutCommands, orderCommands } from '@frontdesk/shop-clients';
import type { RequestContext } from '@frontdesk/request-context';
import type { ServiceOf } from './upstreams.js';

const commands = { checkout: checkoutCommands, orders: orderCommands };

/** What the services of one environment can be told to do. */
export class Commands {
  /** The commands in the name of one request's caller. */
  readonly of: (context: RequestContext) => BoundCommands<typeof commands>;

  constructor(upstream: ServiceOf) {
    this.of = bindCommands(commands, upstream);
  }
}
