import { readFileSync } from 'node:fs';
import type { Document as OpenApiDocument } from './routes-of.js';
import { TypeCheck } from './type-check.js';
import { typesOf } from './types-of.js';

export { TypeCheck };

export interface Schema {
  properties?: Record<string, Schema>;
  required?: string[];
}

export interface Document extends OpenApiDocument {
  components: { schemas: Record<string, Schema> };
}

/**
 * What the compiler says of a project once a gateway's document has changed, and the types were made anew. `generated`
 * is the path of document and types, without what their names end in.
 */
export async function complaintsAfter(
  change: (document: Document) => void,
  project: TypeCheck,
  generated: string,
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
