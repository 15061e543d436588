import { PostgresDialect } from 'kysely';
import pg from 'pg';
import { Database } from './database.js';
import { DatabaseUnavailable } from './database-unavailable.js';
import { withoutUnanswered } from './unanswered-connections.js';
import { watchDialect } from './watched-dialect.js';

const CONNECT_WITHIN_MS = 3_000;
const ANSWER_WITHIN_MS = 5_000;
const CONNECTIONS = 10;

/** Connects to a PostgreSQL server, and asks it something; throws `DatabaseUnavailable`, naming `DATABASE_URL`. */
export async function openPostgres(url: string, name: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    statement_timeout: ANSWER_WITHIN_MS,
    // A process that was halted between two statements would keep its locks from all others.
    idle_in_transaction_session_timeout: ANSWER_WITHIN_MS,
    application_name: name,
  });
  // An idle connection that breaks is replaced when one is needed; unheard, the event would end the process.
  pool.on('error', () => undefined);
  // So it would be where one breaks that is given out, and is not being asked anything just then: the next statement fails.
  pool.on('connect', (client) => client.on('error', () => undefined));

  const errorFrom = (error: unknown) => (isOfStatement(error) ? error : unavailable(error));
  const postgres = new PostgresDialect({ pool: withoutUnanswered(pool) });
  const dialect = watchDialect(postgres, { errorFrom, oneAtATime: false });
  const database = new Database({ dialect, isOurs: false });
  try {
    await database.query('SELECT 1');
  } catch (error) {
    await database.close();
    throw error instanceof DatabaseUnavailable ? error : unavailable(error);
  }
  return database;
}

/** What begins with these says that the server cannot be used, not that a statement is wrong (appendix A). */
const OF_SERVER = /^(08|28|3D|53|57|58)/;

function isOfStatement(error: unknown): boolean {
  const { code = '', severity } = error as { code?: string; severity?: string };
  return severity !== undefined && !OF_SERVER.test(code);
}

function unavailable(cause: unknown): DatabaseUnavailable {
  const { code, message } = cause as NodeJS.ErrnoException;
  // Neither the URL nor the driver's message, which may hold its password.
  const reason = code ?? (/time ?out/i.test(message) ? 'no answer in time' : 'the connection broke');
  return new DatabaseUnavailable(`the PostgreSQL of DATABASE_URL cannot be used: ${reason}`, { cause });
}
