/**
 * What it costs to know who is calling by a key: one that is good, and one that nobody has, among a thousand applications.
 * No server, no parsing of requests, and the guards that stand around it in the gateway: one on where credentials are, one of
 * keys, one of tokens, one of scopes. Do not add these figures to others, nor compare them between machines.
 */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@frontdesk/database';
import { attachContext, Deadline, RequestContext } from '@frontdesk/request-context';
import { AuthorizationGuard } from '@frontdesk/auth';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { migrations } from '../database/migrations.js';
import type { Tables } from '../database/tables.js';
import { newKey } from '../keys/new-key.js';
import { Callers } from './callers.js';
import { Directory } from './directory.js';
import { KeyGuard } from './key.guard.js';
import { nobody } from './nobody.js';
import { OneCredentialGuard } from './one-credential.guard.js';

const KEYS = 1_000;
const ROUNDS = 100;
const TRACE = { traceId: '1'.repeat(32), spanId: '1'.repeat(16), sampled: false };
const HEADERS = {
  host: 'api.example.com',
  'user-agent': 'acme-sync/4.2 (+https://acme.example/contact) node/24.21.0',
  accept: 'application/json',
  'accept-encoding': 'gzip, deflate, br',
  'accept-language': '*',
  'x-request-id': '3f0c2b9e-6a53-4f0e-9d0a-0e4b3ce2a6d1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  connection: 'keep-alive',
};

const folder = await mkdtemp(join(tmpdir(), 'frontdesk-bench-'));
const database = await openDatabase({ name: 'bench', folder, folderSetting: 'FOLDER' });
await database.migrate(migrations);
const tables = database.tables<Tables>();
const made = Array.from({ length: KEYS }, () => newKey('live'));
await tables.insertInto('partners').values({ id: 'acme', name: 'Acme' }).execute();
for (const [n, { id, hash }] of made.entries()) {
  const application = `acme-${n}`;
  await tables
    .insertInto('applications')
    .values({ id: application, partner_id: 'acme', name: application, plan: 'standard' })
    .execute();
  const expires_at = new Date(Date.now() + 86_400_000);
  await tables
    .insertInto('keys')
    .values({ id, application_id: application, environment: 'live', hash, expires_at })
    .execute();
}
const directory = await Directory.open({ database, pollMs: 60_000, staleMs: 600_000 });
const keyGuard = new KeyGuard(new Callers(directory));
const oneCredential = new OneCredentialGuard();
const authorization = new AuthorizationGuard('bench', nobody);

const good = made.map(({ text }) => Buffer.from(`Bearer ${text}`));
const unknown = made.map(() => Buffer.from(`Bearer ${newKey('live').text}`));
for (let time = 0; time < 2; time += 1) {
  measure('where it is', good, [oneCredential]);
  measure('whose it is', good, [keyGuard]);
  measure('all guards', good, [oneCredential, keyGuard, authorization]);
  measure('nobody has it', unknown, [keyGuard]);
}
await directory.close();
await database.close();
rmSync(folder, { recursive: true });

function measure(what: string, sent: readonly Buffer[], guards: readonly CanActivate[]): void {
  const { signal } = new AbortController();
  const handler = () => undefined;
  let spentMs = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    // As a server has them: new strings for every request.
    const executions = sent.map((bytes) => {
      const raw = {};
      attachContext(raw, new RequestContext('r', TRACE, Deadline.in(1_000), signal));
      const headers = { ...HEADERS, authorization: bytes.toString('latin1') };
      const request = { headers, query: { limit: '20' }, params: {}, raw };
      const http = { getRequest: () => request, getResponse: () => ({}) };
      return { switchToHttp: () => http, getHandler: () => handler, getClass: () => RequestContext };
    });
    const start = process.cpuUsage();
    for (const execution of executions) {
      for (const guard of guards) void guard.canActivate(execution as unknown as ExecutionContext);
    }
    const { user, system } = process.cpuUsage(start);
    spentMs += (user + system) / 1_000;
  }
  const us = (spentMs * 1_000) / (ROUNDS * sent.length);
  process.stdout.write(`${what.padEnd(14)} ${us.toFixed(2).padStart(8)} CPU µs a request\n`);
}
