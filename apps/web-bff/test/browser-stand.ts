import {
  type Browser,
  type BrowserContext,
  browserForTests,
  type BrowserResponse,
  type Page,
  shopForTests,
  type TestShop,
} from '@frontdesk/testing';
import { SessionStand } from './session-stand.js';

/** Of the gateway's own origin, small, always there, and by its policy a script in it may ask the gateway. */
export const OWN_PAGE = '/docs/start.js';

/** A person at a browser: one context of cookies and pages. */
export class Person {
  /** Everything that the browser received. */
  readonly received: BrowserResponse[] = [];

  private constructor(
    readonly origin: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    context.on('response', (response) => this.received.push(response));
  }

  static async at(origin: string, browser: Browser): Promise<Person> {
    const context = await browser.newContext();
    return new Person(origin, context, await context.newPage());
  }

  /** Navigates to the log-in, approves where the provider asks, and ends on a page of the gateway. */
  async logIn({ asks = false } = {}): Promise<void> {
    await this.page.goto(`${this.origin}/bff/login?returnUrl=${OWN_PAGE}`);
    if (asks) await this.page.getByRole('button', { name: 'Approve' }).click();
    await this.page.waitForURL(this.origin + OWN_PAGE);
  }

  async goHome(): Promise<void> {
    await this.page.goto(this.origin + OWN_PAGE);
  }

  /** What the page's own script is answered. */
  ask(path: string): Promise<{ status: number; text: string }> {
    return this.page.evaluate(async (target) => {
      const answer = await fetch(target, { headers: { 'X-CSRF': '1' } });
      return { status: answer.status, text: await answer.text() };
    }, path);
  }

  async user(): Promise<{ claims: { sub: string }; logoutUrl: string }> {
    return JSON.parse((await this.ask('/bff/user')).text) as { claims: { sub: string }; logoutUrl: string };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.context.close();
  }
}

/** The gateway in front of the real shop, for a real browser: each under a host of its own. */
export class BrowserStand implements AsyncDisposable {
  private constructor(
    readonly browser: Browser,
    readonly shop: TestShop,
    readonly stand: SessionStand,
    readonly origin: string,
  ) {}

  /** To a browser `localhost` and `127.0.0.1` are two sites, and two ports of one of them are two origins of one site. */
  static async start(host: string, providerHost: string): Promise<BrowserStand> {
    const [browser, shop] = await Promise.all([browserForTests(), shopForTests()]);
    const stand = await SessionStand.start(shop.environment, providerHost);
    return new BrowserStand(browser, shop, stand, onHost(stand.gateway.url, host));
  }

  person(): Promise<Person> {
    return Person.at(this.origin, this.browser);
  }

  /** The address of the events of an order that is on its way. */
  async eventsOf(user: string): Promise<string> {
    const answer = await fetch(`${this.shop.url('orders')}/orders?limit=100`, {
      headers: { 'x-user-id': user },
    });
    const { items } = (await answer.json()) as { items: { id: string; status: string }[] };
    const shipped = items.find(({ status }) => status === 'shipped');
    if (!shipped) throw new Error(`${user} has no order that is on its way`);
    return `/api/orders/${shipped.id}/events`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    await this.stand[Symbol.asyncDispose]();
    await this.shop[Symbol.asyncDispose]();
  }
}

export const onHost = (url: string, host: string) => url.replace('127.0.0.1', host);
