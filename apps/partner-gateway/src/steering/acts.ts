import type { Database } from '@frontdesk/database';
import type { Environment, Tables } from '../database/tables.js';
import { act, type Owner, type Step } from './act.js';
import {
  type Application,
  changePlanOfApplication,
  createApplication,
  setStatusOfApplication,
} from './applications.js';
import { createKey, type Key, revokeKey } from './keys.js';
import { addOAuthClient, type OAuthClient, removeOAuthClient } from './oauth-clients.js';
import { createPartner, type Partner, setStatusOfPartner } from './partners.js';
import { changePlan, createPlan, type Plan, type Terms } from './plans.js';

const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 365;

interface Parts {
  readonly database: Database;
  /** Told of every act, so that this process follows it at once. */
  readonly acted: () => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Made now, or there already just as it was asked for. */
type Made<Record> = Record & { readonly isNew: boolean };

/**
 * All that an owner can do to partners, applications, plans and keys. Each act is one transaction with what is written
 * down of it, and is done once however often it is asked for; only a key is a new one every time. Throws `UnknownRecord`,
 * `ActConflict`, `InvalidInput` and `DatabaseUnavailable`.
 */
export class Acts {
  constructor(private readonly parts: Parts) {}

  createPlan(owner: Owner, { name, ...terms }: Terms & { name: string }): Promise<Made<Plan>> {
    return this.#act(owner, createPlan(name, terms));
  }

  changePlan(owner: Owner, name: string, changes: Partial<Terms>): Promise<Plan> {
    return this.#act(owner, changePlan(name, changes));
  }

  createPartner(owner: Owner, partner: Pick<Partner, 'id' | 'name'>): Promise<Made<Partner>> {
    return this.#act(owner, createPartner(partner));
  }

  suspendPartner(owner: Owner, id: string): Promise<Partner> {
    return this.#act(owner, setStatusOfPartner(id, 'suspended'));
  }

  resumePartner(owner: Owner, id: string): Promise<Partner> {
    return this.#act(owner, setStatusOfPartner(id, 'active'));
  }

  createApplication(
    owner: Owner,
    application: Pick<Application, 'partnerId' | 'name' | 'plan'>,
  ): Promise<Made<Application>> {
    return this.#act(owner, createApplication(application));
  }

  changePlanOfApplication(owner: Owner, id: string, plan: string): Promise<Application> {
    return this.#act(owner, changePlanOfApplication(id, plan));
  }

  suspendApplication(owner: Owner, id: string): Promise<Application> {
    return this.#act(owner, setStatusOfApplication(id, 'suspended'));
  }

  resumeApplication(owner: Owner, id: string): Promise<Application> {
    return this.#act(owner, setStatusOfApplication(id, 'active'));
  }

  /** The key is told this once; with no `days` said it is good for a year. */
  createKey(
    owner: Owner,
    applicationId: string,
    { environment, days = DEFAULT_DAYS }: { environment: Environment; days?: number | undefined },
  ): Promise<Key & { readonly key: string }> {
    const now = this.parts.now();
    const expiresAt = new Date(now + days * DAY_MS);
    return this.#act(owner, createKey({ applicationId, environment, expiresAt }, new Date(now)));
  }

  revokeKey(owner: Owner, id: string): Promise<Key> {
    return this.#act(owner, revokeKey(id, new Date(this.parts.now())));
  }

  addOAuthClient(owner: Owner, client: Omit<OAuthClient, 'madeAt'>): Promise<Made<OAuthClient>> {
    return this.#act(owner, addOAuthClient(client));
  }

  removeOAuthClient(owner: Owner, clientId: string): Promise<void> {
    return this.#act(owner, removeOAuthClient(clientId));
  }

  async #act<Result>(owner: Owner, step: Step<Result>): Promise<Result> {
    const result = await act(this.parts.database.tables<Tables>(), owner, step);
    // It is done: that this process follows it a moment later is no reason to call it failed.
    await this.parts.acted().catch(() => undefined);
    return result;
  }
}
