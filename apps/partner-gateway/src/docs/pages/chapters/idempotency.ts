import { html } from '@frontdesk/gateway';
import { type Chapter, code, table } from '../chapter.js';
import { durationInWords } from '../duration-in-words.js';

/** How a command is repeated without being done twice; an answer is kept for so many milliseconds. */
export const idempotency = (keepMs: number): Chapter => ({
  id: 'idempotency',
  title: 'Idempotency',
  body: html`
    <p>
      Networks lose answers: a call that places an order may have arrived though you never heard of it.
      Therefore every
      <code>POST</code> carries an <code>Idempotency-Key</code> of yours, and is done once for each key,
      however often it is sent (draft-ietf-httpapi-idempotency-key-header).
    </p>
    ${code('Idempotency-Key: 0d6e4079-e367-4d5f-8d2c-1b8f0a2f6a51')}
    <ul>
      <li>
        Make a key for each thing that you want done, such as a random UUID, and write it down with it before
        you call. It has 1 to 255 visible ASCII characters.
      </li>
      <li>
        When you do not know what became of a call (no answer, a timeout, 5xx, 429), send the same call with
        the same key.
      </li>
      <li>
        For another thing make another key; so too when a command was refused and you change what it asks for.
      </li>
    </ul>
    ${table(
      ['What you send', 'What is answered'],
      [
        ['A new key', 'The command is carried out.'],
        [
          'A key again, with the same method, path and body',
          html`The first answer, byte for byte, with <code>Idempotent-Replayed: true</code>. Nothing is done
            again.`,
        ],
        [
          'A key whose first call is still running',
          html`409 <a href="#problem-idempotency-key-in-use">idempotency-key-in-use</a> with
            <code>Retry-After</code>: repeat it then.`,
        ],
        [
          'A key again, with another method, path or body',
          html`422 <a href="#problem-idempotency-key-reused">idempotency-key-reused</a>: a mistake in your
            program.`,
        ],
        ['No key', html`400 that names the header.`],
      ],
    )}
    <p>
      An answer is kept for ${durationInWords(keepMs)}, refusals such as 404, 409 and 422 included. After 400,
      401, 403 and 429 nothing has begun: the key may come again, with another body too. After 5xx nobody can
      say how it ended: send the same call with the same key, and what was begun is finished and not begun
      anew.
    </p>
    <p>
      Bodies are the same if they are the same JSON, however it is written. The same call to another version
      has another path, so repeat what is open where you began it. Keys are yours alone: the same key of
      another application, or in the other environment, is another one.
    </p>
    <p>
      Placing an order may take some seconds. Let your program wait at least ten before it gives up and
      repeats the call.
    </p>
  `,
});
