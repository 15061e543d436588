import { isDeepStrictEqual } from 'node:util';
import { InvalidInput } from '@frontdesk/gateway';
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from '../database/tables.js';
import type { Step } from './act.js';
import { ActConflict, UnknownRecord } from './act-refused.js';

/** How much an application may ask, and for what. */
export interface Terms {
  /** The most requests in each window. */
  readonly rate: { readonly limit: number; readonly windowMs: number };
  /** The most requests of one second. */
  readonly burst: number;
  readonly quotaPerMonth: number;
  readonly scopes: readonly string[];
}

export interface Plan extends Terms {
  readonly name: string;
  readonly madeAt: Date;
}

export const createPlan =
  (name: string, terms: Terms): Step<Plan & { isNew: boolean }> =>
  async (tables) => {
    const there = await findPlan(tables, name);
    if (there && !isDeepStrictEqual(termsOf(there), terms))
      throw new ActConflict(`there is a plan ${name} already, with other terms: change that one`);
    if (there) return { result: { ...there, isNew: false }, act: undefined };
    const row = await tables
      .insertInto('plans')
      .values({ name, ...columnsOf(terms) })
      .returningAll()
      .executeTakeFirstOrThrow();
    const result = { ...planOf(row), isNew: true };
    return { result, act: { action: 'plan.create', plan: name, after: terms } };
  };

export const changePlan =
  (name: string, changes: Partial<Terms>): Step<Plan> =>
  async (tables) => {
    const before = await findPlan(tables, name);
    if (!before) throw new UnknownRecord(`there is no plan ${name}`);
    const terms = { ...termsOf(before), ...changes };
    if (isDeepStrictEqual(termsOf(before), terms)) return { result: before, act: undefined };
    const row = await tables
      .updateTable('plans')
      .set(columnsOf(terms))
      .where('name', '=', name)
      .returningAll()
      .executeTakeFirstOrThrow();
    const act = { action: 'plan.change', plan: name, before: termsOf(before), after: terms };
    return { result: planOf(row), act };
  };

export async function findPlan(tables: Kysely<Tables>, name: string): Promise<Plan | undefined> {
  const row = await tables.selectFrom('plans').selectAll().where('name', '=', name).executeTakeFirst();
  return row && planOf(row);
}

/** Fails where a plan that somebody is to have is not there. */
export async function needPlan(tables: Kysely<Tables>, name: string): Promise<void> {
  if (!(await findPlan(tables, name)))
    throw new InvalidInput([{ in: 'body', field: 'plan', detail: `is not there: ${name}` }]);
}

export async function listPlans(tables: Kysely<Tables>): Promise<Plan[]> {
  return (await tables.selectFrom('plans').selectAll().orderBy('name').execute()).map(planOf);
}

function termsOf({ rate, burst, quotaPerMonth, scopes }: Terms): Terms {
  return { rate, burst, quotaPerMonth, scopes };
}

function columnsOf({ rate, burst, quotaPerMonth, scopes }: Terms) {
  return {
    rate_limit: rate.limit,
    rate_window_ms: rate.windowMs,
    burst,
    quota_per_month: quotaPerMonth,
    scopes: [...scopes],
  };
}

function planOf(row: Selectable<Tables['plans']>): Plan {
  return {
    name: row.name,
    rate: { limit: row.rate_limit, windowMs: row.rate_window_ms },
    burst: row.burst,
    quotaPerMonth: Number(row.quota_per_month),
    scopes: row.scopes,
    madeAt: row.made_at,
  };
}
