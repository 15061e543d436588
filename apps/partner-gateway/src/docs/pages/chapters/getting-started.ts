import { html } from '@frontdesk/gateway';
import { operations } from '../../api/operations.js';
import { type Chapter, code, shell } from '../chapter.js';

const MAKE_A_KEY = `npm run -s partner -- create-partner globex "Globex Ltd"
npm run -s partner -- create-application globex "Back office"
export FRONTDESK_KEY=$(npm run -s partner -- create-key globex-back-office)`;

/** From nothing to an order. */
export const gettingStarted: Chapter = {
  id: 'getting-started',
  title: 'Getting started',
  body: html`
    <p>
      You call the API over HTTP and it answers in JSON. All you need is a key and something that sends HTTP
      requests; this page uses <code>curl</code> in a shell, and every example on it can be copied and run as
      it stands.
    </p>
    <h3 id="get-a-key">1. Get a key</h3>
    <p>
      The partner team makes an application for you and gives you its first key, which is shown once. Begin
      with a key of the
      <a href="#environments">sandbox</a>: it begins with <code>fd_test_</code>, and what you do with it moves
      no goods and no money.
    </p>
    <p>
      Where Frontdesk runs on your own machine, you are the partner team. Start it in its folder with
      <code>npm start</code>, and in a second terminal, in the same folder, make a partner, an application and
      a key of the sandbox:
    </p>
    ${shell(MAKE_A_KEY)}
    <p>
      The last line keeps the key where the examples look for it. It is not shown again: whoever loses a key
      makes another.
      <code>npm run -s partner -- help</code> shows what else there is.
    </p>
    <h3 id="set-two-variables">2. Set two variables</h3>
    <p>
      Every example reads the address of the API and your key from two variables of the shell. The address is
      that of this page without its path; on your own machine:
    </p>
    ${code('export FRONTDESK_URL=http://127.0.0.1:3002')}
    <p>The key is there already if you have just made it. If you were given one:</p>
    ${code('export FRONTDESK_KEY=fd_test_…')}
    <h3 id="read-products">3. Read products</h3>
    ${shell(operations['GET /v2/products']!.curl)}
    <p>
      The answer is a page of <a href="#object-Product">products</a>. If it is a problem instead, its
      <code>detail</code> says what is wrong and its <code>type</code> is the address of a page that says what
      to do; <a href="#errors">errors</a> lists them all.
    </p>
    <h3 id="place-an-order">4. Place an order</h3>
    ${shell(operations['POST /v2/orders']!.curl)}
    <p>
      The answer is your <a href="#object-Order">order</a>. Its <code>id</code> is what you read, follow and
      cancel it by. The <code>Idempotency-Key</code> makes it safe to send the call again when you do not know
      whether it arrived: see <a href="#idempotency">idempotency</a>. Here it is made of the time, so that
      every run of the example places another order.
    </p>
    <p>
      Then read on where you need it: the <a href="#reference">reference</a> has every operation, and
      <a href="/openapi.json">/openapi.json</a> is the same for programs, such as generators of clients.
      <a href="/docs/reference">/docs/reference</a> lets you try it in the browser.
    </p>
  `,
  parts: [
    { id: 'get-a-key', title: 'Get a key' },
    { id: 'set-two-variables', title: 'Set two variables' },
    { id: 'read-products', title: 'Read products' },
    { id: 'place-an-order', title: 'Place an order' },
  ],
};
