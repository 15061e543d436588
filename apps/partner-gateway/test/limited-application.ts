import type { Acts } from '../src/steering/acts.js';
import type { Terms } from '../src/steering/plans.js';

const OWNER = { name: 'tests', source: '127.0.0.1' };
const MANY = 1_000_000;
const SCOPES = ['products:read', 'orders:read', 'orders:write'];
let made = 0;

/** An application, on a plan of its own. */
export interface LimitedApplication {
  readonly id: string;
  readonly plan: string;
  readonly key: string;
  readonly keyId: string;
  readonly sandboxKey: string;
  /** Its client of the identity provider. */
  readonly clientId: string;
  change(terms: Partial<Terms>): Promise<unknown>;
}

/** Makes one that nothing limits but what is said; `name` tells it from those of other files on the same database. */
export async function limitedApplication(
  acts: Acts,
  terms: Partial<Terms> = {},
  name = `limited-${++made}`,
): Promise<LimitedApplication> {
  const rate = { limit: MANY, windowMs: 60_000 };
  await acts.createPlan(OWNER, { name, rate, burst: MANY, quotaPerMonth: MANY, scopes: SCOPES, ...terms });
  await acts.createPartner(OWNER, { id: name, name });
  const { id } = await acts.createApplication(OWNER, { partnerId: name, name, plan: name });
  await acts.addOAuthClient(OWNER, { clientId: name, applicationId: id, environment: 'live' });
  const live = await acts.createKey(OWNER, id, { environment: 'live' });
  const sandbox = await acts.createKey(OWNER, id, { environment: 'sandbox' });
  return {
    id,
    plan: name,
    key: live.key,
    keyId: live.id,
    sandboxKey: sandbox.key,
    clientId: name,
    change: (changes) => acts.changePlan(OWNER, name, changes),
  };
}
