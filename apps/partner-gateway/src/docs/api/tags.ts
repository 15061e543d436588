import type { ApiDocument } from '../../changes/api-document.js';
import { mapOperations } from './map-operations.js';

/** What operations are about, by the first segment of their paths behind the version. */
const TAGS: Readonly<Record<string, { name: string; description: string }>> = {
  products: {
    name: 'Products',
    description: 'The catalogue: what is sold, with what it costs and how many there are.',
  },
  prices: { name: 'Prices', description: 'What products cost now, for who keeps a catalogue of their own.' },
  stock: { name: 'Stock', description: 'How many there are now, for who keeps a catalogue of their own.' },
  inventory: { name: 'Stock', description: '' },
  orders: {
    name: 'Orders',
    description: 'What you ordered. Nobody else sees it, and you see no one else’s.',
  },
  shipments: { name: 'Shipments', description: 'The parcels of your orders.' },
};

/** What an operation is about; shipments of an order are shipments. */
export function tagOf(path: string): string {
  const [, , first = '', , part = ''] = path.split('/');
  const tag = TAGS[part] ?? TAGS[first];
  if (!tag) throw new Error(`what is ${path} about? src/docs/api/tags.ts does not say`);
  return tag.name;
}

export function addTags(document: ApiDocument): ApiDocument {
  const tagged = mapOperations(document, (operation, _, path) => ({ ...operation, tags: [tagOf(path)] }));
  return { ...tagged, tags: Object.values(TAGS).filter(({ description }) => description !== '') };
}
