import type { UpstreamDeclaration } from '@frontdesk/upstream';

// Commands are worth waiting for longer than reads: giving one up early means to ask again what became of it.
const patience = { deadlineMs: 5_000, attemptTimeoutMs: 2_000 } as const;

/** The services that a purchase is made of; `<NAME>_URL` says where they are. */
export const upstreams = {
  inventory: { url: 'http://127.0.0.1:3023', ...patience },
  pricing: { url: 'http://127.0.0.1:3024', ...patience },
  carts: { url: 'http://127.0.0.1:3027', identity: 'headers', ...patience },
  orders: { url: 'http://127.0.0.1:3028', identity: 'headers', ...patience },
  payments: { url: 'http://127.0.0.1:3029', identity: 'headers', ...patience },
  shipping: { url: 'http://127.0.0.1:3030', identity: 'headers', ...patience },
} satisfies Record<string, UpstreamDeclaration>;

export type UpstreamName = keyof typeof upstreams;
