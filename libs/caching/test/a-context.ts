import { anonymous, Deadline, type Principal, RequestContext } from '@frontdesk/request-context';

interface Asked {
  readonly principal?: Principal;
  readonly withinMs?: number;
  readonly signal?: AbortSignal;
}

/** The context of a request, as the edge would have made it. */
export function aContext({ principal = anonymous, withinMs = 5_000, signal }: Asked = {}): RequestContext {
  const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
  const end = signal ?? new AbortController().signal;
  const context = new RequestContext('a-request', trace, Deadline.in(withinMs), end);
  if (principal !== anonymous) context.authenticated(principal);
  return context;
}

export function aUser(id: string, ...scopes: string[]): Principal {
  return { kind: 'user', id, scopes: new Set(scopes) };
}

export function aPartner(id: string, ...scopes: string[]): Principal {
  return { kind: 'partner', id, scopes: new Set(scopes) };
}
