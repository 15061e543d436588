export type { AnswerStore, StoredAnswer } from './answers/answer-store.js';
export { MemoryAnswers } from './answers/memory-answers.js';
export type { Clock } from './clock.js';
export type { Problem } from './generated/mobile-bff.js';
export { type MobileClient, type MobileClientOptions, mobileClient } from './mobile-client.js';
export type { Answer, CallOptions, CommandOptions } from './routes.js';
export type { Retirement } from './steps/retirement.js';
export type { UpdateNeeded } from './steps/tell-app.js';
export type { TokenSource } from './tokens.js';
