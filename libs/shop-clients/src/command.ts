import type { Path } from '@frontdesk/upstream';
import type { z } from 'zod';

interface CommandRequest {
  readonly path: Path;
  readonly body?: object;
  /** The key by which the upstream knows the command again: with one, it may be sent twice and happens once. */
  readonly idempotencyKey?: string;
}

/** One thing that an upstream can be told to do: never part of a view, and never cached. */
export interface Command<Args extends readonly unknown[], Answer> {
  /** Method and path template, such as `PUT /carts/me/items/:productId`: the name of the command in metrics. */
  readonly route: `${'POST' | 'PUT' | 'PATCH' | 'DELETE'} ${string}`;
  readonly request: (...args: Args) => CommandRequest;
  readonly answer: z.ZodType<Answer>;
  /** By status: the error that a refusal is, made of the JSON that came with it; any other says its status alone. */
  readonly refusals?: Readonly<Record<number, (said: unknown) => Error>>;
  /** Whatever else it failed by, as who gave it is told: by default as it is. */
  readonly failure?: (error: unknown) => unknown;
}

/** Declares a command; its types are inferred from the request and the schema. */
export function command<Args extends readonly unknown[], Answer>(
  declared: Command<Args, Answer>,
): Command<Args, Answer> {
  return declared;
}
