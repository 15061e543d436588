import { fakeUpstream } from '@frontdesk/testing';
import { aGet, errorOf, things } from './asking.js';

const CALLS = 2_000;

describe.each([1, 2])('with %i instances that answer 503', (count) => {
  test.each([1, 50])(
    '2,000 calls, %i at once, reach them 1.1 times until the breaker opens, then hardly',
    async (atOnce) => {
      await using one = await fakeUpstream();
      await using two = await fakeUpstream();
      const servers = [one, two].slice(0, count);
      for (const server of servers) server.answer(503);
      const received = () => servers.reduce((sum, { requests }) => sum + requests.length, 0);
      let opened: number | undefined;
      let passed = 0;
      const breakerChanged = ({ state }: { state: string }) => {
        if (state === 'open') opened ??= received();
      };
      await using upstream = things(servers, {}, { observer: { breakerChanged } });
      let refused = 0;
      let left = CALLS;
      const worker = async () => {
        while (left-- > 0) {
          const error = (await errorOf(upstream.ask(aGet()))) as { code: string };
          if (error.code === 'breaker-open') refused += 1;
          else passed += 1;
        }
      };
      await Promise.all(Array.from({ length: atOnce }, worker));

      expect(passed + refused).toBe(CALLS);
      expect(opened).toBeDefined();
      // Calls that were under way as it opened are among those that passed.
      expect(received()).toBeLessThanOrEqual(passed * 1.1);
      expect(received() - (opened ?? 0)).toBeLessThanOrEqual(refused / 10);
      expect(upstream.upstream.health().breaker).toBe('open');
    },
  );
});
