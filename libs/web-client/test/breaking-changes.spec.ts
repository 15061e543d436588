import { fileURLToPath } from 'node:url';
import {
  complaintsAfter as complaintsOf,
  type Document,
  drop,
  type Schema,
  TypeCheck,
} from '@frontdesk/generated-client/breaking-changes';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const complaintsAfter = (change: (document: Document) => void, project: TypeCheck) =>
  complaintsOf(change, project, 'web-client');

describe('what is written with the client', () => {
  const example = new TypeCheck(path('../tsconfig.json'), [path('./example.ts')]);
  const product = ({ components }: Document) => components.schemas.ProductPage!.properties!.product!;

  it('compiles as web-bff is', async () => {
    expect(await complaintsAfter(() => undefined, example)).toEqual([]);
  });

  it('goes on compiling when an answer gets a field', async () => {
    const change = (document: Document) =>
      (product(document).properties!.weight = { type: 'string' } as Schema);
    expect(await complaintsAfter(change, example)).toEqual([]);
  });

  it('does not compile when an answer loses a field that is read', async () => {
    expect(await complaintsAfter((document) => drop(product(document), 'name'), example)).toContainEqual(
      expect.stringMatching(/^Property 'name' does not exist/),
    );
  });

  it('does not compile when a schema that answers share loses a field that is read', async () => {
    const change = ({ components }: Document) => drop(components.schemas.OfferedPrice!, 'currency');
    expect(await complaintsAfter(change, example)).toEqual([
      expect.stringMatching(/^Property 'currency' does not exist/),
    ]);
  });

  it('does not compile when a field may be missing that never was', async () => {
    const change = ({ components }: Document) => (components.schemas.ProductPage!.required = []);
    expect(await complaintsAfter(change, example)).toContain("'product' is possibly 'undefined'.");
  });

  it('does not compile when a route is gone', async () => {
    const complaints = await complaintsAfter(({ paths }) => delete paths['/api/products/{id}'], example);
    expect(complaints).toContainEqual(expect.stringContaining('"/api/products/{id}"'));
  });

  it('does not compile when a parameter is asked for that was not', async () => {
    const complaints = await complaintsAfter(({ paths }) => {
      const currency = { name: 'currency', in: 'query', required: true, schema: { type: 'string' } };
      paths['/api/products/{id}']!.get!.parameters!.push(currency);
    }, example);
    expect(complaints).toContainEqual(expect.stringMatching(/^Property 'query' is missing/));
  });
});

describe('the storefront', () => {
  const storefront = new TypeCheck(path('../../../apps/storefront/tsconfig.json'));

  it('compiles as web-bff is', async () => {
    expect(await complaintsAfter(() => undefined, storefront)).toEqual([]);
  });

  it('does not compile without the fields that its pages read', async () => {
    const lost = {
      Money: 'currency',
      ProductPage: 'reviews',
      CartPage: 'total',
      OrderProgress: 'step',
      BffUser: 'logoutUrl',
    };
    // All at once, since the compiler takes its time for each storefront.
    const complaints = await complaintsAfter(({ components }) => {
      for (const [name, field] of Object.entries(lost)) drop(components.schemas[name]!, field);
    }, storefront);
    for (const field of Object.values(lost)) {
      expect(complaints).toContainEqual(
        expect.stringMatching(`Property '${field}' (does not exist|is missing)`),
      );
    }
  });
});
