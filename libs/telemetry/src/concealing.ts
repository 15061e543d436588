import type { DestinationStream } from 'pino';

/** A destination that hands over no line as it came: whatever wrote it, nothing is in it that is to be concealed. */
export function concealing(
  destination: DestinationStream & { flushSync?(): void },
  conceal: (text: string) => string,
): DestinationStream {
  return {
    write: (line: string) => destination.write(conceal(line)),
    flushSync: () => destination.flushSync?.(), // which pino calls after a fatal line
  } as DestinationStream;
}
