import type { CallingApplication, Plan } from './calling-application.js';
import type {
  ApplicationRecord,
  ClientRecord,
  KeyRecord,
  PartnerRecord,
  Records,
  Touched,
} from './records.js';

/** All that is known of who may call, in memory. */
export class Mirror {
  readonly #plans = new Map<string, Plan>();
  readonly #partners = new Map<string, PartnerRecord>();
  readonly #applications = new Map<string, ApplicationRecord>();
  readonly #keys = new Map<string, KeyRecord>();
  readonly #clients = new Map<string, ClientRecord>();
  /** What was asked for since something last changed, by the key's or client's record. */
  #callers = new WeakMap<KeyRecord | ClientRecord, CallingApplication>();

  /** Takes what was read in the place of all that was known before, or of what was touched. */
  take(records: Records, touched?: Touched): void {
    if (touched) this.#forgetCredentialsOf(new Set(touched.applications));
    else for (const map of this.#maps()) map.clear();
    for (const plan of records.plans) this.#plans.set(plan.name, plan);
    for (const partner of records.partners) this.#partners.set(partner.id, partner);
    for (const application of records.applications) this.#applications.set(application.id, application);
    for (const key of records.keys) this.#keys.set(key.id, key);
    for (const client of records.clients) this.#clients.set(client.id, client);
    this.#callers = new WeakMap();
  }

  key(id: string): KeyRecord | undefined {
    return this.#keys.get(id);
  }

  /** The same object until something changes; undefined where there is no such client. */
  byClient(id: string): CallingApplication | undefined {
    const client = this.#clients.get(id);
    return client && this.#callerOf(client);
  }

  /** Undefined where the application or its partner is suspended. */
  byKey(key: KeyRecord): CallingApplication | undefined {
    return this.#callerOf(key, key.id);
  }

  #callerOf(shown: KeyRecord | ClientRecord, keyId?: string): CallingApplication | undefined {
    const known = this.#callers.get(shown);
    if (known) return known;
    const application = this.#applications.get(shown.applicationId);
    const partner = this.#partners.get(application?.partnerId ?? '');
    const plan = this.#plans.get(application?.plan ?? '');
    if (!plan || application?.status !== 'active' || partner?.status !== 'active') return undefined;
    const { id, partnerId } = application;
    const caller = {
      id,
      partnerId,
      environment: shown.environment,
      plan,
      ...(keyId === undefined ? {} : { keyId }),
    };
    this.#callers.set(shown, caller);
    return caller;
  }

  #forgetCredentialsOf(applications: ReadonlySet<string>): void {
    for (const map of [this.#keys, this.#clients] as Map<string, KeyRecord | ClientRecord>[])
      for (const [id, { applicationId }] of map) if (applications.has(applicationId)) map.delete(id);
  }

  #maps(): Map<string, unknown>[] {
    return [this.#plans, this.#partners, this.#applications, this.#keys, this.#clients];
  }
}
