it('exports what the README says, and nothing else', async () => {
  expect(Object.keys(await import('./index.js')).sort()).toEqual([
    'ApiEvents',
    'ApiProblem',
    'ApiView',
    'Context',
    'Id',
    'InvalidInput',
    'InvalidSettings',
    'ViewRunner',
    'bearerTokens',
    'composed',
    'describeGateway',
    'gatewaySettings',
    'keptView',
    'loadSettings',
    'openResources',
    'pageQuery',
    'passThroughController',
    'passThroughControllers',
    'runGateway',
    'startGateway',
  ]);
});
