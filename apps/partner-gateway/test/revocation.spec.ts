import {
  DatabaseDoor,
  describeWithPostgres,
  describeWithRedisToBreak,
  eventually,
  postgresForTests,
  redisForTests,
  type TestPostgres,
  type TestRedis,
} from '@frontdesk/testing';
import { Stand } from './stand.js';

const OWNER = { name: 'tests', source: '127.0.0.1' };
const KNOWN_WITHIN_MS = 1_000;
const DAY_MS = 86_400_000;

describeWithPostgres('a key on two gateways with one database', () => {
  describeWithRedisToBreak('and one Redis', () => {
    let postgres: TestPostgres;
    let redis: TestRedis;
    let door: DatabaseDoor;
    let one: Stand;
    let other: Stand;
    beforeAll(async () => {
      [postgres, redis] = await Promise.all([postgresForTests(), redisForTests()]);
      door = await DatabaseDoor.to(postgres.url);
      const settings = { REDIS_URL: redis.url, RATE_LIMIT: '100000/60s' };
      one = await Stand.start({ DATABASE_URL: postgres.url, ...settings });
      other = await one.beside({ DATABASE_URL: door.url, DIRECTORY_STALE_MS: '1000' });
    });
    afterAll(async () => {
      for (const each of [other, one]) await each[Symbol.asyncDispose]();
      for (const each of [door, redis, postgres]) await each[Symbol.asyncDispose]();
    });

    const ask = (stand: Stand, key: string) =>
      stand.ask('/v1/orders?limit=1', undefined, { headers: { authorization: `Bearer ${key}` } });
    const status = async (stand: Stand, key: string) => (await ask(stand, key)).status;

    /** How long the other gateway took a key for good after the one had revoked it. */
    async function outlives(): Promise<number> {
      const { id, key } = await one.acts.createKey(OWNER, await one.application('acme'), {
        environment: 'live',
      });
      expect(await status(one, key)).toBe(200);
      await eventually(
        async () => (await status(other, key)) === 200,
        'the key is known to the other gateway',
      );
      await one.acts.revokeKey(OWNER, id);
      const revokedAt = performance.now();
      expect(await status(one, key)).toBe(401);
      await eventually(
        async () => (await status(other, key)) === 401,
        'the key is refused by the other gateway',
      );
      return performance.now() - revokedAt;
    }

    it('is refused by the other within a second of being revoked at one', async () => {
      for (let time = 0; time < 2; time += 1) expect(await outlives()).toBeLessThan(KNOWN_WITHIN_MS);
    });

    it('ends everywhere when its time is over, with nobody doing anything', async () => {
      const application = await one.application('acme');
      const days = 1_200 / DAY_MS;
      const { key, expiresAt } = await one.acts.createKey(OWNER, application, { environment: 'live', days });
      await eventually(
        async () => (await status(other, key)) === 200,
        'the key is known to the other gateway',
      );
      for (const stand of [one, other]) {
        await eventually(async () => (await status(stand, key)) === 401, 'the key has expired');
        expect(Date.now()).toBeGreaterThanOrEqual(expiresAt.getTime());
      }
    });

    it('cannot be judged by a gateway that could not ask the database for too long: 503, not ready', async () => {
      const key = await one.newKey('umbrella');
      await eventually(
        async () => (await status(other, key)) === 200,
        'the key is known to the other gateway',
      );
      await door.close();
      expect(await status(other, key)).toBe(200);
      await eventually(async () => (await status(other, key)) === 503, 'keys cannot be checked', 5_000);
      const aud = 'urn:frontdesk:partner-gateway';
      for (const shown of [key, 'fd_wrong', await other.issuer.mint({ sub: 'umbrella', aud })]) {
        const answer = await ask(other, shown);
        expect(await answer.json()).toMatchObject({ status: 503, type: '/problems/keys-unavailable' });
        expect(answer.headers.get('retry-after')).toBe('1');
      }
      expect((await fetch(`${other.gateway.managementUrl}/health/ready`)).status).toBe(503);
      expect(await status(one, key)).toBe(200);

      await door.open();
      await eventually(async () => (await status(other, key)) === 200, 'keys can be checked again', 5_000);
      expect((await fetch(`${other.gateway.managementUrl}/health/ready`)).status).toBe(200);
    });

    it('is refused by the other within a second with Redis killed, too', async () => {
      await redis.kill();
      for (let time = 0; time < 2; time += 1) expect(await outlives()).toBeLessThan(KNOWN_WITHIN_MS);
    });
  });
});
