import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Shop, startShop } from '../src/shop.js';
import { SERVICE_NAMES } from '../src/services.js';
import type { Settings } from '../src/settings.js';

export interface Asked {
  method?: string;
  as?: string;
  partner?: string;
  key?: string;
  body?: unknown;
  /** A body that is sent as it is. */
  raw?: string;
}

export interface Answered {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { items?: Record<string, unknown>[] };
}

export interface RunningShop extends AsyncDisposable {
  readonly folder: string;
  readonly services: Shop['services'];
  /** Asks as `alice` or as the partner, where it says so. */
  ask(service: string, path: string, asked?: Asked): Promise<Answered>;
}

export function temporaryFolder(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), 'shop-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A shop in this process, on free ports and a folder of its own. */
export async function runShop(
  settings: Partial<Settings> = {},
  { now = Date.now }: { now?: () => number } = {},
): Promise<RunningShop> {
  const folder = settings.dataDir === undefined ? temporaryFolder() : undefined;
  const dataDir = settings.dataDir ?? folder?.path ?? '';
  const all: Settings = {
    dataDir,
    host: '127.0.0.1',
    ports: new Map(SERVICE_NAMES.map((name) => [name, 0])),
    faults: true,
    imagesUrl: undefined,
    shipmentStepMs: 0,
    ordersTotalField: 'total',
    ...settings,
  };
  const report = (line: string) => {
    throw new Error(line);
  };
  const shop = await startShop(all, { now, random: () => 0.5, report });
  return {
    folder: dataDir,
    services: shop.services,
    ask: (service, path, asked) => ask(`http://127.0.0.1:${shop.services[service]}${path}`, asked),
    async [Symbol.asyncDispose]() {
      await shop.close();
      folder?.[Symbol.dispose]();
    },
  };
}

export async function ask(
  url: string,
  { method = 'GET', as, partner, key, body, raw }: Asked = {},
): Promise<Answered> {
  const headers = new Headers({ connection: 'close' });
  if (as !== undefined) headers.set('x-user-id', as);
  if (partner !== undefined) headers.set('x-partner-id', partner);
  if (key !== undefined) headers.set('idempotency-key', key);
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  if (sent !== undefined) headers.set('content-type', 'application/json');
  const answer = await fetch(url, { method, headers, ...(sent === undefined ? {} : { body: sent }) });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? {} : JSON.parse(text) };
}
