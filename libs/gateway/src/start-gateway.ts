import 'reflect-metadata';
import { type Clock, systemClock } from '@frontdesk/request-context';
import type { DynamicModule, LoggerService, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { allowOrigins } from './allow-origins.js';
import { createServer } from './create-server.js';
import { type DocumentsInfo } from './documents/open-api.js';
import { serveDocuments } from './documents/serve-documents.js';
import { drain } from './drain.js';
import type { RequestEnd } from './edge/exchange.js';
import { listen } from './listen.js';
import { createManagement, type ManagementAnswer } from './management/create-management.js';
import { InputPipe } from './problems/input.pipe.js';
import { GatewayAdapter } from './sending/gateway-adapter.js';
import type { GatewaySettings } from './settings/gateway-settings.js';
import { retireVersions } from './versions/retire-versions.js';
import type { RetiringVersions } from './versions/retiring-versions.js';

const wallClockOfTheSystem: Clock = { now: Date.now };

export interface GatewayOptions {
  readonly name: string;
  readonly module: Type<unknown> | DynamicModule;
  readonly settings: GatewaySettings;
  readonly documents: DocumentsInfo;
  /** Where Nest's own lines go; nowhere, by default. */
  readonly logger?: LoggerService;
  /** The state of each upstream, for `/health`. */
  readonly health?: () => readonly object[];
  /** Whether what the process cannot do without is there, such as a database of its own; an upstream is none of that. */
  readonly isReady?: () => boolean;
  /** Further paths of the management port, such as `/metrics`. */
  readonly management?: Readonly<Record<string, () => ManagementAnswer | Promise<ManagementAnswer>>>;
  /** Adds to the server of the management port what is more than an answer at a path; nobody is authenticated there. */
  readonly extendManagement?: (server: FastifyInstance) => void;
  /** Told of every request that has ended; must not throw, and must not wait. */
  readonly onRequestEnd?: ReadonlyArray<(end: RequestEnd) => void>;
  /** Whether a view's body gets a `meta` that names what is missing; so it does, by default. */
  readonly meta?: boolean;
  /**
   * Which answers are coded for the way (`br`, `gzip`) above 1 KB: those that are kept, by default. All of them only where
   * callers send credentials that no browser adds by itself: else their length can tell of a secret (BREACH).
   */
  readonly coded?: 'kept' | 'all';
  /**
   * Takes out of a text what callers are to keep to themselves and is known by its form, such as keys: of problems, which
   * tell the address, and of request ids, which callers may choose.
   */
  readonly conceal?: (text: string) => string;
  /** How long a caller is let wait, where that is not the setting for all of them. */
  readonly deadlineMs?: (request: FastifyRequest) => number;
  /** The versions of the API that are on their way out: they say so, and are 410 once their time is over. */
  readonly retiring?: RetiringVersions;
  /** Adds to the server what is no controller, such as static files or a cookie parser. */
  readonly extend?: (server: FastifyInstance) => void;
  /** Runs first when the gateway stops: ends what would not end by itself while it drains, such as event streams. */
  readonly onStopping?: () => void;
  /** Runs last when the gateway stops: closes upstreams and caches, flushes logs. */
  readonly onClose?: () => void | Promise<void>;
  readonly clock?: Clock;
  /** By which versions end: milliseconds since 1970. */
  readonly wallClock?: Clock;
}

export interface RunningGateway {
  readonly name: string;
  readonly url: string;
  readonly managementUrl: string;
  readonly app: NestFastifyApplication;
  /** Says it is not ready, lets requests in flight finish within the bound, then closes everything. */
  close(): Promise<void>;
}

/** Starts a gateway and its management port; throws one error that names what is wrong, and leaves nothing open. */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { settings, onRequestEnd = [], retiring = {}, clock = systemClock } = options;
  const closers: Array<() => unknown> = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  const conceal = options.conceal ?? ((text: string) => text);
  let ready = false;

  try {
    if (options.onClose) closers.push(options.onClose);

    const { server, filter } = createServer(settings, {
      clock,
      deadlineMs: options.deadlineMs ?? (() => settings.deadlineMs),
      onRequestEnd: (end) => onRequestEnd.forEach((told) => told(end)),
      conceal,
    });
    allowOrigins(server, settings.allowedOrigins);
    retireVersions(server, retiring, options.wallClock ?? wallClockOfTheSystem);
    options.extend?.(server);

    serveDocuments(server, () => app, options.documents, retiring);

    const app = await NestFactory.create<NestFastifyApplication>(
      options.module,
      new GatewayAdapter(server, { meta: options.meta ?? true, codesAll: options.coded === 'all' }),
      {
        logger: options.logger ?? false,
        bodyParser: false, // `takeBodies` does
        abortOnError: false,
      },
    );
    closers.push(() => app.close());
    app.useGlobalFilters(filter);
    app.useGlobalPipes(new InputPipe());
    await app.init();

    const management = createManagement({
      ready: () => ready && (options.isReady?.() ?? true),
      health: options.health ?? (() => []),
      routes: options.management ?? {},
      conceal,
      extend: options.extendManagement,
    });
    closers.push(() => management.close());
    const managementUrl = await listen(
      management,
      'MANAGEMENT_PORT',
      settings.managementPort,
      settings.managementHost,
    );
    const url = await listen(server, 'PORT', settings.port, settings.host);
    // Requests in flight still need what Nest and the application would close.
    closers.push(() => drain(server.server, settings.shutdownTimeoutMs));
    if (options.onStopping) closers.push(options.onStopping);
    closers.push(() => (ready = false));
    ready = true;

    let closing: Promise<void> | undefined;
    return { name: options.name, url, managementUrl, app, close: () => (closing ??= closeAll()) };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
