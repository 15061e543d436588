import type { Database } from '@frontdesk/database';
import { InvalidSettings } from '@frontdesk/gateway';
import type { Tables } from '../database/tables.js';
import { CommandStore } from './command-store.js';

const FORGET_EVERY_MS = 60_000;
/** So that what a busy day left is forgotten in small pieces. */
const PIECES_AT_A_TIME = 10;

interface Settings {
  readonly idempotencyLeaseMs: number;
  readonly idempotencyKeepMs: number;
}

/**
 * Opens the commands that are kept in a database, and forgets old ones now and then until it is told to stop. Where the
 * database is this process's alone, what was left behind by a killed one is free at once.
 *
 * `deadlines` are those of commands in milliseconds, by the settings that they come from: a lease that is over before
 * one of them is would be lost while its command still runs; throws `InvalidSettings`.
 */
export async function openCommands(
  database: Database,
  { idempotencyLeaseMs: leaseMs, idempotencyKeepMs: keepMs }: Settings,
  deadlines: Readonly<Record<string, number>>,
  forgetEveryMs = FORGET_EVERY_MS,
): Promise<{ readonly store: CommandStore; readonly stop: () => void }> {
  const longer = Object.entries(deadlines).filter(([, deadlineMs]) => leaseMs <= deadlineMs);
  if (longer.length > 0)
    throw new InvalidSettings(
      longer.map(([name, ms]) => `IDEMPOTENCY_LEASE_MS must be more than ${name}, which is ${ms}`),
    );
  const store = new CommandStore(database.tables<Tables>(), { leaseMs, keepMs });
  if (database.isOurs) await store.freeAll();
  const timer = setInterval(() => void forgetOld(store), forgetEveryMs).unref();
  return { store, stop: () => clearInterval(timer) };
}

async function forgetOld(store: CommandStore): Promise<void> {
  try {
    for (let piece = 0; piece < PIECES_AT_A_TIME && (await store.forget()); piece += 1);
  } catch {
    // What cannot be forgotten now is forgotten the next time; nobody waits for it.
  }
}
