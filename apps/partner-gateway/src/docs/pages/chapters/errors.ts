import {
  html,
  type Html,
  problemStatus,
  type ProblemSlug,
  problemTypes,
  type ProblemType,
  prose,
} from '@frontdesk/gateway';
import { exampleProblem } from '../../api/examples.js';
import { type Chapter, code, linkedTitle, table } from '../chapter.js';

/** What gateways of the shop answer to other callers, and this one never does. */
const NOT_HERE: ReadonlySet<string> = new Set<ProblemSlug>([
  'caller-gone',
  'cursor-expired',
  'not-acceptable',
  'precondition-failed',
  'precondition-required',
  'upgrade-required',
]);

/** Every kind of problem, with what it means and what to do, as the gateway's own list has them. */
export const errors: Chapter = {
  id: 'errors',
  title: 'Errors',
  parts: [
    { id: 'how-to-treat-errors', title: 'How to treat them' },
    { id: 'all-problems', title: 'All problems' },
  ],
  body: html`
    <p>
      Whatever is not 2xx or 304 has a body of the type <code>application/problem+json</code> (RFC 9457),
      always of the same form:
    </p>
    ${code(JSON.stringify(exampleProblem('400', '/v2/products'), null, 2))}
    ${table(
      ['Field', 'What it says'],
      [
        [
          html`<code>type</code>`,
          'The kind of problem, which never changes: what programs go by. It is also the address of a page about it.',
        ],
        [html`<code>title</code>`, 'The same in words, which may change.'],
        [html`<code>status</code>`, 'The status of the answer once more.'],
        [
          html`<code>detail</code>`,
          'What is particular to this time. Written for people; programs should not read it.',
        ],
        [html`<code>instance</code>`, 'The path that you called.'],
        [
          html`<code>requestId</code>`,
          html`By which we find the call again. Name it when you ask us; every answer has it, as
            <code>X-Request-Id</code>.`,
        ],
        [
          html`<code>errors</code>`,
          html`Where your input is at fault: each field with where it is (<code>path</code>,
            <code>query</code>, <code>body</code> or <code>header</code>) and what is wrong with it.`,
        ],
        [
          html`<code>reason</code>`,
          'Where one kind has several reasons: which one, by a name that never changes.',
        ],
      ],
    )}
    <h3 id="how-to-treat-errors">How to treat them</h3>
    ${table(
      ['Status', 'Means', 'Do'],
      [
        [
          '400, 404, 405, 413–415, 422',
          'The call is wrong',
          'Mend it. Sent again as it is, it is answered the same.',
        ],
        [
          '401, 403',
          'You may not',
          html`See <a href="#what-401-means">what 401 means</a>. Do not repeat it.`,
        ],
        [
          '409',
          'Not as things are now',
          html`With <code>Retry-After</code>, the same call with the same
            <a href="#idempotency">Idempotency-Key</a> is still running: send it again after so many seconds.
            Else read what it is about again, and decide anew.`,
        ],
        [
          '410',
          'Gone for good',
          html`A <a href="#versions">version</a> that has ended: move to the newer one.`,
        ],
        [
          '429',
          'Too much at once',
          html`Wait as long as <code>Retry-After</code> says: see <a href="#limits">limits</a>.`,
        ],
        [
          '500, 502, 503, 504',
          'We failed',
          html`Send it again, after <code>Retry-After</code> seconds where it is there, else after 1, 2, 4, 8
            … seconds. A command goes again with the same <a href="#idempotency">Idempotency-Key</a>: then it
            happens once, whatever became of the first try.`,
        ],
      ],
    )}
    <h3 id="all-problems">All problems</h3>
    ${all()}
    <p class="soft">Other gateways of the shop also answer ${listed([...NOT_HERE])}. This API never does.</p>
  `,
};

function all(): Html {
  const known = Object.entries<ProblemType>(problemTypes)
    .filter(([slug]) => !NOT_HERE.has(slug))
    .map(([slug, type]) => ({ slug, type, status: problemStatus(slug as ProblemSlug) }))
    .sort((one, other) => (one.status ?? 499) - (other.status ?? 499));
  return html`${known.map(
    ({ slug, type, status }) => html`
      <h4 id="problem-${slug}">${linkedTitle(`problem-${slug}`, `${status ?? '4xx'} ${slug}`)}</h4>
      <p>${type.title}. ${prose(type.cause)}</p>
      <p><strong>What to do:</strong> ${prose(type.cure)}</p>
    `,
  )}`;
}

function listed(slugs: readonly string[]): Html {
  const links = slugs.map((slug) => html`<a href="/problems/${slug}"><code>${slug}</code></a>`);
  return html`${links.map((link, n) => (n === 0 ? link : html`${n === links.length - 1 ? ' and ' : ', '}${link}`))}`;
}
