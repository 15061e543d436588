import { initdbPath, startPostgres } from './postgres-server.js';

/** @type {import('./postgres-server.js').PostgresServer | undefined} */
let shared;

/**
 * Run by Jest before all tests: where several workers run, their suites have databases on one server.
 * @param {{ maxWorkers: number }} run
 */
export default async function sharePostgres({ maxWorkers }) {
  const { DATABASE_URL: given, FRONTDESK_TEST_POSTGRES: running } = process.env;
  if (given || running || maxWorkers < 2 || !initdbPath()) return;
  shared = await startPostgres();
  // Under a name that no program of ours reads: a gateway is on this server only where a test says so.
  process.env['FRONTDESK_TEST_POSTGRES'] = shared.url;
}

/** Ends the server that was shared, if one was. */
export async function stopSharedPostgres() {
  await shared?.stop();
  if (shared) delete process.env['FRONTDESK_TEST_POSTGRES'];
  shared = undefined;
}
