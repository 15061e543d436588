/** What went wrong, said to a person in one line; it is shown without a stack trace. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
