import type { Browser, BrowserContext, BrowserResponse, Page } from '@frontdesk/testing';

/** What came to the browser in one answer. */
export interface Seen {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const LATE = 'not there any more';

/** Somebody at a browser of their own; every answer that comes to it is kept, and everything that it complains about. */
export class WatchedVisit {
  readonly #answers: Promise<Seen>[] = [];
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async begin(
    browser: Browser,
    baseURL: string,
    options: Parameters<Browser['newContext']>[0] = {},
  ): Promise<WatchedVisit> {
    const context = await browser.newContext({
      baseURL,
      viewport: { width: 1280, height: 860 },
      reducedMotion: 'reduce', // what fades is neither here nor there while it does
      ...options,
    });
    const visit = new WatchedVisit(context, await context.newPage());
    context.on('response', (response) => visit.#answers.push(seen(response)));
    visit.page.on('pageerror', ({ message }) => visit.complaints.push(message));
    visit.page.on('console', (message) => {
      if (message.type() !== 'error' && message.type() !== 'warning') return;
      // A browser complains about every refusal, which is for the shop to show; about all else it is right.
      if (message.text().startsWith('Failed to load resource')) return;
      visit.complaints.push(`${message.text()} (${message.location().url})`);
    });
    return visit;
  }

  /** Every answer so far; streams that are open still have no body. */
  async answers(): Promise<Seen[]> {
    return Promise.all(this.#answers);
  }

  /** How many answers came from a path. */
  async answersFrom(path: string): Promise<Seen[]> {
    return (await this.answers()).filter(({ url }) => new URL(url).pathname === path);
  }

  async end(): Promise<void> {
    await this.context.close();
  }
}

async function seen(response: BrowserResponse): Promise<Seen> {
  const headers = await response.allHeaders().catch(() => ({}));
  const isStream = (headers as Record<string, string>)['content-type']?.startsWith('text/event-stream');
  // Redirects have none, and that of a page that was left may be gone.
  const body = isStream ? '' : await response.text().catch(() => LATE);
  return { url: response.url(), status: response.status(), headers, body };
}
