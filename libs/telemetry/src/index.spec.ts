it('exports what the README says, and nothing else', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toEqual([
    'createLogger',
    'createTelemetry',
    'nestLogger',
    'requestLog',
  ]);
});
