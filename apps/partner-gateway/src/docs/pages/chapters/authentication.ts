import { html } from '@frontdesk/gateway';
import { type ApiDocument, routesOf } from '../../../changes/api-document.js';
import { SCOPES } from '../../api/credentials.js';
import { type Chapter, shell, table } from '../chapter.js';

/** What is sent to show who is calling, and what it means to be refused. */
export function authentication(document: ApiDocument): Chapter {
  const scopes = Object.entries(SCOPES).map(([scope, description]) => {
    const operations = routesOf(document)
      .filter(
        ({ path, operation }) => path.startsWith('/v2/') && scopesOf(operation.security).includes(scope),
      )
      .map(({ operation }) => html`<a href="#${operation.operationId ?? ''}">${operation.summary ?? ''}</a>`);
    return [
      html`<code>${scope}</code>`,
      description,
      html`${operations.map((link, n) => (n > 0 ? html`, ${link}` : link))}`,
    ];
  });
  return {
    id: 'authentication',
    title: 'Authentication',
    parts: [
      { id: 'keys', title: 'Keys' },
      { id: 'rotation', title: 'Changing a key' },
      { id: 'oauth', title: 'OAuth' },
      { id: 'scopes', title: 'Scopes' },
      { id: 'what-401-means', title: 'What 401 means' },
    ],
    body: html`
      <p>
        Every call carries one credential of your application, a key or an access token, in one place: the
        header
        <code>Authorization: Bearer …</code>. Both reach the same data at the same
        <a href="#limits">limits</a>. Documents such as this one need none.
      </p>
      <h3 id="keys">Keys</h3>
      <p>
        A key looks like <code>fd_live_7Kq2mXw90abZ_…</code>: its <a href="#environments">environment</a>, an
        id of 12 characters by which you and we speak of it, and a secret of 38. We keep a fingerprint of it
        and not the key, so nobody can show it to you again.
      </p>
      <ul>
        <li>
          Keep it on your servers, in a variable or a store of secrets: in an app or a web page, everybody has
          it.
        </li>
        <li>It ends on the day that you were told with it. When it was last used is written down.</li>
        <li>
          If somebody else may have seen it, tell the partner team: a key that is revoked is refused
          everywhere within a second.
        </li>
        <li>
          The last 6 characters are a checksum, so that a scanner can tell a key from a word without asking
          us. Keys match
          <code>fd_(live|test)_[0-9A-Za-z]{12}_[0-9A-Za-z]{38}</code>.
        </li>
      </ul>
      <h3 id="rotation">Changing a key</h3>
      <p>
        An application may have two keys at once in each environment, so that you can change one without a
        pause:
      </p>
      <ol>
        <li>Get a second key.</li>
        <li>Give it to your programs, in whatever time that takes: both keys work.</li>
        <li>Ask whether the old one is still used, and have it revoked once it is not.</li>
      </ol>
      <h3 id="oauth">OAuth</h3>
      <p>
        Instead of a key, a program may get short-lived access tokens from the identity provider, by client
        credentials (RFC 6749, section 4.4). Your application needs a client there; the partner team connects
        the two. A token is good for the scopes that you ask for, as far as your plan has them.
      </p>
      <p>With the id and the secret of your client in two variables of the shell:</p>
      ${shell(
        `curl -u "$CLIENT_ID:$CLIENT_SECRET" "${tokenUrlOf(document)}" \\\n  -d grant_type=client_credentials -d scope="products:read orders:read"`,
      )}
      <p>
        Send the <code>access_token</code> of the answer as <code>Authorization: Bearer …</code>, use it for
        many calls, and get a new one shortly before its <code>expires_in</code> seconds are over.
      </p>
      <h3 id="scopes">Scopes</h3>
      ${table(['Scope', 'Allows to', 'Operations'], scopes)}
      <p>
        Without the scope that an operation asks for, the answer is 403 and
        <code>WWW-Authenticate</code> names the scope. Plans have scopes, and a token may have fewer: look at
        your plan first.
      </p>
      <h3 id="what-401-means">What 401 means</h3>
      <p>
        The credential is not good, for whatever reason: the answer is the same for a key that is misspelt,
        unknown, expired or revoked, so that it tells nothing to who guesses. Check in this order:
      </p>
      <ol>
        <li>
          Is it sent as <code>Authorization: Bearer &lt;key&gt;</code>, with nothing before or after it?
        </li>
        <li>Is it the whole key, 59 characters?</li>
        <li>Has it expired, or has a colleague had it revoked?</li>
        <li>Is your application suspended? The partner team can tell.</li>
      </ol>
      <p>
        Sending it again does not help. A credential in the address or in another header (such as
        <code>X-Api-Key</code>), or two of them at once, is not looked at and is answered with 400. When
        credentials cannot be checked at the moment, the answer is 503 <code>keys-unavailable</code>, which
        says nothing of yours: try again.
      </p>
    `,
  };
}

function scopesOf(security: readonly Readonly<Record<string, readonly string[]>>[] = []): string[] {
  return security.flatMap((requirement) => Object.values(requirement).flat());
}

function tokenUrlOf({ components }: ApiDocument): string {
  const { oauth } = (components?.['securitySchemes'] ?? {}) as {
    oauth?: { flows: { clientCredentials: { tokenUrl: string } } };
  };
  return oauth?.flows.clientCredentials.tokenUrl ?? '';
}
