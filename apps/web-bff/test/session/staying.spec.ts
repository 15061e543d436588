import { setTimeout as pause } from 'node:timers/promises';
import { SessionStand } from '../session-stand.js';
import type { Visitor } from '../visitor.js';

const IDLE_S = 1;
const STEP_MS = 250;

const endsInS = async (visitor: Visitor, query = '') => {
  const answer = await visitor.ask(`/bff/user${query}`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return ((await answer.json()) as { endsInS: number }).endsInS;
};

describe('a session', () => {
  let stand: SessionStand;
  beforeAll(async () => {
    stand = await SessionStand.start({ SESSION_IDLE_MS: String(IDLE_S * 1_000), SESSION_MAX_MS: '2000' });
  });
  afterAll(() => stand[Symbol.asyncDispose]());

  it('slides when it is used, not when a page looks on, and ends when it is not used', async () => {
    const [used, watched] = [stand.visitor(), stand.visitor()];
    await Promise.all([used.logIn(), watched.logIn()]);
    expect(await endsInS(watched, '?slide=false')).toBeLessThanOrEqual(IDLE_S);
    for (let step = 0; step < 5; step += 1) {
      await pause(STEP_MS);
      expect((await used.ask('/bff/user')).status).toBe(200);
      if (step < 2) expect(await endsInS(watched, '?slide=false')).toBeLessThan(IDLE_S);
    }
    expect((await watched.ask('/bff/user?slide=false')).status).toBe(401);
    expect(await endsInS(used)).toBeLessThanOrEqual(IDLE_S);
    // The absolute end comes, however much it is used.
    for (let step = 0; step < 4; step += 1) {
      await pause(STEP_MS);
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
