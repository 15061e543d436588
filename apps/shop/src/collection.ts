import { cursorAt, positionOf } from './cursor.js';
import type { Store } from './store.js';

const DEFAULT_LIMIT = 20;

/** A table of JSON documents: the text is stored as it is answered, so that a read neither parses nor serializes. */
export interface TableDeclaration<T> {
  readonly name: string;
  /** The field that identifies a document. */
  readonly key: keyof T & string;
  /** Columns computed from the document by SQL, to search and sort by. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly indexes?: readonly string[];
}

export type Condition = readonly [sql: string, ...values: (string | number)[]];

export interface PageRequest {
  readonly where?: readonly Condition[];
  readonly sort: string;
  readonly newestFirst?: boolean;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
  /** Answers what changed after this instant, oldest change first, with tombstones of what is gone. */
  readonly updatedSince?: string | undefined;
}

export interface Page {
  readonly texts: readonly string[];
  readonly nextCursor: string | null;
}

export type Collection<T extends object> = ReturnType<typeof collection<T>>;

/** `{column: SQL}` for fields that become columns under their own names. */
export const fields = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, `body ->> '${name}'`]));

export function collection<T extends object>({ name, key, columns = {}, indexes = [] }: TableDeclaration<T>) {
  const byId = `SELECT body FROM ${name} WHERE id = ? AND deleted = 0`;
  const byIds = `SELECT body FROM json_each(?) asked JOIN ${name} ON ${name}.id = asked.value WHERE deleted = 0 ORDER BY asked.key`;
  const insert = `INSERT INTO ${name} (id, body) VALUES (?, ?)`;
  const write = `UPDATE ${name} SET body = ? WHERE id = ?`;
  const remove = `UPDATE ${name} SET body = json_set(body, '$.updatedAt', ?), deleted = 1 WHERE id = ?`;
  const newest = 'updatedAt' in columns ? `SELECT max(updatedAt) AS at FROM ${name}` : undefined;
  const rowOrTombstone = `CASE deleted WHEN 0 THEN body ELSE json_object('id', id, 'deleted', json('true'), 'updatedAt', updatedAt) END`;

  const textOf = (row: Record<string, unknown> | undefined) => row?.['body'] as string | undefined;

  const table = {
    name,
    create(store: Store): void {
      const computed = Object.entries(columns).map(([column, sql]) => `, ${column} AS (${sql}) STORED`);
      const run = (sql: string) => store.statement(sql).run();
      run(
        `CREATE TABLE ${name} (id TEXT PRIMARY KEY, body TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0${computed.join('')})`,
      );
      const wanted = newest ? [...indexes, 'updatedAt'] : indexes;
      for (const [n, on] of wanted.entries()) run(`CREATE INDEX ${name}_${n} ON ${name} (${on})`);
    },

    /** The document as JSON text, as it is answered. */
    text: (store: Store, id: string) => textOf(store.statement(byId).get(id)),

    find(store: Store, id: string): T | undefined {
      const text = table.text(store, id);
      return text === undefined ? undefined : (JSON.parse(text) as T);
    },

    /** In the order asked, each once; unknown ids are left out. */
    texts: (store: Store, ids: readonly string[]): string[] =>
      store
        .statement(byIds)
        .all(JSON.stringify([...new Set(ids)]))
        .map((row) => row['body'] as string),

    all: (store: Store, where: Condition, order = 'id'): string[] =>
      store
        .statement(`SELECT body FROM ${name} WHERE ${where[0]} AND deleted = 0 ORDER BY ${order}`)
        .all(...(where.slice(1) as (string | number)[]))
        .map((row) => row['body'] as string),

    page(store: Store, request: PageRequest): Page {
      const { where = [], cursor, limit = DEFAULT_LIMIT, updatedSince } = request;
      const changes = updatedSince !== undefined;
      const sort = changes ? 'updatedAt' : request.sort;
      const newestFirst = !changes && (request.newestFirst ?? false);
      const conditions: Condition[] = [...where];
      if (changes) conditions.push(['updatedAt > ?', new Date(updatedSince).toISOString()]);
      else conditions.push(['deleted = 0']);
      if (cursor !== undefined) {
        const after = positionOf(cursor, sort);
        conditions.push([`(${sort}, id) ${newestFirst ? '<' : '>'} (?, ?)`, after.value, after.id]);
      }
      const direction = newestFirst ? 'DESC' : 'ASC';
      const order = (sort === 'id' ? ['id'] : [sort, 'id'])
        .map((column) => `${column} ${direction}`)
        .join(', ');
      const rows = store
        .statement(
          `SELECT id, ${sort} AS sortedBy, ${changes ? rowOrTombstone : 'body'} AS body FROM ${name}` +
            ` WHERE ${conditions.map(([sql]) => sql).join(' AND ')}` +
            ` ORDER BY ${order} LIMIT ?`,
        )
        .all(...conditions.flatMap(([, ...values]) => values), limit + 1);
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      return {
        texts: rows.slice(0, limit).map((row) => row['body'] as string),
        nextCursor: last
          ? cursorAt({ sort, value: last['sortedBy'] as string, id: last['id'] as string })
          : null,
      };
    },

    /** Returns the text that was stored. */
    add(store: Store, document: T): string {
      const body = JSON.stringify(document);
      store.statement(insert).run(String(document[key]), body);
      return body;
    },

    /** Overwrites a document that exists; returns the text that was stored. */
    put(store: Store, document: T): string {
      const body = JSON.stringify(document);
      store.statement(write).run(body, String(document[key]));
      return body;
    },

    /** From now on the document is a tombstone in `updatedSince`, and nowhere else. */
    remove: (store: Store, id: string, at: string): void => void store.statement(remove).run(at, id),

    /**
     * The instant of a change: now, or a millisecond after the latest change in this table if that is later. So no
     * two changes share an instant, and asking for what changed since one misses nothing and repeats nothing.
     */
    stamp(store: Store): string {
      const latest = newest ? store.statement(newest).get()?.['at'] : null;
      const after = typeof latest === 'string' ? Date.parse(latest) + 1 : 0;
      return new Date(Math.max(store.now(), after)).toISOString();
    },

    /** The next free number behind `prefix`; only inside a transaction. */
    nextId(store: Store, prefix: string): string {
      const rows = Number(store.statement(`SELECT max(rowid) AS n FROM ${name}`).get()?.['n'] ?? 0);
      return `${prefix}-${String(rows + 1).padStart(4, '0')}`;
    },
  };
  return table;
}

/** `{items, nextCursor}` as JSON text, with more fields if there are any. */
export function pageText({ texts, nextCursor }: Page, more = ''): string {
  return `{"items":[${texts.join(',')}],"nextCursor":${JSON.stringify(nextCursor)}${more}}`;
}

export const itemsText = (texts: readonly string[]) => `{"items":[${texts.join(',')}]}`;
