export { addressOf, type Parameters } from './address-of.js';
export type { AnswerOf, CallOf, Method, OutcomeOf, PathOf, RoutesOf } from './routes.js';
export { type AnyProblem, problem } from './problem.js';
export { readAnswer } from './read-answer.js';
