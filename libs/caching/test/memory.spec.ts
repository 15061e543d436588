import { AnswerCache } from '../src/index.js';
import { answersContract } from './answers.contract.js';

describe('an answer cache in memory', () => {
  answersContract(async (made) => new AnswerCache({ name: 'test', ...made }));
});
