import type { Kysely, Selectable } from 'kysely';
import type { Status, Tables } from '../database/tables.js';
import type { Step } from './act.js';
import { ActConflict, UnknownRecord } from './act-refused.js';

export interface Partner {
  /** What services know it by. */
  readonly id: string;
  readonly name: string;
  readonly status: Status;
  readonly madeAt: Date;
}

export const createPartner =
  ({ id, name }: Pick<Partner, 'id' | 'name'>): Step<Partner & { isNew: boolean }> =>
  async (tables) => {
    const there = await findPartner(tables, id);
    if (there && there.name !== name)
      throw new ActConflict(`there is a partner ${id} already, whose name is ${there.name}`);
    if (there) return { result: { ...there, isNew: false }, act: undefined };
    const row = await tables
      .insertInto('partners')
      .values({ id, name })
      .returningAll()
      .executeTakeFirstOrThrow();
    const result = { ...partnerOf(row), isNew: true };
    return { result, act: { action: 'partner.create', partnerId: id, after: { name } } };
  };

export const setStatusOfPartner =
  (id: string, status: Status): Step<Partner> =>
  async (tables) => {
    const before = await needPartner(tables, id);
    if (before.status === status) return { result: before, act: undefined };
    const row = await tables
      .updateTable('partners')
      .set({ status })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const action = status === 'suspended' ? 'partner.suspend' : 'partner.resume';
    const act = { action, partnerId: id, before: { status: before.status }, after: { status } };
    return { result: partnerOf(row), act };
  };

export async function needPartner(tables: Kysely<Tables>, id: string): Promise<Partner> {
  const partner = await findPartner(tables, id);
  if (!partner) throw new UnknownRecord(`there is no partner ${id}`);
  return partner;
}

export async function listPartners(tables: Kysely<Tables>): Promise<Partner[]> {
  return (await tables.selectFrom('partners').selectAll().orderBy('id').execute()).map(partnerOf);
}

async function findPartner(tables: Kysely<Tables>, id: string): Promise<Partner | undefined> {
  const row = await tables.selectFrom('partners').selectAll().where('id', '=', id).executeTakeFirst();
  return row && partnerOf(row);
}

function partnerOf({ id, name, status, made_at }: Selectable<Tables['partners']>): Partner {
  return { id, name, status, madeAt: made_at };
}
