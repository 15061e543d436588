/** Thrown where an order is on its way already, so that nothing takes it back. */
export class OrderNotCancellable extends Error {
  override readonly name = 'OrderNotCancellable';
  readonly code = 'COMMAND_CONFLICT';
  readonly reason = 'not-cancellable';

  constructor() {
    super('The order is shipped already, and can no longer be cancelled.');
  }
}
