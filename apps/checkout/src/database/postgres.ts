import pg from 'pg';
import { type Database, DatabaseUnavailable, type Row } from './database.js';

const CONNECT_WITHIN_MS = 3_000;
const ANSWER_WITHIN_MS = 5_000;
const CONNECTIONS = 10;

/** Connects to a PostgreSQL server, and asks it something; throws `DatabaseUnavailable`, naming `DATABASE_URL`. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
    statement_timeout: ANSWER_WITHIN_MS,
    application_name: 'checkout',
  });
  // An idle connection that breaks is replaced when one is needed; unheard, the event would end the process.
  pool.on('error', () => undefined);

  const query = async (text: string, values: readonly unknown[] = []): Promise<readonly Row[]> => {
    try {
      return (await pool.query<Row>(text, [...values])).rows;
    } catch (cause) {
      throw isOfStatement(cause) ? cause : unavailable(cause);
    }
  };
  try {
    await query('SELECT 1');
  } catch (error) {
    await pool.end();
    throw error instanceof DatabaseUnavailable ? error : unavailable(error);
  }
  return { isOurs: false, query, close: () => pool.end() };
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
