import { InvalidInput } from '@frontdesk/gateway';

/** What came back from the provider makes no session; gateways answer 400. */
export class LogInRefused extends InvalidInput {
  constructor(
    /** The parameter of the callback that is to blame. */
    field: string,
    detail: string,
    /** Where the user wanted to go, where that is known. */
    readonly returnPath = '/',
    options: ErrorOptions = {},
  ) {
    super([{ in: 'query', field, detail }]);
    this.cause = options.cause;
  }
}
