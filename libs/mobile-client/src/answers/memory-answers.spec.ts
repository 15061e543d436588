import { MemoryAnswers } from './memory-answers.js';

const answer = (length: number) => ({ etag: '"a"', body: 'x'.repeat(length) });

describe('answers in memory', () => {
  it('are dropped where they are too many, those first that were used longest ago', () => {
    const answers = new MemoryAnswers(300);
    answers.set('/a', answer(90));
    answers.set('/b', answer(90));
    answers.get('/a');
    answers.set('/c', answer(90));
    answers.set('/d', answer(90));
    expect(['/a', '/b', '/c', '/d'].filter((address) => answers.get(address))).toEqual(['/a', '/c', '/d']);
  });

  it('are not all dropped for one that is too long', () => {
    const answers = new MemoryAnswers(100);
    answers.set('/a', answer(90));
    answers.set('/b', answer(101));
    expect([answers.get('/a'), answers.get('/b')]).toEqual([answer(90), undefined]);
  });

  it('take the room of one address once', () => {
    const answers = new MemoryAnswers(200);
    for (let time = 0; time < 10; time += 1) answers.set('/a', answer(90));
    answers.set('/b', answer(90));
    expect([answers.get('/a'), answers.get('/b')]).toEqual([answer(90), answer(90)]);
  });

  it('are gone once they are cleared', () => {
    const answers = new MemoryAnswers();
    answers.set('/a', answer(1));
    answers.clear();
    expect(answers.get('/a')).toBeUndefined();
  });
});
