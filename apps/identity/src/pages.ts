import type { ServerResponse } from 'node:http';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * What every page is sent with. There is no `form-action`: browsers apply it to the redirects that follow a form
 * too, and the login form ends at a client's own address.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Text as it may stand in HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

/** A whole small page; `body` is HTML. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 22rem; margin: 4rem auto; padding: 0 1rem; }
  label, input, button { display: block; width: 100%; box-sizing: border-box; font: inherit; }
  input, button { margin: 0 0 1rem; padding: .5rem; }
  [role=alert] { color: #b00020; }
</style>
<h1>${escaped(title)}</h1>
${body}
</html>`;
}

/** The login form: what the browser fills in is `login` and `password`. */
export function loginPage(action: string, refusal?: string): string {
  return page(
    'Sign in',
    `${refusal ? `<p role="alert">${escaped(refusal)}</p>` : ''}
<form method="post" action="${escaped(action)}">
<label for="login">Name</label><input id="login" name="login" autocomplete="username" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button>Sign in</button>
</form>
<p>This is a sample: <em>alice</em> and <em>bob</em>, and the password is the name.</p>`,
  );
}

/** Sends a page from outside node-oidc-provider. */
export function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, pageHeaders).end(html);
}
