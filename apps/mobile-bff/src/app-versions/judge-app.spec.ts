import { type AppPolicy, appPolicy } from './app-policy.js';
import { judgeBy } from './judge-app.js';
import { semanticVersion } from './semantic-version.js';

const withAndroid = (changed: Partial<AppPolicy['android']>): AppPolicy => ({
  ...appPolicy,
  android: { ...appPolicy.android, ...changed },
});

it.each<[string, Partial<AppPolicy['android']>]>([
  ['least', { least: '1.0' }],
  ['recommended', { recommended: 'v2.0.0' }],
  ['recommended', { least: '2.0.1', recommended: '2.0.0' }],
  ['releases', { releases: ['1.0', '2.0.0'] }],
  ['storeUrl', { storeUrl: 'the store' }],
])(
  'a policy with a wrong %s is refused before any app is held against it, and named: %j',
  (field, changed) => {
    expect(() => judgeBy(withAndroid(changed))).toThrow(new RegExp(`android.*${field}`));
  },
);

it('an app is judged by what its own platform asks', () => {
  const judge = judgeBy(withAndroid({ least: '1.5.0' }));
  const version = semanticVersion('1.2.0')!;
  expect([judge({ platform: 'ios', version }), judge({ platform: 'android', version })]).toEqual([
    'recommended',
    'required',
  ]);
});
