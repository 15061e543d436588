import { table, time } from './table.js';

/**
 * Keys, without what is secret in them.
 * @param {any[]} keys
 */
export function keyTable(keys) {
  return table(
    ['KEY', 'ENVIRONMENT', 'MADE', 'EXPIRES', 'LAST USED', 'REVOKED'],
    keys.map((key) => [
      key.id,
      key.environment,
      time(key.madeAt),
      time(key.expiresAt),
      time(key.lastUsedAt) || 'never',
      time(key.revokedAt),
    ]),
    'it has no keys',
  );
}
