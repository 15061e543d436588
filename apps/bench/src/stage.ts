import { once } from 'node:events';
import { join } from 'node:path';
import { AUDIENCE, clientSettings, startIssuer } from './issuer.js';
import type { PutLoad } from './load/load.js';
import { loadProgram } from './load/load-program.js';
import { wrk, wrkCan } from './load/wrk.js';
import { anySession, logIn } from './log-in.js';
import { cores } from './processes/cores.js';
import { findProgram } from './processes/find-program.js';
import { scratch, scratchSetting } from './processes/scratch.js';
import { type RunningProgram, startProgram } from './processes/start-program.js';
import type { Contender, Credentials } from './scenarios.js';
import { SERVICES, variableOf } from './upstream/services.js';

const PROGRAMS = 'dist/apps/bench/programs';
/** So that no measurement runs into a limit. */
const NO_LIMIT = '999999999/60s';

const PATIENCE_MS = '10000';

type Headers = Readonly<Record<string, string>>;

/** All that a server is measured with: upstreams, an identity provider, and load. */
export interface Stage {
  /** The settings of every server. */
  readonly environment: Readonly<Record<string, string>>;
  /** Alice's, for every gateway. */
  readonly token: string;
  /** What a caller of this server at this address sends along; logs in where it takes a session. */
  headersFor(contender: Contender, url: string, signal: AbortSignal): Promise<Headers>;
  readonly putLoad: PutLoad;
  /** How many calls the upstreams have answered so far. */
  calls(): Promise<number>;
  /** What puts the load, to be told to a person. */
  readonly load: string;
  readonly serverCores: string | undefined;
  close(): Promise<void>;
}

/** Starts what every scenario needs. */
export async function setStage(signal: AbortSignal): Promise<Stage> {
  const { server: serverCores, rest } = cores();
  const running: RunningProgram[] = [];
  const issuer = await startIssuer();
  const token = issuer.mint('alice');
  const bearer = `Bearer ${token}`;
  const headers: Readonly<Record<Credentials, Headers>> = {
    token: { authorization: bearer },
    'token-padding': { 'x-padding-xxx': bearer },
    session: { ...anySession },
    'session-padding': { 'x-xxxx': anySession.cookie, 'x-csrf': '1' },
    none: {},
  };
  const close = async () => {
    issuer.close();
    await Promise.all(running.map((program) => program.stop()));
  };
  try {
    const upstream = await startProgram(
      { name: 'the upstreams', program: join(PROGRAMS, 'upstream.js'), cores: rest },
      signal,
    );
    running.push(upstream);
    const own = await loadProgram(join(PROGRAMS, 'load.js'), rest, signal);
    running.push(own.program);
    const found = findProgram('wrk');
    const byWrk = found === undefined ? undefined : wrk(found, join(scratch, 'wrk-report.lua'), rest);
    return {
      environment: {
        ...upstream.readiness.environment,
        ...patience(),
        ...scratchSetting,
        HOST: '127.0.0.1',
        PORT: '0',
        MANAGEMENT_PORT: '0',
        OIDC_ISSUER: issuer.url,
        OIDC_AUDIENCE: AUDIENCE,
        ...clientSettings,
        RATE_LIMIT: NO_LIMIT,
        LOG_LEVEL: 'info',
        NODE_ENV: 'production',
      },
      token,
      async headersFor({ server, credentials }, url, stop) {
        if (credentials !== 'session' || !server.sessions) return headers[credentials];
        return { ...(await logIn(url, 'alice', issuer, stop)) };
      },
      putLoad: (load, stop) => (byWrk && wrkCan(load) ? byWrk : own.putLoad)(load, stop),
      calls: async () => {
        const counted = once(upstream.child, 'message', { signal });
        upstream.child.send('count');
        const [{ calls }] = (await counted) as [{ calls: number }];
        return calls;
      },
      load: byWrk ? 'wrk' : "the bench's own generator, as wrk is not installed",
      serverCores,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Time limits are all there and are set at every call, but wide: a busy machine is to make figures worse, not wrong. */
function patience(): Record<string, string> {
  const perService = SERVICES.flatMap((service) => [
    [variableOf(service, 'DEADLINE_MS'), PATIENCE_MS],
    [variableOf(service, 'ATTEMPT_TIMEOUT_MS'), PATIENCE_MS],
  ]);
  return { DEADLINE_MS: PATIENCE_MS, ...Object.fromEntries(perService) };
}
