import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { clients } from './clients.js';
import type { Document as OpenApiDocument } from './routes-of.js';
import { TypeCheck } from './type-check.js';
import { typesOf } from './types-of.js';

export { TypeCheck };

export interface Schema {
  properties?: Record<string, Schema>;
  required?: string[];
}

export type Document = OpenApiDocument & { components: { schemas: Record<string, Schema> } };

/** What the compiler says of a project once the gateway's document has changed that a client's types are made of. */
export async function complaintsAfter(
  change: (document: Document) => void,
  project: TypeCheck,
  client: 'web-client' | 'mobile-client',
): Promise<string[]> {
  const { gateway, given } = clients[client]!;
  const generated = fileURLToPath(new URL(`../../${client}/src/generated/${gateway}`, import.meta.url));
  const document = JSON.parse(readFileSync(`${generated}.json`, 'utf8')) as Document;
  change(document);
  return project.complaints(new Map([[`${generated}.ts`, await typesOf(document, given)]]));
}

/** Takes a field out of what a schema promises. */
export function drop(schema: Schema, field: string): void {
  if (!schema.properties?.[field]) throw new Error(`there is no ${field} to drop`);
  delete schema.properties[field];
  schema.required = schema.required?.filter((name) => name !== field);
}
