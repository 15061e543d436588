/** Thrown where a version of the API is asked that is not answered any more. */
export class VersionRetired extends Error {
  override readonly name = 'VersionRetired';
  readonly code = 'VERSION_RETIRED';

  constructor(version: string, successor: string) {
    super(`${version} is not answered any more; ${successor} took its place`);
  }
}
