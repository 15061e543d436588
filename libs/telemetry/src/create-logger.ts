import { type DestinationStream, type Logger, pino } from 'pino';
import { concealing } from './concealing.js';
import { describeError, stackOf } from './describe-error.js';
import { GatheredLines } from './gathered-lines.js';
import { scrub } from './scrub.js';

/** What is gathered before it is written, and how long it may wait. */
const GATHERED_CHARACTERS = 32_768;
const GATHERED_MS = 100;

/** Names whose values are never written, at the top or up to two levels down. */
const SECRET_NAMES = [
  'authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'apiKey',
  'token',
  'bearerToken',
  'accessToken',
  'refreshToken',
  'idToken',
  'password',
  'secret',
  'clientSecret',
];

const REDACTED_PATHS = SECRET_NAMES.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);

export interface LoggerOptions {
  readonly name: string;
  readonly level: string;
  /** Standard output, by default. */
  readonly destination?: DestinationStream;
  /** Takes out of a text what its process keeps secret and knows by its form, such as keys of its own making. */
  readonly conceal?: (text: string) => string;
}

/** A logger of JSON lines that writes no token, cookie or key. */
export function createLogger({
  name,
  level,
  destination = standardOutput(),
  conceal,
}: LoggerOptions): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: { name },
    timestamp: isoTime(),
    redact: REDACTED_PATHS,
    serializers: { err: (error: unknown) => ({ chain: describeError(error), stack: stackOf(error) }) },
    hooks: {
      logMethod(args, method) {
        const texts = args as unknown[];
        for (let i = 0; i < texts.length; i++)
          if (typeof texts[i] === 'string') texts[i] = scrub(texts[i] as string);
        method.apply(this, args);
      },
    },
  };
  return pino(options, conceal ? concealing(destination, conceal) : destination);
}

/** The time of a line, written anew once a millisecond: a busy gateway has several lines in each. */
function isoTime(): () => string {
  let at = Number.NaN;
  let text = '';
  return () => {
    const now = Date.now();
    if (now !== at) {
      at = now;
      text = `,"time":"${new Date(now).toISOString()}"`;
    }
    return text;
  };
}

function standardOutput(): DestinationStream {
  const output = pino.destination({ fd: process.stdout.fd, sync: false });
  const lines = new GatheredLines(output, { most: GATHERED_CHARACTERS, forMs: GATHERED_MS });
  process.once('exit', () => lines.flushSync());
  return lines;
}
