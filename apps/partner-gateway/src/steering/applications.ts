import type { Kysely, Selectable } from 'kysely';
import type { Status, Tables } from '../database/tables.js';
import type { Step } from './act.js';
import { ActConflict, UnknownRecord } from './act-refused.js';
import { needPartner } from './partners.js';
import { needPlan } from './plans.js';

/** A program of a partner's. */
export interface Application {
  readonly id: string;
  readonly partnerId: string;
  readonly name: string;
  readonly plan: string;
  readonly status: Status;
  readonly madeAt: Date;
}

const MAX_ID = 60;

export const createApplication =
  (asked: Pick<Application, 'partnerId' | 'name' | 'plan'>): Step<Application & { isNew: boolean }> =>
  async (tables) => {
    const { partnerId, name, plan } = asked;
    await needPartner(tables, partnerId);
    await needPlan(tables, plan);
    const there = (await listApplications(tables, partnerId)).find((one) => one.name === name);
    if (there && there.plan !== plan)
      throw new ActConflict(`there is ${there.id} already, whose plan is ${there.plan}: change its plan`);
    if (there) return { result: { ...there, isNew: false }, act: undefined };
    const id = await freeId(tables, `${partnerId}-${inLetters(name)}`);
    const row = await tables
      .insertInto('applications')
      .values({ id, partner_id: partnerId, name, plan })
      .returningAll()
      .executeTakeFirstOrThrow();
    const act = { action: 'application.create', partnerId, applicationId: id, plan, after: { name, plan } };
    return { result: { ...applicationOf(row), isNew: true }, act };
  };

export const changePlanOfApplication =
  (id: string, plan: string): Step<Application> =>
  async (tables) => {
    const before = await needApplication(tables, id);
    await needPlan(tables, plan);
    return change(tables, before, { plan }, 'application.change-plan');
  };

export const setStatusOfApplication =
  (id: string, status: Status): Step<Application> =>
  async (tables) => {
    const before = await needApplication(tables, id);
    const action = status === 'suspended' ? 'application.suspend' : 'application.resume';
    return change(tables, before, { status }, action);
  };

export async function needApplication(tables: Kysely<Tables>, id: string): Promise<Application> {
  const row = await tables.selectFrom('applications').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new UnknownRecord(`there is no application ${id}`);
  return applicationOf(row);
}

/** All of them, or those of one partner. */
export async function listApplications(tables: Kysely<Tables>, partnerId?: string): Promise<Application[]> {
  let query = tables.selectFrom('applications').selectAll().orderBy('id');
  if (partnerId !== undefined) query = query.where('partner_id', '=', partnerId);
  return (await query.execute()).map(applicationOf);
}

async function change(
  tables: Parameters<Step<Application>>[0],
  before: Application,
  changes: { plan: string } | { status: Status },
  action: string,
): ReturnType<Step<Application>> {
  const [[field, value] = ['', '']] = Object.entries(changes);
  const old = before[field as 'plan' | 'status'];
  if (old === value) return { result: before, act: undefined };
  const row = await tables
    .updateTable('applications')
    .set(changes)
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const result = applicationOf(row);
  const of = { partnerId: result.partnerId, applicationId: result.id, plan: result.plan };
  return { result, act: { action, ...of, before: { [field]: old }, after: changes } };
}

/** An id that people can read and type: `acme-stock-sync`. */
function inLetters(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'application';
}

async function freeId(tables: Kysely<Tables>, wanted: string): Promise<string> {
  const beginning = wanted.slice(0, MAX_ID).replace(/-+$/, '');
  const taken = await tables
    .selectFrom('applications')
    .select('id')
    .where('id', 'like', `${beginning.replace(/[\\%_]/g, '\\$&')}%`)
    .execute();
  const ids = new Set(taken.map(({ id }) => id));
  let id = beginning;
  for (let number = 2; ids.has(id); number += 1) id = `${beginning}-${number}`;
  return id;
}

function applicationOf(row: Selectable<Tables['applications']>): Application {
  const { id, partner_id: partnerId, name, plan, status, made_at: madeAt } = row;
  return { id, partnerId, name, plan, status, madeAt };
}
