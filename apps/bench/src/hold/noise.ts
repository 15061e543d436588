import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 1;

/** How far the machine, and nobody who is measured, is to blame for a time. */
export interface Noise {
  /** By how much a timer of this program was late (p99). */
  readonly lateMs: number;
  /** The part of the time in which somebody on this machine waited for a core; only Linux tells. */
  readonly shortOfCpu: number | undefined;
}

/** Listens to the noise; each call of what it returns tells of the time since the last. */
export function listenToNoise(): () => Noise {
  const lateness = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  lateness.enable();
  let since = performance.now();
  let waitedMs = cpuPressureMs();
  return () => {
    const [nowMs, nowWaitedMs] = [performance.now(), cpuPressureMs()];
    const noise = {
      lateMs: Math.max(0, lateness.percentile(99) / 1e6 - RESOLUTION_MS),
      shortOfCpu:
        nowWaitedMs === undefined || waitedMs === undefined
          ? undefined
          : (nowWaitedMs - waitedMs) / (nowMs - since),
    };
    lateness.reset();
    [since, waitedMs] = [nowMs, nowWaitedMs];
    return noise;
  };
}

/** The kernel's pressure stall information, in milliseconds since the machine started. */
function cpuPressureMs(): number | undefined {
  try {
    const total = /^some .*total=(\d+)/.exec(readFileSync('/proc/pressure/cpu', 'latin1'))?.[1];
    return total === undefined ? undefined : Number(total) / 1_000;
  } catch {
    return undefined;
  }
}
