import type { Environment } from '../database/tables.js';

/** How much an application may ask, and for what. */
export interface Plan {
  readonly name: string;
  readonly rate: { readonly limit: number; readonly windowMs: number };
  /** The most requests of one second. */
  readonly burst: number;
  readonly quotaPerMonth: number;
  readonly scopes: ReadonlySet<string>;
}

/** Which of a partner's programs is calling: what is particular to partners, beside the principal. */
export interface CallingApplication {
  readonly id: string;
  readonly partnerId: string;
  readonly environment: Environment;
  readonly plan: Plan;
  /** The public part of the key that it came with; none where it came with an access token. */
  readonly keyId?: string;
}

const applications = new WeakMap<object, CallingApplication>();

/** Ties a request (the server's own object) to the application that sent it. */
export function attachApplication(request: object, application: CallingApplication): void {
  applications.set(request, application);
}

/** The application that sent this request; undefined where nobody is known to have sent it. */
export function callingApplicationOf(request: object): CallingApplication | undefined {
  return applications.get(request);
}
