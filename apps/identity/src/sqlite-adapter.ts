import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Adapter, AdapterPayload } from 'oidc-provider';

const FOR_EVER = Number.MAX_SAFE_INTEGER;

/** Where sessions, grants and refresh tokens outlive the process. */
export class Store {
  readonly #db: DatabaseSync;

  constructor(
    dataDir: string,
    private readonly epochMs: () => number = Date.now,
  ) {
    this.#db = new DatabaseSync(join(dataDir, 'state.sqlite'));
    this.#db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 1000;
      CREATE TABLE IF NOT EXISTS entry (
        model TEXT, id TEXT, payload TEXT NOT NULL, expires_at INTEGER NOT NULL, grant_id TEXT, uid TEXT,
        PRIMARY KEY (model, id)) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS entry_grant ON entry (grant_id) WHERE grant_id IS NOT NULL;
      CREATE INDEX IF NOT EXISTS entry_uid ON entry (uid) WHERE uid IS NOT NULL;`);
    this.#db.prepare('DELETE FROM entry WHERE expires_at <= ?').run(this.epochMs());
  }

  /** What node-oidc-provider keeps the things of one kind in. */
  adapter(model: string): Adapter {
    const db = this.#db;
    const read = (row: Record<string, unknown> | undefined) =>
      row && (JSON.parse(String(row.payload)) as AdapterPayload);
    const byId = db.prepare('SELECT payload FROM entry WHERE model = ? AND id = ? AND expires_at > ?');
    const byUid = db.prepare('SELECT payload FROM entry WHERE model = ? AND uid = ? AND expires_at > ?');
    const upsert = db.prepare('INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?)');
    const consume = db.prepare(
      `UPDATE entry SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?`,
    );
    const destroy = db.prepare('DELETE FROM entry WHERE model = ? AND id = ?');
    const revoke = db.prepare(`DELETE FROM entry WHERE grant_id = ? AND model <> 'Session'`);
    return {
      upsert: async (id, payload, expiresInS) => {
        const expiresAt = expiresInS === undefined ? FOR_EVER : this.epochMs() + expiresInS * 1000;
        const { grantId = null, uid = null } = payload;
        upsert.run(model, id, JSON.stringify(payload), expiresAt, grantId, uid);
      },
      find: async (id) => read(byId.get(model, id, this.epochMs())),
      findByUid: async (uid) => read(byUid.get(model, uid, this.epochMs())),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        consume.run(Math.floor(this.epochMs() / 1000), model, id);
      },
      destroy: async (id) => {
        destroy.run(model, id);
      },
      revokeByGrantId: async (grantId) => {
        revoke.run(grantId);
      },
    };
  }

  close(): void {
    this.#db.close();
  }
}
