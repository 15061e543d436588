import { html } from '@frontdesk/gateway';
import { operations } from '../../api/operations.js';
import { type Chapter, shell } from '../chapter.js';

const ALL_PAGES = `cursor=""
while :; do
  page=$(curl -s "$FRONTDESK_URL/v2/products?limit=100\${cursor:+&cursor=$cursor}" \\
    -H "Authorization: Bearer $FRONTDESK_KEY")
  echo "$page"
  cursor=$(echo "$page" | sed -n 's/.*"nextCursor":"\\([^"]*\\)".*/\\1/p')
  [ -n "$cursor" ] || break
done`;

/** How long lists are read, and how to hear of changes. */
export const pagination: Chapter = {
  id: 'pagination',
  title: 'Pagination and changes',
  parts: [
    { id: 'pages', title: 'Pages' },
    { id: 'changes', title: 'What changed since' },
    { id: 'conditional', title: 'What you have already' },
  ],
  body: html`
    <h3 id="pages">Pages</h3>
    <p>
      Lists come in pages of <code>limit</code> items: 20, or what you ask for up to 100. Each has a
      <code>nextCursor</code>, by which you ask for the next page (<code>?cursor=…</code>, with the same other
      parameters), and which is null on the last one. This reads all of the catalogue:
    </p>
    ${shell(ALL_PAGES)}
    <ul>
      <li>What is added while you read neither comes twice nor makes you miss something.</li>
      <li>
        A cursor is opaque, and good for the list, the filters and the application that it was given to.
        Anything else is 400 that names <code>cursor</code>: begin again without one.
      </li>
      <li>There is no count and no page number: neither would still be true when you read it.</li>
    </ul>
    <h3 id="changes">What changed since</h3>
    <p>Who keeps a copy of the catalogue need not read all of it again:</p>
    ${shell(operations['GET /v2/products/changes']!.curl)}
    <ol>
      <li>
        The first time, ask with <code>since=1970-01-01T00:00:00Z</code>: everything is new to you. Read page
        after page as above.
      </li>
      <li>
        On the last page, keep <code>nextSince</code>. The next time, ask with it as <code>since</code>.
      </li>
      <li>
        Of each item, take <code>product</code> as it is now, or take it out of your copy where
        <code>deleted</code> is true. It does no harm to see a change twice.
      </li>
    </ol>
    <p>
      Prices and stock change by themselves and are no change of the product. Ask for these by ids, up to 200
      at once:
      <a href="#listPrices">prices</a>, <a href="#listStock">stock</a>.
    </p>
    <h3 id="conditional">What you have already</h3>
    <p>
      Every answer to a <code>GET</code> has an <code>ETag</code>. Send it as <code>If-None-Match</code> the
      next time, and where nothing has changed the answer is 304 without a body. It counts as a call.
    </p>
  `,
};
