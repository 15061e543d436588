import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';

/** What is gathered before it is written, and how long it may wait: a write per line costs more than the line. */
const GATHERED_BYTES = 4_096;
const GATHERED_MS = 100;

/** Where the values of these names are never written, at the top or one level down. */
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

const REDACTED_PATHS = SECRET_NAMES.flatMap((name) => [`["${name}"]`, `*["${name}"]`]);

export interface LoggerOptions {
  readonly name: string;
  readonly level: string;
  /** Standard output, by default. */
  readonly destination?: DestinationStream;
}

/** A logger of JSON lines that writes no token, cookie or key. */
export function createLogger({ name, level, destination = standardOutput() }: LoggerOptions): Logger {
  return pino(
    { level, base: { name }, timestamp: stdTimeFunctions.isoTime, redact: REDACTED_PATHS },
    destination,
  );
}

function standardOutput(): DestinationStream {
  const output = pino.destination({
    fd: process.stdout.fd,
    sync: false,
    minLength: GATHERED_BYTES,
    periodicFlush: GATHERED_MS,
  });
  process.once('exit', () => output.flushSync());
  return output;
}
