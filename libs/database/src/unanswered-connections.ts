import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/**
 * A pool that gives nobody a connection again on which an answer did not come in time. It may be one that the network has
 * forgotten: nothing breaks it for a quarter of an hour, and whoever gets it waits in vain.
 */
export function withoutUnanswered(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    connect: async () => watched((await pool.connect()) as unknown as PostgresPoolClient),
    end: () => pool.end(),
  };
}

function watched(client: PostgresPoolClient): PostgresPoolClient {
  let unanswered: unknown;
  const query = async (text: string, values: readonly unknown[]) => {
    // Such as the end of the transaction: it would wait behind what is not answered.
    if (unanswered !== undefined) throw unanswered;
    try {
      return await client.query(text, values);
    } catch (error) {
      if (isUnanswered(error)) unanswered = error;
      throw error;
    }
  };
  return {
    query: query as PostgresPoolClient['query'],
    release: (isToGo) => client.release(Boolean(isToGo) || unanswered !== undefined),
  };
}

/** The driver's own words, as it gives this error no code. */
function isUnanswered(error: unknown): boolean {
  return (error as Error).message === 'Query read timeout';
}
