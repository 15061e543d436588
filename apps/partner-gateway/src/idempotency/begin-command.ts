import { FinishedAnswer } from '@frontdesk/gateway';
import { contextOf, DeadlineExceeded } from '@frontdesk/request-context';
import { callingApplicationOf } from '../access/calling-application.js';
import type { RunningCommand } from './claim.js';
import type { CommandStore } from './command-store.js';
import { digestOf } from './digest-of.js';
import type { Unclaimed } from './upstream-key.decorator.js';

/** What is to be carried out now, or how it was answered before. */
type Begun = { readonly upstreamKey: string } | { readonly answer: FinishedAnswer };

/**
 * Begins the command of a request, whose answer is then kept (`keep-answers.ts`); throws `KeyInUse`, `KeyReused`,
 * `DatabaseUnavailable`, or `DeadlineExceeded`. Whatever it throws, nobody has been asked for anything.
 */
export async function beginCommand({ key, request, reply }: Unclaimed): Promise<Begun> {
  const application = callingApplicationOf(request.raw);
  if (!application) throw new Error('a command has no application: is its route public?');
  const { method, url, body } = request;
  const name = { applicationId: application.id, environment: application.environment, key };
  const begun = await withinDeadline(request, (store) => store.begin(name, digestOf({ method, url, body })));
  if (begun instanceof FinishedAnswer) {
    reply.header('idempotent-replayed', 'true');
    return { answer: begun };
  }
  request.command = begun;
  return begun;
}

/** What is begun too late is taken back: its caller has been told that it took too long. */
async function withinDeadline(
  { raw, server }: Unclaimed['request'],
  begin: (store: CommandStore) => Promise<RunningCommand | FinishedAnswer>,
): Promise<RunningCommand | FinishedAnswer> {
  const store = server.commands;
  const beginning = begin(store);
  const { deadline } = contextOf(raw);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, deadline.remainingMs(), 'late');
  });
  const first = await Promise.race([beginning, late]).finally(() => clearTimeout(timer));
  if (first !== 'late') return first;
  const takenBack = beginning.then((begun) => ('lease' in begun ? store.drop(begun) : undefined));
  takenBack.catch(() => undefined); // its lease ends by itself
  throw new DeadlineExceeded();
}
