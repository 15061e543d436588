const BYTES_OF_A_VALUE = 8;
const BYTES_OF_A_STRING = 24;
const BYTES_OF_AN_OBJECT = 48;
const BYTES_OF_A_PROPERTY = 16;
/** Bytes that are sent compressed too are kept in those codings as well, which together take about as much again. */
const WITH_ITS_CODINGS = 2;

/**
 * Freezes a value of JSON with all that it holds, because many callers are given the same one, and estimates the bytes
 * that it takes in memory. Bytes (a `Buffer`) are weighed and cannot be frozen.
 */
export function freezeAndWeigh(value: unknown): number {
  if (typeof value === 'string') return BYTES_OF_A_STRING + value.length;
  if (typeof value !== 'object' || value === null) return BYTES_OF_A_VALUE;
  if (ArrayBuffer.isView(value)) return BYTES_OF_AN_OBJECT + WITH_ITS_CODINGS * value.byteLength;
  let bytes = BYTES_OF_AN_OBJECT;
  if (Array.isArray(value)) {
    for (const item of value) bytes += BYTES_OF_A_VALUE + freezeAndWeigh(item);
  } else {
    for (const key of Object.keys(value)) {
      bytes += BYTES_OF_A_PROPERTY + freezeAndWeigh((value as Record<string, unknown>)[key]);
    }
  }
  Object.freeze(value);
  return bytes;
}
