import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';

/** What looks like a token that is signed: header and payload are JSON, and so begin alike. */
const SIGNED = /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]*/;

/** The tokens that the identity provider keeps: refresh tokens, which are no more than a name of what it knows. */
export function keptTokens(identityFolder: string): string[] {
  const database = new DatabaseSync(join(identityFolder, 'state.sqlite'), { readOnly: true });
  try {
    const rows = database
      .prepare(`SELECT id FROM entry WHERE model IN ('RefreshToken', 'AccessToken')`)
      .all();
    return rows.map(({ id }) => String(id));
  } finally {
    database.close();
  }
}

/** Whether a text holds one of these tokens, or any that is signed. */
export function holdsToken(text: string, kept: readonly string[]): boolean {
  return SIGNED.test(text) || kept.some((token) => text.includes(token));
}
