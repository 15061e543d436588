import { ServiceUnavailableException } from '@nestjs/common';

/** A row as the driver gives it: `json` parsed, `timestamptz` as `Date`. */
export type Row = Readonly<Record<string, unknown>>;

/** A PostgreSQL database, embedded or a server; every statement is a transaction of its own. */
export interface Database {
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Whether no other process can be using it. */
  readonly isOurs: boolean;
  close(): Promise<void>;
}

/** Thrown where the database cannot be asked, at boot or later; the message is for operators, callers get a 503. */
export class DatabaseUnavailable extends ServiceUnavailableException {
  override readonly name = 'DatabaseUnavailable';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
  }
}
