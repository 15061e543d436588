import { parseArgs } from 'node:util';
import { Failure } from './failure.js';
import { type Scenario, scenarios } from './scenarios.js';

const USAGE = 'npm run bench -- [--quick] [--scenario A,B] [--server floor,frontdesk] [--profile] [--check]';
const FLOOR = 'floor';

export interface Options {
  readonly scenarios: readonly Scenario[];
  /** Little time: only the servers that the limits are about, unless servers are named. */
  readonly quick: boolean;
  readonly profile: boolean;
  /** Whether a limit that is not kept is a failure. */
  readonly check: boolean;
}

/** Reads what stands behind `npm run bench --`; a mistake is a failure that names it. */
export function readOptions(args: readonly string[]): Options {
  const { quick = false, profile = false, check = false, scenario, server } = parse(args);
  const names = scenarios.map(({ name }) => name);
  const servers = new Set(scenarios.flatMap(({ contenders }) => contenders.map((each) => each.server.name)));
  const wanted = listOf(scenario, names, 'scenario');
  const compared = listOf(server, [...servers], 'server');
  const isCompared = (scenarioName: string, name: string) => {
    if (compared) return name === FLOOR || compared.includes(name); // without the floor there is no ratio
    return !quick || isHeldToLimits(scenarioName, name);
  };
  return {
    quick,
    profile,
    check,
    scenarios: scenarios
      .filter(({ name }) => wanted?.includes(name) ?? true)
      .map((each) => ({
        ...each,
        contenders: each.contenders.filter((one) => isCompared(each.name, one.server.name)),
      }))
      .filter(({ contenders }) => contenders.length > 0),
  };
}

/** The servers that the limits compare; and ours in E, which has none. */
function isHeldToLimits(scenario: string, server: string): boolean {
  if (scenario === 'authentication-session') return false;
  return server === FLOOR || server === 'frontdesk' || (scenario === 'B' && server === 'express-axios');
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean' },
        profile: { type: 'boolean' },
        check: { type: 'boolean' },
        scenario: { type: 'string' },
        server: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    throw new Failure(`${(error as Error).message.split('. ')[0]}: ${USAGE}`);
  }
}

function listOf(text: string | undefined, known: readonly string[], what: string): string[] | undefined {
  const items = text?.split(',').map((item) => item.trim());
  const unknown = items?.find((item) => !known.includes(item));
  if (unknown !== undefined)
    throw new Failure(`there is no ${what} "${unknown}"; there are ${known.join(', ')}`);
  return items;
}
