it('offers this and nothing else', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toEqual([
    'NotFound',
    'RecentPlans',
    'failedPartOf',
    'isKnownAbsent',
    'runView',
    'serverTiming',
    'slowView',
    'startView',
    'view',
  ]);
});
