import { html } from '@frontdesk/gateway';
import { type Chapter, code, table } from '../chapter.js';

const HEADERS = `RateLimit-Policy: "burst";q=20;w=1, "rate";q=600;w=60, "quota";q=100000;w=2592000
RateLimit: "burst";r=19;t=1, "rate";r=598;t=41, "quota";r=99310;t=862114`;

const REFUSED = `HTTP/1.1 429 Too Many Requests
Retry-After: 41
RateLimit: "burst";r=20;t=1, "rate";r=0;t=41, "quota";r=99310;t=862114
Content-Type: application/problem+json; charset=utf-8`;

/** How much may be asked, and how to know. */
export const limits: Chapter = {
  id: 'limits',
  title: 'Limits',
  parts: [
    { id: 'limit-headers', title: 'What answers say' },
    { id: 'what-to-do-on-429', title: 'What to do on 429' },
  ],
  body: html`
    <p>
      Your application’s plan has three limits. They are counted for the application as a whole, over all its
      keys and tokens, apart for the sandbox and for live.
    </p>
    ${table(
      ['Limit', 'Is the most calls', 'Begins anew'],
      [
        [html`<code>burst</code>`, 'within one second', 'a second after the first of them'],
        [
          html`<code>rate</code>`,
          'within the window of your plan, such as a minute',
          'when the window is over',
        ],
        [html`<code>quota</code>`, 'within a month', 'on the first of the month, 00:00 UTC'],
      ],
    )}
    <p>
      A call that is refused for one of them uses up nothing of the later ones; whatever else it is answered,
      a call counts.
    </p>
    <h3 id="limit-headers">What answers say</h3>
    ${code(HEADERS)}
    <p>
      <code>RateLimit-Policy</code> has your limits: <code>q</code> calls in any window of
      <code>w</code> seconds. <code>RateLimit</code> has what is left of them: <code>r</code> calls, and
      <code>t</code> seconds until the limit is whole again (draft-ietf-httpapi-ratelimit-headers). Do not
      count yourself: go by these.
    </p>
    <h3 id="what-to-do-on-429">What to do on 429</h3>
    ${code(REFUSED)}
    <ul>
      <li>
        Wait as many seconds as <code>Retry-After</code> says, and send the call again as it is, a command
        with the same Idempotency-Key. Sooner is refused again.
      </li>
      <li>
        <code>reason</code> in the body says which limit it was: <code>burst</code>, <code>rate</code> or
        <code>quota</code>, and <code>detail</code> until when.
      </li>
      <li>
        For <code>burst</code> and <code>rate</code>, spread your calls. Ask for up to 200 prices or stocks
        <a href="#listPrices">in one call</a>, and only for <a href="#changes">what changed</a>.
      </li>
      <li>
        For <code>quota</code> the type is <a href="#problem-quota-used-up">quota-used-up</a>, and waiting
        takes until the next month: ask the partner team for another plan.
      </li>
    </ul>
    <p>
      Calls without a good credential are limited by the address that they come from, so that nobody can try
      out keys.
    </p>
  `,
};
