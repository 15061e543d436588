import { setTimeout as pause } from 'node:timers/promises';
import { SessionStand } from '../session-stand.js';
import type { Visitor } from '../visitor.js';

const IDLE_S = 2;

const endsInS = async (visitor: Visitor, query = '') => {
  const answer = await visitor.ask(`/bff/user${query}`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return ((await answer.json()) as { endsInS: number }).endsInS;
};

describe('a session', () => {
  let stand: SessionStand;
  beforeAll(async () => {
    stand = await SessionStand.start({ SESSION_IDLE_MS: String(IDLE_S * 1_000), SESSION_MAX_MS: '4000' });
  });
  afterAll(() => stand[Symbol.asyncDispose]());

  it('slides when it is used, not when a page looks on, and ends when it is not used', async () => {
    const [used, watched] = [stand.visitor(), stand.visitor()];
    await Promise.all([used.logIn(), watched.logIn()]);
    expect(await endsInS(watched, '?slide=false')).toBeLessThanOrEqual(IDLE_S);
    for (let half = 0; half < 5; half += 1) {
      await pause(500);
      expect((await used.ask('/bff/user')).status).toBe(200);
      if (half < 3) expect(await endsInS(watched, '?slide=false')).toBeLessThan(IDLE_S);
    }
    expect((await watched.ask('/bff/user?slide=false')).status).toBe(401);
    expect(await endsInS(used)).toBeLessThanOrEqual(IDLE_S);
    // The absolute end comes, however much it is used.
    for (let half = 0; half < 4; half += 1) {
      await pause(500);
      await used.ask('/bff/user');
    }
    expect((await used.ask('/bff/user')).status).toBe(401);
  });

  it.each(['?slide=no', '?slide=', '?slide=true&slide=false'])('is not asked with %s', async (query) => {
    const visitor = stand.visitor();
    await visitor.logIn();
    const answer = await visitor.ask(`/bff/user${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ in: 'query', field: 'slide' }] });
  });
});
