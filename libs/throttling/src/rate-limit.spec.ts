import { rateLimitFrom } from './rate-limit.js';

test.each([
  ['600/60s', 600, 60_000],
  ['5/500ms', 5, 500],
  ['100/1m', 100, 60_000],
  [' 1000000/24h ', 1_000_000, 86_400_000],
])('%s is a limit', (text, limit, windowMs) => {
  expect(rateLimitFrom(text)).toEqual({ limit, windowMs });
});

test.each(['', '600', '600/60', '0/60s', '600/0s', '-1/60s', '6e2/60s', '600/60d', '600 per minute'])(
  '"%s" is refused, and the setting is named',
  (text) => {
    expect(() => rateLimitFrom(text)).toThrow(/^RATE_LIMIT must be/);
    expect(() => rateLimitFrom(text, 'WEB_BFF_RATE_LIMIT')).toThrow(/^WEB_BFF_RATE_LIMIT must be/);
  },
);
