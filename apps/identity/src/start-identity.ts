import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { configurationOf } from './configuration.js';
import { interact } from './interaction.js';
import { makeDataDir } from './kept-file.js';
import { page, sendPage } from './pages.js';
import { BadSetting, type Settings } from './settings.js';
import { publicKeys, signingKeys } from './signing-keys.js';
import { Store } from './sqlite-adapter.js';
import { userinfoFor } from './userinfo.js';

/** A running identity provider. */
export interface Identity extends AsyncDisposable {
  readonly issuer: string;
}

/** Starts the provider and resolves once it answers; `log` gets one line for each failure of ours. */
export async function startIdentity(settings: Settings, log: (line: string) => void): Promise<Identity> {
  makeDataDir(settings.dataDir);
  const server = createServer();
  // The port comes first: the issuer may follow it.
  await listen(server, settings);
  const issuer = settings.issuer ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const store = new Store(settings.dataDir);
  const keys = signingKeys(settings.dataDir);
  const provider = new Provider(issuer, configurationOf(settings, keys, store));
  provider.proxy = true;
  provider.on('server_error', (_ctx, error) => log(`the provider failed: ${error.message}`));
  provider.on('backchannel.error', (_ctx, error, client) =>
    log(`${client.clientId} was not told of a logout: ${error.message}`),
  );
  const userinfo = userinfoFor(issuer, publicKeys(keys));
  const answer = provider.callback();

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    asTheIssuer(request, issuer);
    const { pathname } = new URL(request.url ?? '/', issuer);
    const done =
      pathname === '/health'
        ? sendHealth(response)
        : pathname === '/me'
          ? userinfo(request, response)
          : pathname.startsWith('/interaction/')
            ? interact(provider, request, response)
            : answer(request, response);
    Promise.resolve(done).catch((error: Error) => sendFailure(response, error, log));
  });

  return {
    issuer,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      store.close();
    },
  };
}

async function listen(server: ReturnType<typeof createServer>, { host, port }: Settings): Promise<void> {
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new BadSetting(`port ${port} is taken (IDENTITY_PORT)`);
    throw new BadSetting(`cannot listen on HOST ${host}, IDENTITY_PORT ${port}: ${code ?? message}`);
  }
}

/** Addresses in answers are the issuer's, whatever the request said: a forged Host must not reach a client. */
function asTheIssuer(request: IncomingMessage, issuer: string): void {
  const { host, protocol } = new URL(issuer);
  request.headers.host = host;
  delete request.headers['x-forwarded-host'];
  request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
}

function sendHealth(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
}

/** An interaction that has expired, or was opened in another browser, is the caller's to start again. */
function sendFailure(
  response: ServerResponse,
  error: Error & { status?: number },
  log: (line: string) => void,
) {
  const status = error.status ?? 500;
  if (status >= 500) log(`the provider failed: ${error.message}`);
  if (response.headersSent) return response.destroy();
  sendPage(response, status, page('This did not work', '<p>Please start again from where you came.</p>'));
}
