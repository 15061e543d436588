/** So many requests in so much time. */
export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

const MS_PER_UNIT: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const FORM = /^(?<limit>[1-9]\d{0,8})\/(?<time>[1-9]\d{0,8})(?<unit>ms|s|m|h)$/;

/** Reads a limit such as `600/60s`, with `ms`, `s`, `m` or `h`; throws an error that names the setting. */
export function rateLimitFrom(text: string, setting = 'RATE_LIMIT'): RateLimit {
  const { limit, time, unit } = FORM.exec(text.trim())?.groups ?? {};
  if (!limit || !time || !unit) {
    throw new Error(`${setting} must be a number of requests per time, such as 600/60s, not "${text}"`);
  }
  return { limit: Number(limit), windowMs: Number(time) * (MS_PER_UNIT[unit] as number) };
}
