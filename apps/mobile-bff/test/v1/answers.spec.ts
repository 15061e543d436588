import { fakeClock } from '@frontdesk/testing';
import { Stand } from '../stand.js';
import { answerTo } from './answer-to.js';
import { ASKED_AT, questions } from './questions.js';
import { record, type RecordedAnswer, recordedAnswers } from './recorded.js';

/**
 * What the first apps were answered when they came out: they go on asking, and have to be answered the same, byte for
 * byte. Run with `RECORD=1` after a question was added; answers that are there already stay as they are.
 */
let stand: Stand;
beforeAll(async () => {
  // Else pictures would be at another port each time.
  const shop = { SHOP_IMAGES_URL: 'https://images.shop.example' };
  stand = await Stand.start({}, { shop, wallClock: fakeClock(Date.parse(ASKED_AT)) });
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
  answered[name] = await answerTo(question, stand, expected);
  if (expected || !process.env['RECORD']) expect(answered[name]).toEqual(expected);
});

it('has a question for every recorded answer', () => {
  expect(Object.keys(recorded).sort()).toEqual(Object.keys(questions).sort());
});
