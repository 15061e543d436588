/** The request may be another site's doing; gateways answer 403. */
export class ForgeryRefused extends Error {
  override readonly name = 'ForgeryRefused';
  readonly code = 'FORBIDDEN';
}
