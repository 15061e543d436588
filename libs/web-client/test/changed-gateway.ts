import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Document as OpenApiDocument } from '../generator/routes-of.js';
import { typesOf } from '../generator/types-of.js';
import type { TypeCheck } from './type-check.js';

const generated = fileURLToPath(new URL('../src/generated/web-bff', import.meta.url));

export interface Schema {
  properties?: Record<string, Schema>;
  required?: string[];
}

export interface Document extends OpenApiDocument {
  components: { schemas: Record<string, Schema> };
}

/** What the compiler says of a project once web-bff's document has changed, and the types were made anew. */
export async function complaintsAfter(
  change: (document: Document) => void,
  project: TypeCheck,
): Promise<string[]> {
  const document = JSON.parse(readFileSync(`${generated}.json`, 'utf8')) as Document;
  change(document);
  return project.complaints(new Map([[`${generated}.ts`, await typesOf(document)]]));
}

/** Takes a field out of what a schema promises. */
export function drop(schema: Schema, field: string): void {
  if (!schema.properties?.[field]) throw new Error(`there is no ${field} to drop`);
  delete schema.properties[field];
  schema.required = schema.required?.filter((name) => name !== field);
}
