import { randomBytes } from 'node:crypto';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { page, pageHeaders } from './pages.js';

/**
 * Asks whether to sign out; a client that proves whom it asks for need not be asked: by a verified `id_token_hint`, or by
 * what it alone knows of this session, the `sid`, as `logout_hint`.
 */
export function askToLogOut(ctx: KoaContextWithOIDC, form: string): void {
  const { client, entities, params, session } = ctx.oidc;
  const sid = client && session?.sidFor(client.clientId);
  const hinted =
    entities.IdTokenHint?.payload.sub === session?.accountId || (!!sid && params?.logout_hint === sid);
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
