import * as caching from './index.js';

test('the public API is what it is meant to be', () => {
  expect(Object.keys(caching).sort()).toEqual([
    'AnswerCache',
    'AudienceMismatch',
    'FinishedViews',
    'FleetLock',
    'RedisLink',
    'TwoSegmentLru',
    'cacheControlOf',
    'cacheStatusOf',
    'cacheStatusOfParts',
    'connectPatiently',
    'etagFor',
    'freshnessOf',
    'matchesIfNoneMatch',
    'storable',
    'strictest',
    'strongETag',
  ]);
});
