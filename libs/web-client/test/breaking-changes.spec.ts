import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Document as OpenApiDocument } from '../generator/routes-of.js';
import { typesOf } from '../generator/types-of.js';
import { TypeCheck } from './type-check.js';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const TYPES = path('../src/generated/web-bff.ts');
const EXAMPLE = path('./example.ts');

interface Schema {
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Document extends OpenApiDocument {
  components: { schemas: Record<string, Schema> };
}

describe('what is written with the client', () => {
  const check = new TypeCheck();
  const asItIs = readFileSync(path('../src/generated/web-bff.json'), 'utf8');

  /** What the compiler says of the example once web-bff has changed. */
  async function complaintsAfter(change: (document: Document) => void): Promise<string[]> {
    const document = JSON.parse(asItIs) as Document;
    change(document);
    return check.run([EXAMPLE], new Map([[TYPES, await typesOf(document)]]));
  }

  const product = ({ components }: Document) => components.schemas.ProductPage!.properties!.product!;
  const drop = (schema: Schema, field: string) => {
    delete schema.properties![field];
    schema.required = schema.required!.filter((name) => name !== field);
  };

  it('compiles as web-bff is', async () => {
    expect(await complaintsAfter(() => undefined)).toEqual([]);
  });

  it('goes on compiling when an answer gets a field', async () => {
    const change = (document: Document) =>
      (product(document).properties!.weight = { type: 'string' } as Schema);
    expect(await complaintsAfter(change)).toEqual([]);
  });

  it('does not compile when an answer loses a field that is read', async () => {
    expect(await complaintsAfter((document) => drop(product(document), 'name'))).toContainEqual(
      expect.stringMatching(/^Property 'name' does not exist/),
    );
  });

  it('does not compile when a schema that answers share loses a field that is read', async () => {
    const change = ({ components }: Document) => drop(components.schemas.OfferedPrice!, 'currency');
    expect(await complaintsAfter(change)).toEqual([
      expect.stringMatching(/^Property 'currency' does not exist/),
    ]);
  });

  it('does not compile when a field may be missing that never was', async () => {
    const change = ({ components }: Document) => (components.schemas.ProductPage!.required = []);
    expect(await complaintsAfter(change)).toContain("'product' is possibly 'undefined'.");
  });

  it('does not compile when a route is gone', async () => {
    const complaints = await complaintsAfter(({ paths }) => delete paths['/api/products/{id}']);
    expect(complaints).toContainEqual(expect.stringContaining('"/api/products/{id}"'));
  });

  it('does not compile when a parameter is asked for that was not', async () => {
    const complaints = await complaintsAfter(({ paths }) => {
      const currency = { name: 'currency', in: 'query', required: true, schema: { type: 'string' } };
      paths['/api/products/{id}']!.get!.parameters!.push(currency);
    });
    expect(complaints).toContainEqual(expect.stringMatching(/^Property 'query' is missing/));
  });
});
