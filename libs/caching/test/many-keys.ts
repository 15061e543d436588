import { growthByManyKeys } from '../src/many-keys.js';

/** Fills a cache with so many distinct keys, and sends by how many bytes the process grew at most. */
const [keys, maxBytes] = process.argv.slice(2).map(Number) as [number, number];
const { grownBy } = await growthByManyKeys(keys, maxBytes);
process.send?.(grownBy, () => process.disconnect());
