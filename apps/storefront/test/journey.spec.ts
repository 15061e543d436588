import {
  type Browser,
  browserForTests,
  describeWithChromium,
  eventually,
  type Page,
} from '@frontdesk/testing';
import { violationsOn } from './axe.js';
import { holdsToken, keptTokens } from './issued-tokens.js';
import { type OpenShop, openShop } from './open-shop.js';
import { showPage } from './screenshots.js';
import { WatchedVisit } from './watched-visit.js';

const START_MS = 90_000;
/** Much longer than anything takes, for a machine that does other things besides. */
const WALK_MS = 60_000;
const STEP_MS = 30_000;
const NARROWEST = 320;
/** What is alice's alone, and stands on her pages. */
const PRIVATE = /Alice Lindgren|alice@example\.com|Storgatan|Order 0\d{3}|ending in \d{4}/;

describeWithChromium('a visit to the shop', () => {
  let shop: OpenShop;
  let browser: Browser;
  let visit: WatchedVisit;
  let page: Page;
  /** What the identity provider gave out for her, while she was logged in. */
  let tokens: string[] = [];

  beforeAll(async () => {
    shop = await openShop();
    browser = await browserForTests();
    visit = await WatchedVisit.begin(browser, shop.url);
    page = visit.page;
    page.setDefaultTimeout(STEP_MS);
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    await shop?.[Symbol.asyncDispose]();
  });

  const walk = (does: string, steps: () => Promise<void>) => it(does, steps, WALK_MS);
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
  const status = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text });
  const mainText = () => page.getByRole('main').innerText();
  const focused = () => page.evaluate<string>('document.activeElement?.textContent?.trim() ?? ""');

  async function logIn(on = page) {
    await on.getByLabel('Name').fill('alice');
    await on.getByLabel('Password').fill('alice');
    await on.getByRole('button', { name: 'Sign in' }).click();
  }

  walk('begins as a stranger: with the catalogue, to search, to choose from and to read on in', async () => {
    await page.goto('/');
    await heading('Good things, kept at the front desk.').waitFor();
    await showPage(page, 'welcome');
    const cards = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: page.locator('img') });
    await cards.nth(23).waitFor();
    await page.getByRole('button', { name: 'Show more' }).press('Enter');
    await cards.nth(47).waitFor();
    expect(await focused()).toBe(await cards.nth(24).getByRole('link').innerText());

    await page.getByRole('navigation', { name: 'Categories' }).getByRole('link', { name: 'Kitchen' }).click();
    await heading('Kitchen').waitFor();
    await page.getByRole('searchbox', { name: 'Search products' }).fill('kettle mini');
    await page.getByRole('button', { name: 'Search' }).click();
    await heading('Results for “kettle mini”').waitFor();
    await status('1 product').waitFor();
    expect(new URL(page.url()).search).toBe('?q=kettle+mini');
    expect(await page.title()).toBe('Results for “kettle mini” · Lobby');
    expect(await focused()).toBe('Results for “kettle mini”');

    await page.goBack();
    await heading('Kitchen').waitFor();
    await page.getByRole('searchbox', { name: 'Search products' }).fill('there is no such thing');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing was found.').waitFor();
  });

  walk('is one call a page, and one to know who is there', async () => {
    const before = (await visit.answers()).length;
    await page.goto('/products/p-001');
    await heading(/Headphones Classic/).waitFor();
    await page.getByRole('heading', { name: 'Goes well with it' }).waitFor();
    const calls = (await visit.answers()).slice(before).map(({ url }) => new URL(url).pathname);
    expect(calls.filter((path) => /^\/(api|bff)\//.test(path)).sort()).toEqual([
      '/api/products/p-001',
      '/bff/user',
    ]);
  });

  walk('is told where reviews cannot be shown, on a page that works', async () => {
    await shop.shop.break('reviews', { status: 503 });
    await page.goto('/products/p-050');
    await page.getByText("Reviews can't be shown at the moment.").waitFor();
    await page.getByRole('link', { name: 'Log in to buy' }).waitFor();
    expect(await page.getByText('In stock').count()).toBe(1);
    await showPage(page, 'reviews-missing');
    await shop.shop.mend('reviews');
  });

  walk('is told where the page itself cannot be had, and may try again', async () => {
    await shop.shop.break('products', { status: 500 });
    await page.goto('/products/p-060');
    await heading("This page can't be shown at the moment").waitFor();
    await shop.shop.mend('products');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Reviews' }).waitFor();
  });

  walk('finds what is nowhere: nothing, and the way back', async () => {
    await page.goto('/products/p-999');
    await heading('There is nothing here').waitFor();
    await page.getByRole('link', { name: 'See all products' }).click();
    await heading('All products').waitFor();
  });

  walk('logs in, and is back where it was', async () => {
    await page.goto('/orders');
    await heading('Your orders').waitFor();
    expect(await mainText()).toContain('This page is yours alone');
    await page.goto('/products/p-003');
    await page.getByRole('link', { name: 'Log in to buy' }).click();
    await logIn();
    await page.waitForURL('/products/p-003');
    await page.getByRole('link', { name: 'Log out' }).waitFor();
    await page.goto('/');
    await heading('Welcome back, Alice').waitFor();
    await page.getByRole('heading', { name: 'Picked for you' }).waitFor();
  });

  walk('puts a product into the cart with the keyboard alone', async () => {
    await page.goto('/products/p-003');
    await page.getByRole('button', { name: 'Add to cart' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    for (let presses = 0; (await focused()) !== 'Add to cart'; presses++) {
      expect(presses).toBeLessThan(8);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await status(/Added\. \d+ things are in your cart\./).waitFor();
  });

  walk('changes what lies in the cart', async () => {
    await page.getByRole('link', { name: 'Go to the cart' }).click();
    await heading('Your cart').waitFor();
    expect(await focused()).toBe('Your cart');
    await showPage(page, 'cart');
    const others = page.getByRole('button', { name: /^Take out (?!.*Headphones Plus)/ });
    for (let left = await others.count(); left > 0; left--) {
      await others.first().click();
      await eventually(async () => (await others.count()) < left, 'one product less');
    }
    await page.getByRole('button', { name: /One more of .*Headphones Plus/ }).click();
    await status(/Headphones Plus: 2\./).waitFor();
    const [price = 0, total] = (await page.getByText(/€[\d.]+/).allInnerTexts()).map((text) =>
      Number(/€([\d.]+)/.exec(text)?.[1]),
    );
    expect(total).toBeCloseTo(price * 2);
  });

  walk('is told in plain words why an order is refused, and nothing is ordered', async () => {
    await page.getByRole('link', { name: 'Check out' }).click();
    await heading('Check out').waitFor();
    await page.getByRole('radio', { name: /ending in 0002/ }).check();
    await showPage(page, 'checkout');
    await page.getByRole('button', { name: 'Order and pay' }).click();
    await page.getByRole('alert').getByText('The payment was declined').waitFor();
    expect(await shop.shop.received('orders')).not.toHaveProperty('routes.POST /orders');
  });

  walk('orders once, though it clicks twice and the first answer is lost', async () => {
    const keys: (string | undefined)[] = [];
    await page.route('**/api/checkout', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await page.getByRole('radio', { name: /visa/i }).check();
    await page.getByRole('button', { name: 'Order and pay' }).dblclick();
    await heading('Thank you, it is ordered').waitFor();
    expect(keys.length).toBeGreaterThan(1);
    expect(new Set(keys).size).toBe(1);
    expect((await shop.shop.received('orders')).routes).toMatchObject({ 'POST /orders': 1 });
    expect((await shop.shop.received('shipping')).routes).toMatchObject({ 'POST /shipments': 1 });
    expect(await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })')).toBe('{}');
  });

  walk('sees the order ship while it looks on', async () => {
    await page.getByText('Live: this page changes by itself.').waitFor();
    await showPage(page, 'order');
    await status('Delivered').waitFor();
    const orderId = new URL(page.url()).pathname.slice('/orders/'.length);
    const loads = await visit.answersFrom(`/api/orders/${orderId}`);
    expect(loads.map(({ body }) => (JSON.parse(body) as { order: { status: string } }).order.status)).toEqual(
      [expect.stringMatching(/^(paid|shipped)$/)],
    );
    expect(await page.getByRole('list').getByText('not yet').count()).toBe(0);
    await page.getByText('Live:').waitFor({ state: 'detached' });
  });

  walk('is told where live updates break off, on a page that shows what is known', async () => {
    await page.route('**/events', (route) => route.abort('connectionreset'));
    await page.goto('/orders/o-0296');
    await page.getByText('Live updates are interrupted.').waitFor();
    await status('Waiting for payment').waitFor();
    await page.unroute('**/events');
  });

  walk('changes its profile, and reads what is new', async () => {
    await page.getByRole('link', { name: 'Account' }).click();
    await heading('Your account').waitFor();
    await page.getByRole('button', { name: 'Edit profile' }).click();
    await page.getByLabel('Phone').fill('+46 8 123 45 67');
    await page.getByRole('button', { name: 'Save' }).click();
    await status('Your changes are saved.').waitFor();
    expect(await mainText()).toContain('+46 8 123 45 67');
    expect(await focused()).toBe('Edit profile');
    const unread = page.getByRole('button', { name: /^Mark as read/ });
    const before = await unread.count();
    await unread.first().click();
    await eventually(async () => (await unread.count()) === before - 1, 'one of them is read');
  });

  it.each([
    '/',
    '/products',
    '/products/p-004',
    '/cart',
    '/checkout',
    '/orders',
    '/orders/o-0042',
    '/account',
  ])('finds nothing in its way at %s, whatever it needs to see it', async (path) => {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await showPage(page, `wide${path}`);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violationsOn(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: NARROWEST, height: 700 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(NARROWEST);
    await showPage(page, `narrow${path}`);
    await page.setViewportSize({ width: 1280, height: 860 });
  });

  walk('leaves nothing private in a page that the browser keeps to show it again', async () => {
    expect(await mainText()).toMatch(PRIVATE);
    const happen = (name: string) =>
      page.evaluate(`dispatchEvent(new PageTransitionEvent('${name}', { persisted: true }))`);
    await happen('pagehide');
    await eventually(async () => !PRIVATE.test(await mainText()), 'nothing private is there');
    await happen('pageshow');
    await heading('Your account').waitFor();
  });

  walk('is told that its session has ended, once, and can go on where it was', async () => {
    const other = await WatchedVisit.begin(browser, shop.url);
    await other.page.goto('/account');
    await other.page.getByRole('main').getByRole('link', { name: 'Log in' }).click();
    await logIn(other.page);
    await other.page.getByRole('heading', { name: 'Your account' }).waitFor();
    await other.context.clearCookies({ name: /^__Host-/ });
    await other.page.getByRole('link', { name: 'Orders', exact: true }).click();
    await other.page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
    expect(await other.page.getByRole('main').innerText()).not.toMatch(PRIVATE);
    expect(await other.answersFrom('/api/orders')).toHaveLength(1);
    await other.page.getByRole('main').getByRole('link', { name: 'Log in again' }).click();
    await other.page.waitForURL('/orders');
    await other.page.getByRole('heading', { name: 'Your orders' }).waitFor();
    await other.page
      .getByText(/Order 0\d{3}/)
      .first()
      .waitFor();
    await other.end();
  });

  walk('goes from page to page in a browser without the Navigation API, too', async () => {
    const other = await WatchedVisit.begin(browser, shop.url);
    await other.context.addInitScript('delete window.navigation');
    await other.page.goto('/products?category=Books');
    await other.page.getByRole('link', { name: /Chess Course Classic/ }).click();
    await other.page.getByRole('heading', { level: 1, name: /Chess Course Classic/ }).waitFor();
    await other.page.goBack();
    await other.page.getByRole('heading', { level: 1, name: 'Books' }).waitFor();
    expect(await other.page.evaluate('"navigation" in window')).toBe(false);
    expect(other.complaints).toEqual([]);
    await other.end();
  });

  walk('has nothing that a script could take away: no cookie, and no storage', async () => {
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')).toBe(
      '[{},{}]',
    );
    tokens = keptTokens(shop.identityFolder);
  });

  walk('logs out, and the way back shows nothing private any more', async () => {
    await page.goto('/account');
    await heading('Your account').waitFor();
    await page.getByRole('link', { name: 'Orders', exact: true }).click();
    await page.getByText('Order 0296').waitFor();
    await page.getByRole('link', { name: 'Log out' }).click();
    await heading('Good things, kept at the front desk.').waitFor();
    expect((await visit.context.cookies()).filter(({ name }) => name.startsWith('__Host-'))).toEqual([]);

    const met: string[] = [];
    for (let steps = 0; steps < 6; steps++) {
      await page.goBack().catch(() => null);
      await page.waitForLoadState();
      if (!page.url().startsWith(shop.url)) continue;
      await page.getByRole('heading', { level: 1 }).waitFor();
      met.push(new URL(page.url()).pathname);
      expect(await page.evaluate<string>('document.body.innerText')).not.toMatch(PRIVATE);
    }
    expect(met).toEqual(expect.arrayContaining(['/orders', '/account']));
  });

  walk('never met a token, in no answer and no address, from logging in to having logged out', async () => {
    const answers = await visit.answers();
    const paths = answers.map(({ url }) => new URL(url).pathname);
    expect(paths).toEqual(
      expect.arrayContaining(['/bff/callback', '/api/checkout', '/bff/logout', '/session/end']),
    );
    expect(answers.length).toBeGreaterThan(80);
    expect(tokens.length).toBeGreaterThan(0);
    for (const { url, headers, body } of answers) {
      expect([url, holdsToken(url + JSON.stringify(headers) + body, tokens)]).toEqual([url, false]);
    }
  });

  it('gives the browser no reason to complain', () => {
    expect(visit.complaints).toEqual([]);
  });
});
