import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningGateway } from '@frontdesk/gateway';
import { type OwnDatabase, ownDatabase } from '@frontdesk/testing';
import type { ApiDocument } from '../src/changes/api-document.js';

// Jest evaluates the packages that require Nest while it still links Nest itself, unless Nest is there already.
await import('@nestjs/core');
const { startPartnerGateway } = await import('../src/start-partner-gateway.js');
const { Acts } = await import('../src/steering/acts.js');

/** What tests do, as the table of acts names it. */
const OWNER = { name: 'tests', source: '127.0.0.1' };

/** The gateway on free ports and a database of its own, with nothing behind it but what the settings name. */
export class GatewayAlone implements AsyncDisposable {
  private constructor(
    private readonly running: RunningGateway,
    /** Where it keeps its owner's token. */
    readonly folder: string,
    private readonly database: OwnDatabase,
  ) {}

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<GatewayAlone> {
    const database = await ownDatabase('PARTNER_DATA_DIR');
    const folder = database.settings['PARTNER_DATA_DIR'] ?? mkdtempSync(join(tmpdir(), 'frontdesk-alone-'));
    const own = { PORT: '0', MANAGEMENT_PORT: '0', LOG_LEVEL: 'silent', PARTNER_DATA_DIR: folder };
    try {
      const running = await startPartnerGateway({ ...own, ...database.settings, ...settings });
      return new GatewayAlone(running, folder, database);
    } catch (error) {
      await database[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get url(): string {
    return this.running.url;
  }

  get managementUrl(): string {
    return this.running.managementUrl;
  }

  /** A key of the sandbox, of an application that is made for it. */
  async newKey(partner: string): Promise<string> {
    const acts = this.running.app.get(Acts);
    await acts.createPartner(OWNER, { id: partner, name: partner });
    const { id } = await acts.createApplication(OWNER, {
      partnerId: partner,
      name: 'tests',
      plan: 'standard',
    });
    return (await acts.createKey(OWNER, id, { environment: 'sandbox' })).key;
  }

  async document(): Promise<ApiDocument> {
    return (await (await fetch(`${this.url}/openapi.json`)).json()) as ApiDocument;
  }

  async page(path: string): Promise<string> {
    return (await fetch(this.url + path)).text();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running.close();
    await this.database[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
