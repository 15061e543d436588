/** What a program of the bench tells the process that started it. */
export interface Readiness {
  /** Where it answers. */
  readonly url?: string;
  /** The process whose cost counts, where it is not the program's own. */
  readonly pid?: number;
  /** What it has measured, if that is all that it does. */
  readonly cpuUs?: number;
  /** Where a gateway tells of its health. */
  readonly managementUrl?: string;
  /** The ports of the shop's services. */
  readonly services?: Readonly<Record<string, number>>;
  /** Settings for the processes that are started after it. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Says that this program answers, and ends it when the process that started it has gone, however that ended. */
export function sayReady(readiness: Readiness): void {
  process.once('disconnect', () => process.exit());
  process.once('SIGTERM', () => process.exit());
  process.send?.({ ready: true, ...readiness });
}
