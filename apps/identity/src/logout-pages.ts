import { randomBytes } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { page, pageHeaders } from './pages.js';

/** Asks whether to sign out; a client that proves whom it asks for, by a verified `id_token_hint`, need not be asked. */
export function askToLogOut(ctx: KoaContextWithOIDC, form: string): void {
  const hinted = ctx.oidc.entities.IdTokenHint?.payload.sub === ctx.oidc.session?.accountId;
  const nonce = randomBytes(16).toString('base64');
  ctx.set(pageHeaders);
  if (hinted) {
    ctx.set(
      'content-security-policy',
      `${pageHeaders['content-security-policy']}; script-src 'nonce-${nonce}'`,
    );
  }
  ctx.body = page(
    'Sign out',
    `${form}
<button form="op.logoutForm" name="logout" value="yes" id="yes">Sign out</button>
${hinted ? `<script nonce="${nonce}">document.getElementById('yes').click()</script>` : ''}`,
  );
}

/** The last page of a logout that no client takes up. */
export function sayLoggedOut(ctx: KoaContextWithOIDC): void {
  ctx.set(pageHeaders);
  ctx.body = page('Signed out', '<p>You are signed out.</p>');
}
