it('exports this and nothing else', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toEqual(['MemoryAnswers', 'mobileClient']);
});
