describe('@frontdesk/auth', () => {
  it('exports this and nothing else', async () => {
    expect(Object.keys(await import('./index.js')).sort()).toEqual([
      'AuthModule',
      'AuthenticationGuard',
      'AuthorizationGuard',
      'Forbidden',
      'KeysUnavailable',
      'ProviderKeys',
      'Public',
      'Scopes',
      'Unauthenticated',
      'accessOf',
      'bearerTokenOf',
      'isPublic',
      'recordRefusal',
      'recordedRefusal',
    ]);
  });
});
