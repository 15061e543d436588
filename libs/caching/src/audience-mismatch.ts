/** Thrown where what reads the principal is asked for as public: storing it would show one caller's answer to another. */
export class AudienceMismatch extends Error {
  override readonly name = 'AudienceMismatch';
  readonly code = 'AUDIENCE_MISMATCH';

  constructor(key: string) {
    super(`"${key}" reads the principal and cannot be cached as public`);
  }
}
