import type { UpstreamAnswer } from './upstream-call.js';
import { UpstreamError } from './upstream-error.js';

const JSON_TYPE = /^application\/(?:json|[\w.+-]+\+json)\s*(?:;|$)/i;
// 2^53 has 16 digits, or an exponent: what has neither needs no second look.
const LONG_NUMBER = /\d{16}|[:[,\s]-?\d[\d.]*[eE]\+?\d/;

/** Buffers and parses a JSON body; throws `bad-content-type`, `bad-json`, `too-large` or `unsafe-integer`. */
export async function readJson(answer: UpstreamAnswer): Promise<unknown> {
  if (answer.status === 204) return undefined;
  if (!isJson(answer)) throw failed(answer, 'bad-content-type');
  return parsedJson((await answer.bytes()).toString('utf8'), answer);
}

export function isJson({ headers }: UpstreamAnswer): boolean {
  return JSON_TYPE.test(String(headers['content-type'] ?? ''));
}

export function parsedJson(text: string, answer: UpstreamAnswer): unknown {
  try {
    return JSON.parse(text, LONG_NUMBER.test(text) ? refuseUnsafeIntegers(answer) : undefined) as unknown;
  } catch (cause) {
    throw (cause as Error).name === 'UpstreamError' ? cause : failed(answer, 'bad-json', cause);
  }
}

// Rounded, an id of 2^53 + 1 is the id of something else (RFC 8259, section 6).
function refuseUnsafeIntegers(answer: UpstreamAnswer) {
  return (_key: string, value: unknown): unknown => {
    // All doubles beyond it are whole, or infinite, which JSON could not say again.
    if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
      throw failed(answer, 'unsafe-integer');
    }
    return value;
  };
}

function failed(
  answer: UpstreamAnswer,
  code: 'bad-content-type' | 'bad-json' | 'unsafe-integer',
  cause?: unknown,
) {
  return new UpstreamError(answer.upstream, code, { status: answer.status, cause });
}
