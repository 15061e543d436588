import { createHash, randomBytes } from 'node:crypto';

/** A browser without pictures: it keeps cookies and shows one page after another. */
export class Browser {
  readonly #cookies = new Map<string, string>();

  /** Opens a page, following redirects for as long as they lead to `within`; returns where it ended. */
  async open(address: string | URL, within: string, form?: Record<string, string>) {
    let url = new URL(address);
    let body = form && new URLSearchParams(form);
    for (;;) {
      const answer = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...this.#cookies].map((cookie) => cookie.join('=')).join('; ') },
        ...(body && { method: 'POST', body }),
      });
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        if (value) this.#cookies.set(name, value);
        else this.#cookies.delete(name);
      }
      const location = answer.headers.get('location');
      const next = location ? new URL(location, url) : undefined;
      if (!next || next.origin !== within) {
        return {
          url: next ?? url,
          status: answer.status,
          headers: answer.headers,
          html: await answer.text(),
        };
      }
      url = next;
      body = undefined;
    }
  }
}

/** A client's side of the authorization code flow with PKCE. */
export function authorization(
  issuer: string,
  clientId: string,
  redirectUri: string,
  more: Record<string, string> = {},
) {
  const verifier = randomBytes(32).toString('base64url');
  const question = new URL(`${issuer}/auth`);
  question.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid profile email',
    state: 'the state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  }).toString();
  const grant = { grant_type: 'authorization_code', code_verifier: verifier, redirect_uri: redirectUri };
  return { question, grantFor: (url: URL) => ({ ...grant, code: url.searchParams.get('code') ?? '' }) };
}
