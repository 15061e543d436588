import { Pool } from 'undici';
import type { UpstreamPolicy } from './policy.js';

/**
 * After so long without a byte the system asks whether the other end is still there, ten times a second apart. For a
 * stream of events nothing else tells silence from death.
 */
const PROBE_AFTER_MS = 15_000;

/** Where one instance is reached: the declared URL, and the address of its name that this instance stands for. */
export interface Endpoint {
  readonly url: URL;
  readonly address?: string;
}

/** One process that answers for an upstream: its connections, and what is known of its state. */
export class Instance {
  readonly pool: Pool;
  /** `host:port`, the host being the address where a name has several. */
  readonly name: string;
  inFlight = 0;
  failuresInRow = 0;
  failedAt = -Infinity;
  /** How often in a row it was set aside. */
  ejections = 0;
  /** Until when it sits out, in milliseconds of the clock. */
  ejectedUntil = -Infinity;

  constructor(
    readonly endpoint: Endpoint,
    policy: UpstreamPolicy,
  ) {
    const { url, address } = endpoint;
    this.name = `${address ?? url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`;
    this.pool = new Pool(url.origin, {
      pipelining: 1,
      keepAliveTimeout: policy.keepAliveMs,
      maxHeaderSize: policy.maxHeaderBytes,
      connectTimeout: policy.deadlineMs,
      // A flight knows its own deadline; undici's timers would only be a second, coarser opinion.
      headersTimeout: 0,
      bodyTimeout: 0,
      // The bulkhead bounds the connections. HTTP/2 would put all calls of an instance on one of them.
      connections: null,
      allowH2: false,
      connect: {
        keepAlive: true,
        keepAliveInitialDelay: PROBE_AFTER_MS,
        // The URL keeps the name, so that SNI and Host are right; only where it leads to is pinned.
        ...(address === undefined ? {} : { lookup: pinnedTo(address) }),
      },
    });
  }

  /** Takes no more calls, and closes its connections as those under way end. */
  retire(): Promise<void> {
    return this.pool.close();
  }

  /** Closes its connections, whatever is under way on them. */
  close(): Promise<void> {
    return this.pool.destroy();
  }
}

type Found = (error: null, address: string | { address: string; family: number }[], family?: number) => void;

function pinnedTo(address: string) {
  const family = address.includes(':') ? 6 : 4;
  return (_name: string, { all }: { all?: boolean }, found: Found) =>
    all ? found(null, [{ address, family }]) : found(null, address, family);
}
