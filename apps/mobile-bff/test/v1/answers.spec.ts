import { Stand } from '../stand.js';
import { faultsOf, type Question, questions } from './questions.js';
import { record, type RecordedAnswer, recordedAnswers } from './recorded.js';

/**
 * What the first apps were answered when they came out: they go on asking, and have to be answered the same, byte for
 * byte. Run with `RECORD=1` after a question was added; answers that are there already stay as they are.
 */
const TRIES = 3;

let stand: Stand;
beforeAll(async () => {
  // Else pictures would be at another port each time.
  stand = await Stand.start({}, { shop: { SHOP_IMAGES_URL: 'https://images.shop.example' } });
});
afterAll(() => stand[Symbol.asyncDispose]());
beforeEach(() => stand.shop.reset());

async function answerTo(question: Question): Promise<RecordedAnswer> {
  for (const [service, faults] of faultsOf(question)) await stand.shop.break(service, faults);
  const answer = await stand.ask(question.path, question.subject, {
    method: question.method ?? 'GET',
    headers: { 'x-request-id': 'recorded' },
  });
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type'),
    complete: answer.headers.get('x-complete'),
    body: await answer.text(),
  };
}

/** A part may be late on a busy machine, though not each time. */
async function answerLike(expected: RecordedAnswer | undefined, question: Question): Promise<RecordedAnswer> {
  let answer = await answerTo(question);
  for (let time = 1; expected && time < TRIES && answer.body !== expected.body; time += 1) {
    answer = await answerTo(question);
  }
  return answer;
}

const answered: Record<string, RecordedAnswer> = {};
const recorded = recordedAnswers();
afterAll(() => {
  if (process.env['RECORD']) record(answered);
});

it.each(Object.entries(questions))('answers as it always did: %s', async (name, question) => {
  const expected = recorded[name];
  answered[name] = await answerLike(expected, question);
  if (expected || !process.env['RECORD']) expect(answered[name]).toEqual(expected);
});

it('has a question for every recorded answer', () => {
  expect(Object.keys(recorded).sort()).toEqual(Object.keys(questions).sort());
});
