/** One hop of a distributed trace (W3C Trace Context, level 1). */
export interface Trace {
  /** 32 lower-case hexadecimal digits, not all zero. */
  readonly traceId: string;
  /** 16 lower-case hexadecimal digits, not all zero. */
  readonly spanId: string;
  readonly sampled: boolean;
}

/** Random hexadecimal digits, as many as asked for. */
export type RandomHex = (digits: number) => string;

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const ALL_ZERO = /^0+$/;

/** The caller's trace with a span of our own; a new trace where the header is missing or malformed. */
export function traceFrom(traceparent: string | undefined, randomHex: RandomHex): Trace {
  const [, traceId, parentId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (!traceId || !parentId || !flags || ALL_ZERO.test(traceId) || ALL_ZERO.test(parentId)) {
    return { traceId: randomHex(32), spanId: randomHex(16), sampled: true };
  }
  return { traceId, spanId: randomHex(16), sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** The `traceparent` header that names this hop as the parent of the next. */
export function traceparentOf(trace: Trace): string {
  return `00-${trace.traceId}-${trace.spanId}-${trace.sampled ? '01' : '00'}`;
}
