import { isEmpty, readJson } from '../read-json.js';
import { retryAfterMs } from '../retry-after.js';
import type { Upstream } from '../upstream.js';
import type { UpstreamAnswer } from '../upstream-call.js';
import { UpstreamError } from '../upstream-error.js';
import { headersToCaller } from './forwarded-headers.js';
import type { PassedAnswer } from './passed-answer.js';
import type { SchemaIssue, StandardSchema } from './standard-schema.js';

const OF_OTHER_BYTES = [
  'accept-ranges',
  'content-encoding',
  'content-length',
  'content-range',
  'content-type',
  'etag',
  'last-modified',
];
const REPORTED_ISSUES = 3;

interface Asked {
  readonly upstream: Upstream;
  readonly route: string;
  readonly method: string;
}

/**
 * What the schema yields of an answer, and nothing else of it; throws `UpstreamError`
 * - for a status outside of 200 to 299: what an upstream says of an error has no public form, and the gateway has
 *   words of its own for the status
 * - for an answer that does not fit, by whatever policy: as it came, it is nobody's to see
 */
export async function inPublicForm(
  answer: UpstreamAnswer,
  schema: StandardSchema,
  { upstream, route, method }: Asked,
): Promise<PassedAnswer> {
  const { status } = answer;
  if (status < 200 || status > 299) {
    const retryAfter = retryAfterMs(answer.headers['retry-after']);
    throw new UpstreamError(upstream.name, 'status', {
      method,
      status,
      retryAfterMs: retryAfter,
      passedThrough: true,
    });
  }
  const headers = headersToCaller(answer);
  // These described other bytes.
  for (const name of OF_OTHER_BYTES) delete headers[name];
  if (isEmpty(answer)) return { status, headers, body: Buffer.alloc(0) };
  const json = await readJson(answer);
  let body: Buffer;
  try {
    body = Buffer.from(
      JSON.stringify(await yielded(schema, json, (where) => upstream.drifted(route, where))),
    );
  } catch (cause) {
    throw new UpstreamError(upstream.name, 'schema-drift', { status, cause });
  }
  headers['content-type'] = 'application/json; charset=utf-8';
  headers['content-length'] = String(body.length);
  return { status, headers, body };
}

async function yielded(
  schema: StandardSchema,
  json: unknown,
  drifted: (where: string) => void,
): Promise<unknown> {
  const validated = await schema['~standard'].validate(json);
  if (!validated.issues) return validated.value;
  const where = whereOf(validated.issues);
  drifted(where);
  throw new Error(`does not fit: ${where}`);
}

/** Where it does not fit, without what is said of it, which may hold values. */
function whereOf(issues: readonly SchemaIssue[]): string {
  return issues
    .slice(0, REPORTED_ISSUES)
    .map(({ path = [] }) => path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.'))
    .map((where) => where || 'the answer')
    .join('; ');
}
