import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An answer as far as it is the same whenever and wherever it is asked for. */
export interface RecordedAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
}

const FILE = join(process.cwd(), 'apps/partner-gateway/test/v1/answers.json');

/** What was answered when each question was first asked. */
export function recordedAnswers(): Record<string, RecordedAnswer> {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, RecordedAnswer>) : {};
}

/** Adds answers to questions that are new; what was recorded once is never written anew. */
export function record(answers: Readonly<Record<string, RecordedAnswer>>): void {
  writeFileSync(FILE, `${JSON.stringify({ ...answers, ...recordedAnswers() }, null, 2)}\n`);
}
