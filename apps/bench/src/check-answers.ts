import { Failure } from './failure.js';
import { firstDifference } from './first-difference.js';
import { firstPath } from './load/next-path.js';
import type { Asked, Scenario } from './scenarios.js';

/** More than once: what comes from a cache must be the same as what did not. */
const ASKED_TIMES = 3;

/** As much of a server as has to be known to ask it. */
export interface Answering {
  readonly server: { readonly name: string };
  readonly program: { readonly url: string };
  readonly asked: Asked;
  /** Who asks, by what they show of themselves. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes sure that all answer the same as the first; throws a failure that names the server and what differs. */
export async function checkAnswers(
  { name: scenario, answers }: Pick<Scenario, 'name' | 'answers'>,
  servers: readonly Answering[],
  signal: AbortSignal,
): Promise<void> {
  let wanted: string | undefined;
  for (const { server, program, asked, headers } of servers) {
    const path = firstPath(asked(0).path);
    for (let time = 0; time < ASKED_TIMES; time += 1) {
      const answer = await fetch(program.url + path, { headers, signal });
      const text = await answer.text();
      if (answer.status !== 200) {
        throw new Failure(
          `${scenario}: ${server.name} answers ${answer.status} to ${path}: ${text.slice(0, 200)}`,
        );
      }
      wanted ??= text;
      const difference = differenceIn(answers, wanted, text);
      if (difference !== undefined) {
        throw new Failure(
          `${scenario}: ${server.name} does not answer what the floor does: ${difference} differs`,
        );
      }
    }
  }
}

function differenceIn(answers: Scenario['answers'], wanted: string, text: string): string | undefined {
  if (wanted === text) return undefined;
  if (answers === 'bytes') return 'not a byte may differ, and something';
  try {
    return firstDifference(JSON.parse(wanted), JSON.parse(text));
  } catch {
    return 'it is no JSON, and so it';
  }
}
