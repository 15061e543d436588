import type { Database } from '@frontdesk/database';
import { Directory } from './directory.js';

interface Settings {
  readonly directoryPollMs: number;
  readonly directoryStaleMs: number;
}

interface Log {
  warn(fields: object, message: string): void;
  info(message: string): void;
}

/** Opens the directory as the settings say, and logs when it can no longer be followed. */
export function followDirectory(database: Database, settings: Settings, log: Log): Promise<Directory> {
  return Directory.open({
    database,
    pollMs: settings.directoryPollMs,
    staleMs: settings.directoryStaleMs,
    lost: (err) =>
      log.warn({ err }, 'the database of partners cannot be asked; keys are as they were last known'),
    found: () => log.info('the database of partners is back'),
  });
}
