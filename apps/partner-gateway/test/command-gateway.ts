import { rmSync } from 'node:fs';
import { type Database, openDatabase } from '@frontdesk/database';
import {
  Context,
  type GatewayOptions,
  gatewaySettings,
  loadSettings,
  type RunningGateway,
  startGateway,
} from '@frontdesk/gateway';
import { RequestContext } from '@frontdesk/request-context';
import { bindCommands, command } from '@frontdesk/shop-clients';
import {
  databaseFolder,
  describeWithPostgres,
  type FakeUpstream,
  postgresForTests,
  type TestPostgres,
} from '@frontdesk/testing';
import { path, Upstreams } from '@frontdesk/upstream';
import { Body, type CanActivate, Controller, type ExecutionContext, Module, Post, Res } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ApiCreatedResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { attachApplication } from '../src/access/calling-application.js';
import { migrations } from '../src/database/migrations.js';
import { Idempotent } from '../src/idempotency/idempotent.decorator.js';
import { keepAnswers } from '../src/idempotency/keep-answers.js';
import { openCommands } from '../src/idempotency/open-commands.js';
import { UpstreamKey } from '../src/idempotency/upstream-key.decorator.js';

const NAME = 'commands';
const DAY_MS = 86_400_000;
/** So that what is held does not end by itself, on a busy machine either. */
const LONG_MS = 8_000;
const PLAN = {
  name: 'any',
  rate: { limit: 1, windowMs: 1 },
  burst: 1,
  quotaPerMonth: 1,
  scopes: new Set(''),
};

const Wanted = z.strictObject({ name: z.string(), size: z.int().optional() });
const Thing = z.object({ id: z.string() });

const things = {
  make: command({
    route: 'POST /things',
    request: (idempotencyKey: string, body: z.infer<typeof Wanted>) => ({
      path: path`/things`,
      body,
      idempotencyKey,
    }),
    answer: Thing,
    refusals: {
      409: () => Object.assign(new Error('it is at it'), { code: 'COMMAND_RUNNING', retryAfterS: 3 }),
    },
  }),
};

/** What gives commands in the name of a request. */
class Service {
  constructor(readonly of: ReturnType<typeof bindCommands<{ things: typeof things }>>) {}
}

@Controller()
class ThingsController {
  constructor(private readonly service: Service) {}

  @Post(['v1/things', 'v2/things'])
  @Idempotent()
  @ApiCreatedResponse({ standardSchema: Thing })
  async make(
    @UpstreamKey() key: string,
    @Body({ schema: Wanted }) wanted: z.infer<typeof Wanted>,
    @Context() context: RequestContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const made = await this.service.of(context).things.make(key, wanted);
    reply.header('location', `/v2/things/${made.id}`);
    return made;
  }
}

/** Takes every caller for who it says that it is, such as `ours/live`. */
class EveryCaller implements CanActivate {
  canActivate(host: ExecutionContext): boolean {
    const { raw } = host.switchToHttp().getRequest<FastifyRequest>();
    const [id = '', environment] = String(raw.headers['x-application'] ?? 'ours/live').split('/');
    attachApplication(raw, {
      id,
      partnerId: 'acme',
      environment: environment === 'sandbox' ? 'sandbox' : 'live',
      plan: PLAN,
    });
    return true;
  }
}

/** What a caller got, to the byte. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
  readonly json: { readonly type?: string; readonly requestId?: string; readonly errors?: readonly object[] };
}

/** A gateway with one command, which asks one service: what is promised of keys needs no more. */
export class CommandGateway implements AsyncDisposable {
  private constructor(
    readonly gateway: RunningGateway,
    readonly database: Database,
  ) {}

  static async start(
    database: Database,
    service: FakeUpstream,
    env: Readonly<Record<string, string>> = {},
    options: Partial<GatewayOptions> = {},
  ): Promise<CommandGateway> {
    const shape = gatewaySettings({ port: 0, managementPort: 0, audience: 'urn:commands' });
    const settings = loadSettings(shape, { DEADLINE_MS: String(LONG_MS), ...env });
    await database.migrate(migrations);
    const times = {
      idempotencyLeaseMs: Number(env['IDEMPOTENCY_LEASE_MS'] ?? 10_000),
      idempotencyKeepMs: DAY_MS,
    };
    const { store, stop } = await openCommands(database, times, { DEADLINE_MS: settings.deadlineMs });
    const upstreams = new Upstreams(
      { things: { url: service.url, retries: 0, deadlineMs: LONG_MS, attemptTimeoutMs: LONG_MS } },
      { env: {} },
    );
    class Commands {}
    Module({
      controllers: [ThingsController],
      providers: [
        { provide: Service, useValue: new Service(bindCommands({ things }, () => upstreams.get('things'))) },
        { provide: APP_GUARD, useClass: EveryCaller },
      ],
    })(Commands);
    const gateway = await startGateway({
      name: NAME,
      module: Commands,
      settings,
      deadlineMs: ({ headers }) => Number(headers['x-patience-ms'] ?? settings.deadlineMs),
      documents: { title: NAME, version: '1', description: NAME },
      extend: (server) => keepAnswers(server, store),
      onClose: async () => {
        stop();
        await upstreams.close();
      },
      ...options,
    });
    return new CommandGateway(gateway, database);
  }

  /** Gives the command: by default with this key, by `ours/live`, of this thing. */
  async make(
    key: string | undefined,
    {
      body = { name: 'a' },
      at = '/v2/things',
      application,
      patienceMs,
      signal,
    }: { body?: unknown; at?: string; application?: string; patienceMs?: number; signal?: AbortSignal } = {},
  ): Promise<Answer> {
    const response = await fetch(this.gateway.url + at, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(application && { 'x-application': application }),
        ...(patienceMs && { 'x-patience-ms': String(patienceMs) }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...(signal && { signal }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    return {
      status: response.status,
      headers: response.headers,
      body: bytes,
      json: JSON.parse(bytes.toString()) as Answer['json'],
    };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.gateway.close();
  }
}

interface TestDatabase extends AsyncDisposable {
  readonly database: Database;
  /** What one more process has: its own connections to a server, or the same database where it is the process's own. */
  another(): Promise<Database>;
}

async function embedded(): Promise<TestDatabase> {
  const folder = await databaseFolder();
  const database = await openDatabase({ name: NAME, folder, folderSetting: 'PARTNER_DATA_DIR' });
  return {
    database,
    another: () => Promise.resolve(database),
    [Symbol.asyncDispose]: async () => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function onPostgres(postgres: TestPostgres): Promise<TestDatabase> {
  const open = () => openDatabase({ name: NAME, databaseUrl: postgres.url, folder: '', folderSetting: '' });
  const databases = [await open()];
  return {
    database: databases[0]!,
    another: async () => databases[databases.push(await open()) - 1]!,
    [Symbol.asyncDispose]: async () => {
      for (const each of databases) await each.close();
      await postgres[Symbol.asyncDispose]();
    },
  };
}

/** Runs a suite on the database in the process, and again on a real PostgreSQL where the machine has one. */
export function describeOnBothDatabases(
  name: string,
  suite: (open: () => Promise<TestDatabase>) => void,
): void {
  describe(`${name}, in an embedded database`, () => suite(embedded));
  describeWithPostgres(`${name}, in PostgreSQL`, () =>
    suite(async () => onPostgres(await postgresForTests())),
  );
}
