import { type ProblemSlug, problemTypes } from './problem-types.js';

/** A field of the input that is wrong. */
export interface FieldError {
  /** Where the field stands. */
  readonly in: 'path' | 'query' | 'body' | 'header';
  /** Its name; names of nested fields are joined by dots. */
  readonly field: string;
  readonly detail: string;
}

/** What is particular to one occurrence of a problem. */
export interface Occurrence {
  readonly status: number;
  readonly detail?: string;
  /** The path that was asked for. */
  readonly instance?: string;
  readonly requestId?: string;
  readonly errors?: readonly FieldError[];
  /** Why a command was refused, by a name that stays the same. */
  readonly reason?: string;
  /** Where the app that asks is to be had anew. */
  readonly storeUrl?: string;
}

/** The JSON of a problem (RFC 9457). */
export function problemBody(slug: ProblemSlug, { status, detail, ...rest }: Occurrence): string {
  const { title, cause } = problemTypes[slug];
  return JSON.stringify({ type: `/problems/${slug}`, title, status, detail: detail ?? cause, ...rest });
}
