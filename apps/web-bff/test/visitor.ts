/**
 * A browser as HTTP sees it: keeps the cookies of one origin, and goes one step at a time, so that a test can look at,
 * bend or repeat each.
 */
export class Visitor {
  readonly cookies = new Map<string, string>();
  /** Every `Set-Cookie` that came. */
  readonly setCookies: string[] = [];

  constructor(readonly origin: string) {}

  /** Opens an address of the gateway as a navigation does. */
  async open(target: string | URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (cookie && !headers.has('cookie')) headers.set('cookie', cookie);
    const answer = await fetch(new URL(target, this.origin), { redirect: 'manual', ...init, headers });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  /** Asks as the page's own script does. */
  ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has('x-csrf')) headers.set('x-csrf', '1');
    headers.set('sec-fetch-site', 'same-origin');
    return this.open(path, { ...init, headers });
  }

  /** Begins to log in: the address at the provider that the gateway sends the browser to. */
  async begin(returnUrl = '/'): Promise<URL> {
    const answer = await this.open(`/bff/login?${new URLSearchParams({ returnUrl })}`);
    if (answer.status !== 302 && answer.status !== 303) {
      throw new Error(`no log-in began: ${answer.status} ${await answer.text()}`);
    }
    return new URL(answer.headers.get('location') ?? '');
  }

  /** Begins, is approved by the provider, and stands before the callback: its address. */
  async beforeCallback(returnUrl = '/'): Promise<URL> {
    const answer = await fetch(await this.begin(returnUrl), { redirect: 'manual' });
    return new URL(answer.headers.get('location') ?? '');
  }

  async logIn(returnUrl = '/'): Promise<Response> {
    const answer = await this.open(await this.beforeCallback(returnUrl));
    if (answer.status >= 400) throw new Error(`not logged in: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  /** What the session cookie holds, whatever it is named. */
  get session(): string | undefined {
    return [...this.cookies].find(([name]) => isSessionCookie(name))?.[1];
  }

  /** A visitor with the same cookies as this one has now. */
  copy(): Visitor {
    const copy = new Visitor(this.origin);
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    return copy;
  }

  #keep(line: string): void {
    this.setCookies.push(line);
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '' || /;\s*max-age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

/** `__Host-…session`, with whatever prefix says more. */
export function isSessionCookie(nameOrLine: string): boolean {
  return /^__Host-(?:Http-)?session(?:=|$)/.test(nameOrLine);
}

/** Where an answer sends the browser: by `Location`, `Refresh` or a `<meta>` of the page. */
export async function nextOf(answer: Response): Promise<string | undefined> {
  const location = answer.headers.get('location');
  if (location !== null) return location;
  const page = answer.headers.get('refresh') ?? (await answer.clone().text());
  const target = /\d+\s*;\s*url=("?)([^"'>]*)\1/i.exec(page)?.[2];
  return target?.replaceAll('&amp;', '&').replaceAll('&#x27;', "'").replaceAll('&#39;', "'");
}
