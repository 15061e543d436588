it('offers this and nothing else', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toEqual([
    'ItemsNotFound',
    'NotFound',
    'RecentPlans',
    'failedPartOf',
    'isKnownAbsent',
    'planToJson',
    'runView',
    'serverTiming',
    'slowView',
    'view',
  ]);
});
