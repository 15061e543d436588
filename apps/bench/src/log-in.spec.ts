import { clientSettings, startIssuer } from './issuer.js';
import { logIn } from './log-in.js';
import { startProgram } from './processes/start-program.js';

it('gives a caller the session of whoever is to be logged in, at the web-bff that is measured', async () => {
  const signal = AbortSignal.timeout(15_000);
  const issuer = await startIssuer();
  const ports = { HOST: '127.0.0.1', PORT: '0', MANAGEMENT_PORT: '0', LOG_LEVEL: 'silent' };
  const environment = { ...ports, OIDC_ISSUER: issuer.url, ...clientSettings };
  const start = { name: 'web-bff', program: 'dist/apps/web-bff/main.js', environment };
  const webBff = await startProgram(start, signal);
  try {
    for (const user of ['alice', 'bob']) {
      const headers = { ...(await logIn(webBff.url, user, issuer, signal)) };
      const { claims } = (await (await fetch(`${webBff.url}/bff/user`, { headers })).json()) as {
        claims: { sub: string };
      };
      expect(claims.sub).toBe(user);
    }
  } finally {
    await webBff.stop();
    issuer.close();
  }
}, 20_000);
