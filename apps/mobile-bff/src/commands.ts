import {
  bindCommands,
  type BoundCommands,
  cartCommands,
  checkoutCommands,
  notificationCommands,
} from '@frontdesk/shop-clients';
import type { RequestContext } from '@frontdesk/request-context';
import type { Upstreams } from '@frontdesk/upstream';
import type { upstreams as declared } from './upstreams.js';

const commands = { carts: cartCommands, checkout: checkoutCommands, notifications: notificationCommands };

/** What this gateway tells services to do, where it checks the input itself. */
export class Commands {
  /** The commands in the name of one request's caller. */
  readonly of: (context: RequestContext) => BoundCommands<typeof commands>;

  constructor(upstreams: Upstreams<keyof typeof declared>) {
    this.of = bindCommands(commands, (name) => upstreams.get(name));
  }
}
