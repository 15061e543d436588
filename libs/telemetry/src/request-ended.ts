import type { RequestContext } from '@frontdesk/request-context';

/** What is told of a request that has ended; `RequestEnd` of libs/gateway fits it, and neither imports the other. */
export interface RequestEnded {
  readonly method: string;
  /** The route's template: the address itself may hold what no log should. */
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
  readonly context: RequestContext;
  readonly callerGone: boolean;
  readonly complete?: boolean;
  readonly error?: unknown;
}
