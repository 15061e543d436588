import type { Stand } from '../stand.js';
import { faultsOf, type Question } from './questions.js';
import type { RecordedAnswer } from './recorded.js';

const TRIES = 3;

/** What is answered now; once more where it is not as expected, as a part may be late on a busy machine, though not each time. */
export async function answerTo(
  question: Question,
  stand: Stand,
  expected: RecordedAnswer | undefined,
): Promise<RecordedAnswer> {
  let answer = await ask(question, stand);
  for (let time = 1; expected && time < TRIES && answer.body !== expected.body; time += 1) {
    answer = await ask(question, stand);
  }
  return answer;
}

async function ask(question: Question, stand: Stand): Promise<RecordedAnswer> {
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
