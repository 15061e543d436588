/** `Retry-After` in milliseconds, whether it says seconds or a date (RFC 9110, section 10.2.3). */
export function retryAfterMs(header: string | string[] | undefined, today = Date.now()): number | undefined {
  const value = Array.isArray(header) ? header[0] : header;
  if (value === undefined) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - today;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
