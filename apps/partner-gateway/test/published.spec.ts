import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import changelog from '../published/changelog.json' with { type: 'json' };
import type { ApiDocument } from '../src/changes/api-document.js';
import { standingOf, versionsIn } from '../src/changes/standing.js';
import { GatewayAlone } from './gateway-alone.js';

const FOLDER = fileURLToPath(new URL('../published/', import.meta.url));
const VERSIONS = readdirSync(FOLDER)
  .filter((file) => /^v\d+\.json$/.test(file))
  .map((file) => file.replace('.json', ''));
const recorded = (version: string) =>
  JSON.parse(readFileSync(`${FOLDER}${version}.json`, 'utf8')) as ApiDocument;

let document: ApiDocument;
beforeAll(async () => {
  await using gateway = await GatewayAlone.start();
  document = await gateway.document();
});

it('every version is recorded, and every record is of a version that is answered', () => {
  expect(VERSIONS).toEqual(versionsIn(document));
  expect(new Set(changelog.map(({ version }) => version))).toEqual(new Set(VERSIONS));
});

describe.each(VERSIONS)('%s, as it was published,', (version) => {
  it('is broken by nothing', () => {
    const { breaking } = standingOf(version, recorded(version), document);
    if (breaking.length > 0)
      throw new Error(`${version} is published, and this breaks those who call it:\n${breaking.join('\n')}`);
  });

  it('is recorded as it is', () => {
    const { isRecorded, harmless } = standingOf(version, recorded(version), document);
    if (!isRecorded)
      throw new Error(
        `${version} is not as it is recorded: npm run record-api\n${harmless.join('\n') || 'Only words are others.'}`,
      );
  });
});

describe('a change of a published version', () => {
  // What is changed for a test may be anywhere.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  type Changeable = any;
  const after = (change: (changed: Changeable) => void) => {
    const changed = structuredClone(document) as Changeable;
    change(changed);
    return standingOf('v2', recorded('v2'), changed as ApiDocument);
  };
  const schemas = (changed: Changeable) => changed.components.schemas;

  it.each<[string, (changed: Changeable) => void, string[]]>([
    [
      'a field of an order is gone',
      (changed) => delete schemas(changed).Order.properties.isCancellable,
      [
        'GET /v2/orders: answer 200, `items[].isCancellable` is gone.',
        'POST /v2/orders: answer 201, `isCancellable` is gone.',
        'GET /v2/orders/{id}: answer 200, `isCancellable` is gone.',
        'POST /v2/orders/{id}/cancel: answer 200, `isCancellable` is gone.',
      ],
    ],
    [
      'an order has a status that is new',
      (changed) => schemas(changed).Order.properties.status.enum.push('returned'),
      [
        'GET /v2/orders: answer 200, `items[].status` may be "returned".',
        'POST /v2/orders: answer 201, `status` may be "returned".',
        'GET /v2/orders/{id}: answer 200, `status` may be "returned".',
        'POST /v2/orders/{id}/cancel: answer 200, `status` may be "returned".',
      ],
    ],
    [
      'an address is required',
      (changed) => schemas(changed).NewOrder.required.push('address'),
      ['POST /v2/orders: body, `address` is required.'],
    ],
    [
      'fewer prices are answered at once',
      (changed) => (changed.paths['/v2/prices'].get.parameters[0].schema.maxLength = 800),
      ['GET /v2/prices: query parameter `ids` has another `maxLength`, 8000 before and now 800.'],
    ],
    [
      'stock has a scope of its own',
      (changed) => {
        const { get } = changed.paths['/v2/stock'];
        get.security = [{ key: ['stock:read'] }, { oauth: ['stock:read'] }];
      },
      [
        'GET /v2/stock asks for the scope `stock:read` of `key`.',
        'GET /v2/stock asks for the scope `stock:read` of `oauth`.',
      ],
    ],
    [
      'the price of a product is a number',
      (changed) => (schemas(changed).Price.properties.price = { type: 'number' }),
      [
        'GET /v2/prices: answer 200, `items[].price` was an object and is a number.',
        'GET /v2/prices/{productId}: answer 200, `price` was an object and is a number.',
      ],
    ],
    [
      'shipments of an order are no more',
      (changed) => delete changed.paths['/v2/orders/{id}/shipments'],
      ['GET /v2/orders/{id}/shipments is gone.'],
    ],
  ])('is named where it breaks callers: %s', (_, change, words) => {
    expect(after(change).breaking).toEqual(words);
  });

  it('is to be recorded where it breaks nobody', () => {
    const standing = after((changed) => {
      schemas(changed).Shipment.properties.weightG = { type: 'integer', description: 'What it weighs' };
      changed.paths['/v2/products'].get.parameters.push({
        name: 'brand',
        in: 'query',
        schema: { type: 'string' },
      });
    });
    expect(standing).toMatchObject({
      breaking: [],
      isRecorded: false,
      harmless: [
        'GET /v2/orders/{id}/shipments: answer 200, `items[].weightG` is new.',
        'GET /v2/products: query parameter `brand` is new.',
        'GET /v2/shipments/{id}: answer 200, `weightG` is new.',
      ],
    });
  });

  it('that is one of the other version is none of this one', () => {
    const standing = after((changed) => delete schemas(changed).OrderV1.properties.total);
    expect([standing.breaking, standing.isRecorded]).toEqual([[], true]);
  });
});

it('what is recorded says nothing of the machine that it was recorded on', () => {
  for (const version of VERSIONS) {
    expect(existsSync(`${FOLDER}${version}.json`)).toBe(true);
    expect(readFileSync(`${FOLDER}${version}.json`, 'utf8')).not.toMatch(/127\.0\.0\.1|localhost/);
  }
});
