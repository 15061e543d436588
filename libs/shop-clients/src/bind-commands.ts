import type { RequestContext } from '@frontdesk/request-context';
import { readJson, type Upstream, type UpstreamAnswer, UpstreamError } from '@frontdesk/upstream';
import { checkAnswer } from './check-answer.js';
import type { Command } from './command.js';

/** The commands of some upstreams, by their names. */
export type CommandDefinitions = Readonly<
  Record<string, Readonly<Record<string, Command<never[], unknown>>>>
>;

type Bound<C> = C extends Command<infer Args, infer Answer> ? (...args: Args) => Promise<Answer> : never;

/** Commands, one object per upstream, that know on whose behalf and until when they are given. */
export type BoundCommands<Definitions extends CommandDefinitions> = {
  readonly [Name in keyof Definitions]: {
    readonly [Key in keyof Definitions[Name]]: Bound<Definitions[Name][Key]>;
  };
};

/** Makes the function that binds commands to one request; an upstream is told the principal by its policy. */
export function bindCommands<const Definitions extends CommandDefinitions>(
  definitions: Definitions,
  upstream: (name: keyof Definitions & string) => Upstream,
): (context: RequestContext) => BoundCommands<Definitions> {
  return (context) => {
    const bound = Object.entries(definitions).map(([name, commands]) => {
      const give = Object.entries(commands).map(([key, command]) => [
        key,
        (...args: never[]) => giveCommand(command, args, upstream(name), context),
      ]);
      return [name, Object.fromEntries(give) as object];
    });
    return Object.fromEntries(bound) as BoundCommands<Definitions>;
  };
}

async function giveCommand(
  { route, request, answer: schema, refusals = {}, failure = asIs }: Command<never[], unknown>,
  args: never[],
  upstream: Upstream,
  context: RequestContext,
): Promise<unknown> {
  const [method = ''] = route.split(' ', 1);
  const asked = request(...args);
  const given = upstream.call(
    {
      method,
      route,
      ...asked,
      ...(asked.idempotencyKey === undefined ? {} : { idempotent: true }),
      accepts: (status) => (status >= 200 && status < 300) || Object.hasOwn(refusals, status),
      read: async (answer) => {
        const refusal = refusals[answer.status];
        if (refusal) throw refusal(await said(answer));
        return checkAnswer(schema, await readJson(answer), upstream, route);
      },
    },
    context,
  );
  return given.catch((error: unknown) => Promise.reject(failure(error) as Error));
}

const asIs = (error: unknown): unknown => error;

/** The JSON that came with a refusal; undefined where there is none, since its status says enough. */
async function said(answer: UpstreamAnswer): Promise<unknown> {
  try {
    return await readJson(answer);
  } catch (error) {
    if (error instanceof UpstreamError && error.code !== 'reset') return undefined;
    throw error;
  }
}
