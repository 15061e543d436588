it('exports what the README says, and nothing else', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toEqual([
    'Context',
    'InvalidInput',
    'InvalidSettings',
    'composed',
    'gatewaySettings',
    'loadSettings',
    'passThroughController',
    'passThroughControllers',
    'runGateway',
    'startGateway',
  ]);
});
