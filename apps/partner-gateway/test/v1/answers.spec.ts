import { Stand } from '../stand.js';
import { faultsOf, type Question, questions } from './questions.js';
import { record, type RecordedAnswer, recordedAnswers } from './recorded.js';

/**
 * What partners were answered by the first version before there was a second: their programs go on asking, and have to be
 * answered the same, byte for byte. Run with `RECORD=1` after a question was added; answers that are there already stay as
 * they are.
 */
let stand: Stand;
beforeAll(async () => {
  // Else pictures would be at another port each time.
  stand = await Stand.start({}, { SHOP_IMAGES_URL: 'https://images.shop.example' });
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(() => stand.shop.reset());

const answered: Record<string, RecordedAnswer> = {};
const recorded = recordedAnswers();
afterAll(() => {
  if (process.env['RECORD']) record(answered);
});

it.each(Object.entries(questions))('answers as it always did: %s', async (name, question) => {
  const expected = recorded[name];
  answered[name] = await answerTo(question);
  if (expected || !process.env['RECORD']) expect(answered[name]).toEqual(expected);
});

it('has a question for every recorded answer', () => {
  expect(Object.keys(recorded).sort()).toEqual(Object.keys(questions).sort());
});

async function answerTo(question: Question): Promise<RecordedAnswer> {
  const { path, subject, scope } = question;
  for (const [service, faults] of faultsOf(question)) await stand.shop.break(service, faults);
  const headers = { 'x-request-id': 'recorded' };
  const answer = await stand.ask(path, subject, { headers, ...(scope ? { scope } : {}) });
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type'),
    body: opaqueCursor(await answer.text()),
  };
}

/** A cursor is nobody's to read, and so need not stay the same; that there is one, or none, does. */
function opaqueCursor(body: string): string {
  return body.replace(/"nextCursor":"[^"]+"/, '"nextCursor":"…"');
}
