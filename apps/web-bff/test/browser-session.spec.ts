import { type BrowserResponse, describeWithChromium } from '@frontdesk/testing';
import { BrowserStand, OWN_PAGE } from './browser-stand.js';
import { isSessionCookie } from './visitor.js';

const TWO_SITES = [
  ['localhost', '127.0.0.1'],
  ['127.0.0.1', 'localhost'],
] as const;

describeWithChromium('a session in Chromium', () => {
  describe.each(TWO_SITES)('with the gateway on %s and the provider on %s', (host, providerHost) => {
    let at: BrowserStand;
    beforeAll(async () => {
      at = await BrowserStand.start(host, providerHost);
    });
    afterAll(() => at[Symbol.asyncDispose]());
    beforeEach(() => {
      at.stand.provider.asks = false;
    });

    it.each([
      ['at once', false],
      ['when the user says so', true],
    ])('begins where the provider approves %s', async (_, asks) => {
      at.stand.provider.asks = asks;
      await using person = await at.person();
      await person.logIn({ asks });
      expect(await person.user()).toMatchObject({ claims: { sub: 'alice' } });
      expect((await person.ask('/api/home')).status).toBe(200);
    });

    it('sends its Strict cookie with the first page already, though it was the provider who led there', async () => {
      // A button of the provider's page: what follows was begun by that site, redirects and all.
      at.stand.provider.asks = true;
      await using person = await at.person();
      const landed = person.page.waitForRequest(at.origin + OWN_PAGE);
      await person.logIn({ asks: true });
      const { cookie = '' } = await (await landed).allHeaders();
      expect(cookie.split('; ').filter(isSessionCookie)).toHaveLength(1);
    });

    it('has a cookie that is Strict, Secure and out of reach, and none of the log-in any longer', async () => {
      await using person = await at.person();
      await person.logIn();
      const cookies = (await person.context.cookies()).filter(({ domain }) => domain === host);
      expect(cookies).toEqual([
        expect.objectContaining({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/' }),
      ]);
    });

    it('ends when the same browser logs in anew, though the provider leads there without it', async () => {
      at.stand.provider.asks = true;
      await using person = await at.person();
      await person.logIn({ asks: true });
      const [first] = await person.context.cookies(at.origin);
      await person.logIn({ asks: true });
      const [second] = await person.context.cookies(at.origin);
      const isAlive = async (cookie: typeof first) =>
        (
          await fetch(`${at.stand.gateway.url}/bff/user`, {
            headers: { cookie: `${cookie?.name}=${cookie?.value}`, 'x-csrf': '1' },
          })
        ).ok;
      expect(second?.value).not.toBe(first?.value);
      expect(await isAlive(second)).toBe(true);
      expect(await isAlive(first)).toBe(false);
    });

    it('leaves scripts nothing to find: no cookie, nothing stored, no token in anything that came', async () => {
      await using person = await at.person();
      await person.logIn();
      for (const path of ['/api/home', '/api/orders', '/api/account']) await person.ask(path);
      const { logoutUrl } = await person.user();
      const found = await person.page.evaluate(`(async () => ({
        cookie: document.cookie,
        local: localStorage.length,
        session: sessionStorage.length,
        databases: (await indexedDB.databases()).length,
        caches: (await caches.keys()).length,
      }))()`);
      expect(found).toEqual({ cookie: '', local: 0, session: 0, databases: 0, caches: 0 });
      await person.page.goto(at.origin + logoutUrl);

      const { issued } = at.stand.provider;
      expect(issued.length).toBeGreaterThanOrEqual(3);
      const answers = person.received.filter((response) => response.url().startsWith(at.origin));
      expect(answers.length).toBeGreaterThan(6);
      for (const text of await Promise.all(person.received.map(everythingIn))) {
        for (const token of issued) expect(text).not.toContain(token);
        expect(text).not.toMatch(/eyJ[\w-]+\.eyJ[\w-]+\./);
      }
    });

    it('cannot be planted by a script', async () => {
      await using person = await at.person();
      await person.goHome();
      await person.page.evaluate(`
        document.cookie = '__Host-Http-session=planted; Path=/; Secure';
        document.cookie = '__Host-Http-session=planted; Path=/';
      `);
      expect(await person.context.cookies()).toEqual([]);
    });

    it('opens an event stream from its own page', async () => {
      await using person = await at.person();
      await person.logIn();
      const told = (await person.page.evaluate(`new Promise((resolve) => {
        const events = new EventSource('${await at.eventsOf('alice')}');
        const end = (said) => {
          events.close();
          resolve(said);
        };
        events.addEventListener('progress', ({ data }) => end(data));
        events.addEventListener('error', () => end('"an error"'));
      })`)) as string;
      expect(JSON.parse(told)).toMatchObject({ status: expect.any(String), step: expect.anything() });
    });

    it('ends at log-out', async () => {
      await using person = await at.person();
      await person.logIn();
      await person.page.goto(at.origin + (await person.user()).logoutUrl);
      await person.goHome();
      expect((await person.ask('/bff/user')).status).toBe(401);
      const left = await person.context.cookies(at.origin);
      expect(left.filter(({ name }) => isSessionCookie(name))).toEqual([]);
    });
  });
});

/** The address, the headers and the body of an answer. */
async function everythingIn(response: BrowserResponse): Promise<string> {
  const headers = JSON.stringify(await response.headersArray());
  // Redirects have no body, and asking for it fails.
  const body = await response.text().catch(() => '');
  return [response.url(), headers, body].join('\n');
}
