import { createHash, randomUUID } from 'node:crypto';
import type { Principal } from '@frontdesk/request-context';
import type { Database } from '@frontdesk/database';
import type { Checkout, LeasedCheckout } from './checkout.js';
import { checkoutFrom } from './checkout-row.js';
import type { PurchaseRequest } from './purchase-request.js';

/** Thrown where a purchase has passed to another process in the meantime; what this one knows of it counts no more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Who asks for what, under which key. */
export interface Asking {
  readonly principal: Principal;
  readonly key: string;
  readonly request: PurchaseRequest;
}

const COLUMNS = `id, principal, request, request_digest, state, refusal, steps, lease, failures,
  wanted_until > now() AS is_wanted, created_at, updated_at`;
const AFTER = (ms: string) => `now() + ${ms}::float8 * interval '1 millisecond'`;

const OPEN = `INSERT INTO checkouts
    (id, principal, key, request_digest, request, state, lease, due_at, wanted_until)
  VALUES ($1, $2, $3, $4, $5::json, 'running', $6, ${AFTER('$7')}, ${AFTER('$8')})
  ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`;

// Whoever asks for a purchase does not wait for its next turn, but for its lease.
const TAKE = `UPDATE checkouts SET lease = $2, due_at = ${AFTER('$3')}, wanted_until = ${AFTER('$4')}
  WHERE id = $1 AND due_at IS NOT NULL AND (lease IS NULL OR due_at <= now()) RETURNING ${COLUMNS}`;

const TAKE_DUE = `UPDATE checkouts SET lease = $1, due_at = ${AFTER('$2')}
  WHERE id = (SELECT id FROM checkouts WHERE due_at <= now() ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING ${COLUMNS}`;

const SAVE = `UPDATE checkouts SET state = $3, refusal = $4::json, steps = $5::json, failures = $6,
    lease = CASE WHEN $7::boolean THEN lease END, due_at = ${AFTER('$8')},
    updated_at = CASE WHEN state IN ('placed', 'refused') THEN updated_at ELSE now() END
  WHERE id = $1 AND lease = $2 RETURNING id`;

const RENEW = `UPDATE checkouts SET due_at = ${AFTER('$2')} WHERE lease = ANY($1::text[])`;

const FIND = `SELECT ${COLUMNS} FROM checkouts WHERE id = $1`;
const FREE_ALL = 'UPDATE checkouts SET lease = NULL, due_at = now() WHERE lease IS NOT NULL';
const UNFINISHED = `SELECT state, count(*)::int AS count, extract(epoch FROM now() - min(created_at))::int AS "oldestS"
  FROM checkouts WHERE due_at IS NOT NULL GROUP BY state ORDER BY state`;

interface Durations {
  readonly leaseMs: number;
  readonly wantedMs: number;
}

/** Where every purchase stands. Time is the database's, which all processes share. */
export class StepLog {
  constructor(
    private readonly database: Database,
    private readonly durations: Durations,
  ) {}

  /** Begins a purchase, or answers `undefined` where this principal's key has begun one already. */
  async open(asking: Asking): Promise<LeasedCheckout | undefined> {
    const { principal, key, request } = asking;
    const { leaseMs, wantedMs } = this.durations;
    const digest = digestOf(request);
    const names = [checkoutIdOf(asking), `${principal.kind}:${principal.id}`, key, digest];
    const values = [...names, JSON.stringify(request), randomUUID(), leaseMs, wantedMs];
    return leased(await this.database.query(OPEN, values));
  }

  /** Takes a purchase that somebody asks for again, unless somebody works on it or nothing is left to do. */
  async take(id: string): Promise<LeasedCheckout | undefined> {
    const { leaseMs, wantedMs } = this.durations;
    return leased(await this.database.query(TAKE, [id, randomUUID(), leaseMs, wantedMs]));
  }

  /** Takes the purchase whose turn it has been for longest, where it is any one's. */
  async takeDue(): Promise<LeasedCheckout | undefined> {
    return leased(await this.database.query(TAKE_DUE, [randomUUID(), this.durations.leaseMs]));
  }

  /** Writes down where a purchase stands, and keeps it; throws `LeaseLost`. */
  keep(checkout: LeasedCheckout): Promise<void> {
    return this.#save(checkout, true, this.durations.leaseMs);
  }

  /** Writes down where a purchase stands, for anyone to go on with in so long; never, where nothing is left to do. */
  release(checkout: LeasedCheckout, dueInMs: number | undefined): Promise<void> {
    return this.#save(checkout, false, dueInMs);
  }

  /** Keeps what this process works on from passing to another. */
  async renew(leases: readonly string[]): Promise<void> {
    await this.database.query(RENEW, [leases, this.durations.leaseMs]);
  }

  async find(id: string): Promise<Checkout | undefined> {
    const [row] = await this.database.query(FIND, [id]);
    return row && checkoutFrom(row);
  }

  /** Frees what a process before this one worked on when it ended, where no other can be working on it. */
  async freeLeftovers(): Promise<void> {
    if (this.database.isOurs) await this.database.query(FREE_ALL);
  }

  /** How many purchases are not over, and for how long the oldest has not been. */
  unfinished(): Promise<readonly object[]> {
    return this.database.query(UNFINISHED);
  }

  async #save(checkout: LeasedCheckout, keepsLease: boolean, dueInMs: number | undefined): Promise<void> {
    const { id, lease, state, refusal, steps, failures } = checkout;
    const now = [state, refusal ? JSON.stringify(refusal) : null, JSON.stringify(steps), failures];
    const saved = await this.database.query(SAVE, [id, lease, ...now, keepsLease, dueInMs ?? null]);
    if (saved.length === 0) throw new LeaseLost(`${id} was taken over`);
  }
}

/** Follows from who asks and their key, so that even a log that was lost leads to no second charge. */
export function checkoutIdOf({ principal, key }: Pick<Asking, 'principal' | 'key'>): string {
  return createHash('sha256')
    .update(`${principal.kind}\n${principal.id}\n${key}`)
    .digest('hex')
    .slice(0, ID_DIGITS);
}

const ID_DIGITS = 32;

/** Equal for equal requests: a schema gives its fields in one order. */
export function digestOf(request: PurchaseRequest): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('base64');
}

function leased(rows: Awaited<ReturnType<Database['query']>>): LeasedCheckout | undefined {
  const [row] = rows;
  return row && { ...checkoutFrom(row), lease: String(row['lease']) };
}
