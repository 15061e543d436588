import { describeSkipped } from './run-tests.js';

describe('the suites that did not run', () => {
  it('are named once each, by what would have them run', () => {
    const noted = [
      'caching on Redis\tapt-get install redis-server',
      'compose.yaml\tapt-get install docker-compose',
      'throttling on Redis\tapt-get install redis-server',
      'caching on Redis\tapt-get install redis-server',
    ];
    expect(describeSkipped(`${noted.join('\n')}\n`)).toBe(
      'caching on Redis, throttling on Redis (to have it: apt-get install redis-server); ' +
        'compose.yaml (to have it: apt-get install docker-compose)',
    );
  });

  it('are no words where everything ran', () => {
    expect(describeSkipped('')).toBe('');
  });
});
