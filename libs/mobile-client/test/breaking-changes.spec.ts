import { fileURLToPath } from 'node:url';
import {
  complaintsAfter,
  type Document,
  drop,
  TypeCheck,
} from '@frontdesk/generated-client/breaking-changes';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

describe('what is written with the client', () => {
  const example = new TypeCheck(path('../tsconfig.json'), [path('./example.ts')]);
  const complaints = (change: (document: Document) => void) =>
    complaintsAfter(change, example, 'mobile-client');

  it('compiles as mobile-bff is, and when a header is asked for that the client sends', async () => {
    const asksForHeader = ({ paths }: Document) =>
      paths['/v2/checkout']!.post!.parameters!.push({ name: 'X-App-Locale', in: 'header', required: true });
    expect(await complaints(() => undefined)).toEqual([]);
    expect(await complaints(asksForHeader)).toEqual([]);
  });

  it('does not compile when an answer loses a field that is read', async () => {
    expect(await complaints(({ components }) => drop(components.schemas['Money']!, 'currency'))).toEqual([
      expect.stringMatching(/^Property 'currency' does not exist/),
    ]);
  });

  it('does not compile when a route is gone', async () => {
    expect(await complaints(({ paths }) => delete paths['/v2/checkout'])).toContainEqual(
      expect.stringContaining('"/v2/checkout"'),
    );
  });

  it('does not compile when a parameter is asked for that was not', async () => {
    const change = ({ paths }: Document) =>
      paths['/v2/checkout']!.post!.parameters!.push({ name: 'coupon', in: 'query', required: true });
    expect(await complaints(change)).toContainEqual(expect.stringMatching(/'params' is missing/));
  });
});
