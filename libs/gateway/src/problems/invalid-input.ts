import type { FieldError } from './problem-body.js';

/** Thrown where the caller's input does not have the form that was asked for; names every field that is wrong. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  readonly code = 'INVALID_INPUT';

  constructor(readonly errors: readonly FieldError[]) {
    super(errors.map(({ field, detail }) => `${field}: ${detail}`).join('; ') || 'the input is not valid');
  }
}
