import { type Faults, faultsFrom, NO_TROUBLE, type Trouble, troubleFor } from './faults.js';
import { type Outcome, Problem } from './problem.js';

/** What tests and demonstrations do to one service of one instance, and what they ask of it. */
export interface Control {
  received(routeName: string): void;
  trouble(): Trouble;
  answer(method: string, path: string, body: unknown): Outcome;
}

export function controlOf(enabled: boolean, random: () => number): Control {
  let faults: Faults = {};
  let counts = new Map<string, number>();
  const inForce = (): Outcome => ({ status: 200, text: JSON.stringify(faults) });
  const done: Outcome = { status: 204, text: '' };
  const actions: Record<string, (body: unknown) => Outcome> = {
    'PUT /_control/faults': (body) => ((faults = faultsFrom(body)), inForce()),
    'GET /_control/faults': inForce,
    'DELETE /_control/faults': () => ((faults = {}), done),
    'GET /_control/requests': () => {
      const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
      return { status: 200, text: JSON.stringify({ total, routes: Object.fromEntries(counts) }) };
    },
    'DELETE /_control/requests': () => ((counts = new Map()), done),
  };
  return {
    received: (routeName) => void counts.set(routeName, (counts.get(routeName) ?? 0) + 1),
    trouble: () => (Object.keys(faults).length === 0 ? NO_TROUBLE : troubleFor(faults, random)),
    answer(method, path, body) {
      const action = enabled ? actions[`${method} ${path}`] : undefined;
      if (!action) throw new Problem(404, 'there is no such path');
      return action(body);
    },
  };
}
