import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** Nest's own lines as lines of this logger; what Nest says of its start is for debugging. */
export function nestLogger(logger: Logger): LoggerService {
  const write =
    (level: 'debug' | 'trace' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...rest: unknown[]): void => {
      const context = rest.findLast((item) => typeof item === 'string');
      logger[level]({ context }, textOf(message));
    };
  return {
    log: write('debug'),
    verbose: write('trace'),
    debug: write('debug'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('fatal'),
  };
}

function textOf(message: unknown): string {
  if (Error.isError(message)) return (message as Error).message;
  return typeof message === 'string' ? message : JSON.stringify(message);
}
