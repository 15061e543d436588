/**
 * What the two guards cost a request: with a token that was seen before, with one that was not, with a refused one.
 * No server, no parsing of requests: do not add these figures to others, nor compare them between machines.
 */
import { attachContext, Deadline, RequestContext } from '@frontdesk/request-context';
import type { ExecutionContext } from '@nestjs/common';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AuthenticationGuard } from './authentication.guard.js';
import { AuthorizationGuard } from './authorization.guard.js';
import { registerBearerStrategy } from './bearer.strategy.js';
import { ProviderKeys } from './provider-keys.js';
import { VerifiedTokens } from './verified-tokens.js';

const TOKENS = 1_000;
const ROUNDS = 200;
const TRACE = { traceId: '1'.repeat(32), spanId: '1'.repeat(16), sampled: false };
const audience = 'urn:frontdesk:bench';

const provider = createServer((request, response) => {
  response.end(JSON.stringify(request.url === '/jwks' ? { keys } : { issuer, jwks_uri: `${issuer}/jwks` }));
});
await once(provider.listen(0, '127.0.0.1'), 'listening');
const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
const keys = [{ ...(await exportJWK(publicKey)), kid: 'key', alg: 'RS256' }];

const verified = new VerifiedTokens();
const strategy = registerBearerStrategy(
  { gateway: 'bench', issuer, audience, principalKind: 'user' },
  new ProviderKeys(issuer),
  verified,
);
const guards = [
  new AuthenticationGuard(strategy, verified, { gateway: 'bench' }),
  new AuthorizationGuard('bench'),
];

const good = await headers(audience);
const refused = await headers('urn:frontdesk:another');
await measure('first seen', good, 1);
await measure('seen before', good, ROUNDS);
await measure('seen before', good, ROUNDS);
await measure('refused', refused, 1);
provider.closeAllConnections();
provider.close();

/** As a server has it: a new string for every request. */
async function headers(aud: string): Promise<Buffer[]> {
  const sign = (n: number) =>
    new SignJWT({ scope: 'openid profile email', client_id: 'mobile-bff', jti: `${n}`.repeat(10) })
      .setProtectedHeader({ alg: 'RS256', kid: 'key', typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(aud)
      .setSubject(`user-${n}`)
      .setExpirationTime('10m')
      .sign(privateKey);
  const tokens = await Promise.all(Array.from({ length: TOKENS }, (_, n) => sign(n)));
  return tokens.map((token) => Buffer.from(`Bearer ${token}`));
}

async function measure(what: string, sent: Buffer[], rounds: number): Promise<void> {
  const signal = new AbortController().signal;
  const handler = () => undefined;
  let spentMs = 0;
  for (let round = 0; round < rounds; round += 1) {
    const executions = sent.map((bytes) => {
      const raw = {};
      attachContext(raw, new RequestContext('r', TRACE, Deadline.in(1_000), signal));
      const request = { headers: { authorization: bytes.toString('latin1') }, raw };
      const http = { getRequest: () => request, getResponse: () => ({}) };
      return { switchToHttp: () => http, getHandler: () => handler, getClass: () => RequestContext };
    });
    const start = process.cpuUsage();
    for (const execution of executions) await run(execution as unknown as ExecutionContext);
    const { user, system } = process.cpuUsage(start);
    spentMs += (user + system) / 1_000;
  }
  const us = (spentMs * 1_000) / (rounds * sent.length);
  process.stdout.write(`${what.padEnd(12)} ${us.toFixed(2).padStart(8)} CPU µs a request\n`);
}

async function run(execution: ExecutionContext): Promise<void> {
  for (const guard of guards) {
    try {
      const passed = guard.canActivate(execution);
      if (typeof passed !== 'boolean') await passed;
    } catch {
      return;
    }
  }
}
