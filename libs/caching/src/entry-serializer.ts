import type { Entry } from './entry.js';

/** What bentocache stores around a value. */
export interface StoredItem {
  readonly value: unknown;
  readonly createdAt: number;
  readonly logicalExpiration?: number;
  readonly tags?: readonly string[];
}

/** How items travel to Redis: as JSON, in which the bytes of a finished body are base64. */
export const entrySerializer = {
  serialize(item: StoredItem): string {
    const entry = item.value;
    if (!isEntry(entry)) return JSON.stringify(item);
    // Purges compare with the instant at which the load began: what was read before a purge is not stored after it.
    const dated = { ...item, createdAt: Math.floor(entry.begunAt) };
    const body = bodyOf(entry.value);
    if (!Buffer.isBuffer(body)) return JSON.stringify(dated);
    const value = { ...(entry.value as object), body: body.toString('base64') };
    return JSON.stringify({ ...dated, value: { ...entry, value, bytes: true } });
  },

  deserialize(text: string): StoredItem {
    const item = JSON.parse(text) as StoredItem;
    const entry = item.value;
    if (!isEntry(entry) || !('bytes' in entry)) return item;
    const { bytes: _, ...plain } = entry as Entry & { bytes: true };
    const body = Buffer.from(bodyOf(plain.value) as string, 'base64');
    return { ...item, value: { ...plain, value: { ...(plain.value as object), body } } };
  },
};

/** False for what bentocache stores for itself: the instants at which tags were purged. */
export function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && 'begunAt' in value;
}

function bodyOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'body' in value ? value.body : undefined;
}
