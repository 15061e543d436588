/** Thrown where a path exists and a method does not. */
export class MethodNotAllowed extends Error {
  override readonly name = 'MethodNotAllowed';
  readonly code = 'METHOD_REFUSED';

  constructor(
    method: string,
    /** The methods that the path has, as `Allow` lists them. */
    readonly allowed: string,
  ) {
    super(`${method} is not answered here`);
  }
}
