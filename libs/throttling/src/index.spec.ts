// @nestjs/throttler is CommonJS and requires Nest, which is not: Jest needs Nest to be there before it.
await import('@nestjs/common');
const throttling = await import('./index.js');

test('the public API is what it is meant to be', () => {
  expect(Object.keys(throttling).sort()).toEqual([
    'CallersLimits',
    'LimitSet',
    'ThrottlingGuard',
    'ThrottlingModule',
    'TooManyRequests',
    'rateLimitFrom',
  ]);
});

export {};
