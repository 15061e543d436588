it('offers these, and nothing else', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toEqual(['DatabaseUnavailable', 'openDatabase']);
});
