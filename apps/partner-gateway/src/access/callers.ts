import { contextOf, type Principal } from '@frontdesk/request-context';
import { attachApplication, type CallingApplication } from './calling-application.js';
import { Directory } from './directory.js';

/** Makes a partner's program the caller of a request: the same one, whether it comes with a key or with an access token. */
export class Callers {
  readonly #byKey = new WeakMap<CallingApplication, Principal>();
  readonly #byToken = new WeakMap<Principal, { application: CallingApplication; principal: Principal }>();

  constructor(private readonly directory: Directory) {}

  /** Whether this key is anybody's; throws `DirectoryStale`. */
  enterByKey(key: string, request: object): boolean {
    const application = this.directory.byKey(key);
    if (!application) return false;
    let principal = this.#byKey.get(application);
    if (!principal) {
      principal = partnerOf(application, application.plan.scopes);
      this.#byKey.set(application, principal);
    }
    attachApplication(request, application);
    // Without the key: what is sent on to services must not hold it.
    contextOf(request).authenticated(principal);
    return true;
  }

  /** Who a client of the identity provider is here: may what both its token and its plan say. Throws `DirectoryStale`. */
  recognize(named: Principal, request: object): Principal | undefined {
    const application = this.directory.byClient(named.id);
    if (!application) return undefined;
    attachApplication(request, application);
    const known = this.#byToken.get(named);
    if (known?.application === application) return known.principal;
    const scopes = [...named.scopes].filter((scope) => application.plan.scopes.has(scope));
    const principal = partnerOf(application, new Set(scopes));
    this.#byToken.set(named, { application, principal });
    return principal;
  }
}

function partnerOf({ partnerId }: CallingApplication, scopes: ReadonlySet<string>): Principal {
  return Object.freeze({ kind: 'partner', id: partnerId, scopes });
}
