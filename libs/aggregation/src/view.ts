import type { Part } from './part.js';

/** The answer to one screen or resource, composed of parts. */
export interface View<Clients, Input, Shaped> {
  readonly name: string;
  readonly budgetMs: number | undefined;
  readonly parts: readonly Part<Clients, Input>[];
  readonly shape: (answers: Input) => Shaped;
}

/** What a view answers, once shaped. */
export type ShapeOf<V> = V extends View<never, never, infer Shaped> ? Shaped : never;
