test('the library offers these names, and no others', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toEqual([
    'InvalidPathSegment',
    'Upstream',
    'UpstreamError',
    'UpstreamHttpService',
    'Upstreams',
    'passThrough',
    'path',
    'readJson',
  ]);
});
