import { describeWithChromium, eventually, type FakeUpstream, fakeUpstream } from '@frontdesk/testing';
import { BrowserStand, onHost, type Person } from './browser-stand.js';

const BAD_REQUEST = 400;
const UNAUTHENTICATED = 401;
const FORBIDDEN = 403;
const NOT_JSON = 415;

// Read by a person who is logged in, at the gateway on `localhost`.
const FOREIGN_PAGES = [
  ['another site', '127.0.0.1'],
  ['another origin of the same site', 'localhost'],
] as const;

describeWithChromium('pages of others in Chromium', () => {
  let at: BrowserStand;
  let foreign: FakeUpstream;
  let alice: Person;
  let events: string;
  beforeAll(async () => {
    at = await BrowserStand.start('localhost', 'localhost');
    foreign = await fakeUpstream();
    alice = await at.person();
    await alice.logIn();
    events = await at.eventsOf('alice');
  });
  afterAll(async () => {
    await alice[Symbol.asyncDispose]();
    await at[Symbol.asyncDispose]();
    await foreign[Symbol.asyncDispose]();
  });

  describe.each(FOREIGN_PAGES)('a page of %s', (_, host) => {
    beforeEach(async () => {
      await at.shop.reset();
      at.stand.answered.length = 0;
    });

    /** Opens a page of that origin; `html` says `HERE` for the gateway. */
    async function open(html: string): Promise<void> {
      const body = `<!doctype html><title>foreign</title><body>${html.replaceAll('HERE', at.origin)}`;
      foreign.answer(200, body, { 'content-type': 'text/html' });
      await alice.page.goto(onHost(foreign.url, host));
    }

    /** The gateway was asked, answered with one of these alone, and no service was asked. */
    async function expectRefused(path: string, ...statuses: number[]): Promise<void> {
      const answers = () => at.stand.answered.filter((answer) => answer.path === path);
      await eventually(() => answers().length > 0, `an answer to ${path}`);
      for (const { status, allowedOrigin } of answers()) {
        expect(statuses).toContain(status);
        expect(allowedOrigin).toBeUndefined();
      }
      expect(await at.shop.receivedInAll()).toBe(0);
    }

    it.each([
      ['an image', '<img src="HERE/api/home">'],
      ['a script', '<script src="HERE/api/home"></script>'],
      ['a frame', '<iframe src="HERE/api/home"></iframe>'],
      ['a link that is followed', '<script>location = "HERE/api/home"</script>'],
      ['a form', '<form action="HERE/api/home"></form><script>document.forms[0].submit()</script>'],
      ['a fetch', '<script>fetch("HERE/api/home", { credentials: "include" })</script>'],
      [
        'a blind fetch',
        '<script>fetch("HERE/api/home", { credentials: "include", mode: "no-cors" })</script>',
      ],
    ])('reads nothing by %s', async (_kind, html) => {
      await open(html);
      await expectRefused('/api/home', FORBIDDEN);
    });

    it('reads nothing by an event stream', async () => {
      await open(`<script>new EventSource("HERE${events}", { withCredentials: true })</script>`);
      await expectRefused(events, FORBIDDEN);
    });

    it.each([
      [
        'a form',
        '<form action="HERE/api/checkout" method="post"></form><script>document.forms[0].submit()</script>',
      ],
      [
        'a form that looks like JSON',
        '<form action="HERE/api/checkout" method="post" enctype="text/plain"><input name=\'{"a":"\' value=\'"}\'></form>' +
          '<script>document.forms[0].submit()</script>',
      ],
      [
        'a blind fetch',
        '<script>fetch("HERE/api/checkout", { method: "POST", credentials: "include", mode: "no-cors", body: "{}" })</script>',
      ],
      ['a beacon', '<script>navigator.sendBeacon("HERE/api/checkout", "{}")</script>'],
    ])('changes nothing by %s', async (_kind, html) => {
      await open(html);
      await expectRefused('/api/checkout', FORBIDDEN, NOT_JSON);
    });

    it.each(['GET', 'PUT', 'DELETE'])(
      'cannot send X-CSRF by %s: no preflight is approved',
      async (method) => {
        await open('');
        const outcome = await alice.page.evaluate(
          ([target, how]) =>
            fetch(target, { method: how, credentials: 'include', headers: { 'X-CSRF': '1' } }).then(
              () => 'answered',
              () => 'refused',
            ),
          [`${at.origin}/api/cart/items/p-001`, method] as const,
        );
        expect(outcome).toBe('refused');
        expect(await at.shop.receivedInAll()).toBe(0);
      },
    );

    it('cannot log anybody out, nor in as somebody else', async () => {
      await open('<img src="HERE/bff/logout?sid=guessed"><img src="HERE/bff/callback?code=x&state=y">');
      await expectRefused('/bff/logout', BAD_REQUEST);
      await expectRefused('/bff/callback', BAD_REQUEST);
      await alice.goHome();
      expect(await alice.user()).toMatchObject({ claims: { sub: 'alice' } });
    });
  });

  it('are refused by the gateway, and not by the want of a session: alice is still logged in', async () => {
    await alice.goHome();
    expect((await alice.ask('/api/home')).status).toBe(200);
    expect((await alice.ask('/api/checkout')).status).not.toBe(UNAUTHENTICATED);
  });
});
