import { z } from 'zod';
import type { Document, Operation, Schema } from './asked-operations.js';

/** What any answer may have beside what is documented of it: HTTP's own, and what says how it came about. */
const UNTOLD = new Set([
  'allow',
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'server-timing',
  'vary',
  'x-complete',
  'x-content-type-options',
]);
/** Sent where there is a reason for it. */
const NOW_AND_THEN = new Set(['idempotent-replayed', 'retry-after', 'www-authenticate']);

type Defs = NonNullable<z.core.JSONSchema.JSONSchema['$defs']>;

/** Of a version that ends; problems that all operations share leave them out. */
const OF_ENDING = new Set(['deprecation', 'sunset', 'link']);

/** Holds answers to what a document says of them, to the field: what it does not name is a flaw. */
export class DocumentedAnswers {
  readonly #schemas = new Map<string, z.ZodType>();
  readonly #defs: Defs;

  constructor(private readonly document: Document) {
    this.#defs = closed(document.components.schemas) as Defs;
  }

  /** What an answer is otherwise than documented; nothing where it is not. */
  flawsOf({ responses }: Operation, answer: Response, text: string): string[] {
    const documented = responses[answer.status] ?? (answer.status >= 400 ? responses['default'] : undefined);
    if (!documented) return [`${answer.status} is not documented`];
    const { content = {}, headers = {} } = this.#resolved(documented);
    const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
    const { schema } = content[type] ?? {};
    if (!schema) return [`is ${type}, and not ${Object.keys(content).join(' or ')}`];
    const { error } = this.#schema(schema).safeParse(JSON.parse(text));
    return [
      ...flawsOfHeaders(answer.headers, Object.keys(headers)),
      ...(error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ];
  }

  #resolved(documented: Operation['responses'][string]): Operation['responses'][string] {
    const name = documented.$ref?.split('/').at(-1);
    return name === undefined ? documented : this.document.components.responses[name]!;
  }

  #schema(schema: Schema): z.ZodType {
    const key = JSON.stringify(schema);
    const known = this.#schemas.get(key);
    if (known) return known;
    const made = z.fromJSONSchema({ ...(closed(schema) as object), $defs: this.#defs });
    this.#schemas.set(key, made);
    return made;
  }
}

function flawsOfHeaders(headers: Headers, documented: readonly string[]): string[] {
  const told = new Set(documented.map((name) => name.toLowerCase()));
  const untold = [...headers.keys()].filter(
    (name) => ![told, UNTOLD, NOW_AND_THEN, OF_ENDING].some((names) => names.has(name)),
  );
  const missing = [...told].filter((name) => !headers.has(name) && !NOW_AND_THEN.has(name));
  return [
    ...untold.map((name) => `${name} is not documented`),
    ...missing.map((name) => `${name} is missing`),
  ];
}

/** A schema of which no object may have more than it names. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inside = Object.entries(schema).map(([name, part]) => {
    if (name !== '$ref') return [name, closed(part)];
    return [name, String(part).replace('#/components/schemas/', '#/$defs/')];
  });
  const own = Object.fromEntries(inside) as Schema;
  return own.properties && own.type === 'object' ? { ...own, additionalProperties: false } : own;
}
