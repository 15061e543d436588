import { readFileSync } from 'node:fs';
import type { Place } from './place-finder.js';

/** A frame as V8 names it; lines and columns count from 0. */
export interface Frame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

interface Profile {
  readonly nodes: ReadonlyArray<{ readonly id: number; readonly callFrame: Frame }>;
  /** On the clock of `process.hrtime`. */
  readonly startTime: number;
  /** The node that ran at each sample, and how long ago the sample before was, in microseconds. */
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** How much of the time that was not idle was spent in one place itself. */
export interface SelfTime {
  readonly name: string;
  readonly share: number;
}

export interface SelfTimes {
  readonly owners: readonly SelfTime[];
  readonly functions: readonly SelfTime[];
}

const IDLE = '(idle)';

/** Reads a `.cpuprofile` from some instant on: who the time went to, and to which functions; the greatest first. */
export function selfTimes(file: string, sinceUs: number, placeOf: (frame: Frame) => Place): SelfTimes {
  const profile = JSON.parse(readFileSync(file, 'utf8')) as Profile;
  const times = timesOfNodes(profile, sinceUs);
  const busy = profile.nodes.filter(({ id, callFrame }) => times.has(id) && callFrame.functionName !== IDLE);
  const all = busy.reduce((sum, { id }) => sum + (times.get(id) ?? 0), 0);
  const owners = new Map<string, number>();
  const functions = new Map<string, number>();
  for (const { id, callFrame } of busy) {
    const { owner, where } = placeOf(callFrame);
    const name = `${callFrame.functionName || '(anonymous)'}  ${where}`;
    const share = (times.get(id) ?? 0) / all;
    owners.set(owner, (owners.get(owner) ?? 0) + share);
    functions.set(name, (functions.get(name) ?? 0) + share);
  }
  return { owners: greatestFirst(owners), functions: greatestFirst(functions) };
}

function timesOfNodes({ samples, timeDeltas, startTime }: Profile, sinceUs: number): Map<number, number> {
  const times = new Map<number, number>();
  let now = startTime;
  for (const [index, node] of samples.entries()) {
    const lasted = timeDeltas[index] ?? 0;
    now += lasted;
    if (now >= sinceUs) times.set(node, (times.get(node) ?? 0) + lasted);
  }
  return times;
}

function greatestFirst(shares: ReadonlyMap<string, number>): SelfTime[] {
  return [...shares].map(([name, share]) => ({ name, share })).sort((one, other) => other.share - one.share);
}
