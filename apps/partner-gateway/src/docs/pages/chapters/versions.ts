import { html, type Html, prose, type RetiringVersions } from '@frontdesk/gateway';
import type { ApiDocument } from '../../../changes/api-document.js';
import type { ChangelogEntry } from '../../../changes/changelog.js';
import { type Chapter, code, table } from '../chapter.js';
import { movingOn } from '../moving-on.js';

const CURRENT = 'v2';
/** How many entries of the changelog are named here. */
const LATEST = 5;

/** What a comparison of schemas cannot say: where to find what has another name, and what is stricter. */
const BY_HAND: Readonly<Record<string, readonly string[]>> = {
  v1: [
    'read `placedAt` of an order in place of `createdAt`,',
    'read `stock.available` of a product in place of `available`,',
    'ask for `/v2/stock` in place of `/v1/inventory`, with each id once,',
    'send no query parameter that the reference does not have: `v2` answers 400 to what `v1` passes over.',
  ],
};

/** What may change and what may not, and how a version ends. */
export function versions(
  document: ApiDocument,
  retiring: RetiringVersions,
  changelog: readonly ChangelogEntry[],
): Chapter {
  const older = Object.entries(retiring).map(([version, { deprecatedAt, sunsetAt }]) => [
    html`<a href="/docs/${version}"><code>${version}</code></a>`,
    html`Deprecated since ${dayOf(deprecatedAt)}. Answered until ${dayOf(sunsetAt)}, and then 410.`,
  ]);
  return {
    id: 'versions',
    title: 'Versions',
    parts: [
      { id: 'what-may-change', title: 'What changes without notice' },
      { id: 'deprecation', title: 'How a version ends' },
      ...Object.keys(retiring).map((version) => ({
        id: `from-${version}`,
        title: `From ${version} to ${CURRENT}`,
      })),
    ],
    body: html`
      <p>
        The version is the first part of every path. Within a version nothing changes that could break a
        program which works; what has to, comes with a new version, and the old one goes on working beside it.
      </p>
      ${table(
        ['Version', 'State'],
        [[html`<code>${CURRENT}</code>`, 'The newest: begin with this one.'], ...older],
      )}
      <p>The <a href="/docs/changelog">changelog</a> has every change. The latest:</p>
      <ul>
        ${[...changelog].slice(-LATEST).reverse().map(entryLink)}
      </ul>
      <h3 id="what-may-change">What changes without notice</h3>
      <p>Write your program so that it takes no harm when, within a version,</p>
      <ul>
        <li>an answer gets a field or a header that it did not have,</li>
        <li>there is a new operation, or a new parameter or field of a body that may be left out,</li>
        <li>more is allowed in what you send,</li>
        <li>a problem of a new type is answered (go by the status where you do not know the type),</li>
        <li>
          texts for people, such as <code>title</code> and <code>detail</code>, or the order of fields, are
          others.
        </li>
      </ul>
      <p>
        Everything else needs a new version: that an operation, a parameter or a field goes away or gets
        another name or type; that a field of an answer may be missing or null which never was; that an
        enumeration in an answer, such as the
        <code>status</code> of an order, gets a value that it did not have; that you must send more than
        before, or have another scope.
      </p>
      <h3 id="deprecation">How a version ends</h3>
      <p>
        When a version is on its way out, each of its answers says since when, until when, and where the same
        is in the version that took its place:
      </p>
      ${Object.values(retiring)
        .slice(0, 1)
        .map((retirement) => code(headersOf(retirement)))}
      <p>
        Have your program log these headers when it sees them (RFC 9745, RFC 8594). There is at least a year
        between the two days. From the second on the answer is 410. The partner team can tell which of your
        calls still go to an old version.
      </p>
      ${Object.keys(retiring).map((version) => moving(document, version, retiring))}
    `,
  };
}

function entryLink({ date, version, changes }: ChangelogEntry): Html {
  const count = changes.length === 1 ? '' : `, ${changes.length} changes`;
  return html`<li><a href="/docs/changelog#${date}-${version}">${date}: ${version}</a>${count}</li>`;
}

function moving(document: ApiDocument, version: string, retiring: RetiringVersions): Html {
  return html`
    <h3 id="from-${version}">From ${version} to ${CURRENT}</h3>
    <p>
      Both versions reach the same data with the same credentials, so you can move one call at a time: change
      <code>/${version}/</code> to <code>/${CURRENT}/</code> in the path, and then
    </p>
    <ul>
      ${BY_HAND[version]?.map((each) => html`<li>${prose(each)}</li>`) ?? ''}
    </ul>
    <p>What is different in detail, from the schemas of both:</p>
    ${movingOn(document, version, CURRENT, retiring)}
  `;
}

/** What an answer to an older version says of its end. */
function headersOf({ deprecatedAt, sunsetAt, successor, documents }: RetiringVersions[string]): string {
  return `Deprecation: @${Date.parse(deprecatedAt) / 1_000}
Sunset: ${new Date(sunsetAt).toUTCString()}
Link: </${successor}/orders>; rel="successor-version", <${documents}>; rel="deprecation sunset"`;
}

function dayOf(instant: string): Html {
  const day = instant.slice(0, 10);
  return html`<time datetime="${instant}">${day}</time>`;
}
