/** A contact that is removed is gone, from the record too; the unit goes on without one, or with another. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/domain/ids.ts';
import { ContactOfDocument, RemoveUnitContactDocument, UpdateUnitContactDocument } from '../../generated/operations.ts';
import { audit, sealEverything } from '../../support/audit.ts';
import type { AllianceOfTest } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../story.ts';

let world: World;
let red: AllianceOfTest<'street' | 'mall' | 'community' | 'bank'>;

beforeAll(async () => {
  world = await createWorld();
  red = await world.alliance('五色', 'street', 'mall', 'community', 'bank');
});

afterAll(() => world[Symbol.asyncDispose]());

const WANG = { name: '王小明', mobile: '13812345678' };
const LI = { name: '李小红', mobile: '13912345679' };
const LEFT = '联系人离职';

/** What the record of the unit says under protection, entry by entry, as an operator reads it. */
async function told(unit: string): Promise<(string | undefined)[]> {
  const rows = await world.sql<{ id: string }>(
    "select id from data.audit where action = 'unit:contact-updated' and subject_id = $1 order by seq",
    [unit],
  );
  const entries = [];
  for (const { id } of rows)
    entries.push((await audit(world, '--entry', globalId('audit', id))).said.split('\n').at(-1));
  return entries;
}

describe('a contact that is removed', () => {
  test('reads as where there never was one, to everybody, and is in no table and no record', async () => {
    const { mall, bank, community, street } = red;
    const { unitId } = mall;
    await mall.do(UpdateUnitContactDocument, { unitId, ...WANG });
    await mall.do(UpdateUnitContactDocument, { unitId, ...LI, expectedVersion: 1 });
    await sealEverything(world);
    const { unit } = await mall.do(RemoveUnitContactDocument, { unitId, expectedVersion: 2, reason: LEFT });
    expect(unit).toEqual({ id: unitId, contact: { disclosure: 'FULL', name: null, mobile: null, version: null } });
    for (const who of [mall, community, street, street.withoutHat()]) {
      const seen = async (of: string) => (await who.ask(ContactOfDocument, { unitId: of })).unit?.contact;
      const [removed, never] = [await seen(unitId), await seen(bank.unitId)];
      expect({ ...removed, disclosure: null }).toEqual({ ...never, disclosure: null });
    }
    for (const table of ['unit_contact', 'unit_contact_mask']) {
      expect(await world.sql(`select from directory.${table} where unit_id = $1`, [mall.unit])).toEqual([]);
    }
    const erased = `contact ${unitId}: 已擦除 erased`;
    expect(await told(there(mall.unit))).toEqual([erased, erased]);
    expect(await world.sql('select from data.subject_key where subject_id = $1', [mall.unit])).toEqual([]);
    await sealEverything(world);
    expect((await audit(world)).code).toBe(0);
    const record = await world.sql(
      "select action, unit_id, subject_type, body from data.audit where action in ('unit:contact-removed', 'subject:erased')",
    );
    const of = { unit_id: mall.unit, subject_type: 'unit' };
    expect(record).toHaveLength(2);
    expect(record).toContainEqual({ ...of, action: 'subject:erased', body: { subject: 'contact' } });
    expect(record).toContainEqual({ ...of, action: 'unit:contact-removed', body: {} });
    expect(await world.sql('select * from directory.unit_contact_removal')).toEqual([
      { unit_id: mall.unit, version: 2, reason: LEFT, removed_at: world.clock.now() },
    ]);
    const kept = await world.sql(
      'select to_jsonb(a) as row from data.audit a union all select to_jsonb(o) from data.outbox o',
    );
    const keys = await world.sql('select * from data.idempotency');
    expect(JSON.stringify([kept, keys]) + world.log.join('')).not.toMatch(/小明|小红|1381234|1391234/);
  });

  test('makes room for another, which counts on: who saw the one of before does not edit it', async () => {
    const { community } = red;
    const { unitId } = community;
    await community.do(UpdateUnitContactDocument, { unitId, ...WANG });
    await community.do(RemoveUnitContactDocument, { unitId, expectedVersion: 1, reason: LEFT });
    const late = { unitId, ...WANG, expectedVersion: 1 };
    expect(await community.refused(UpdateUnitContactDocument, late)).toMatchObject({ code: 'VERSION_CONFLICT' });
    const { unit } = await community.do(UpdateUnitContactDocument, { unitId, ...LI, expectedVersion: null });
    expect(unit?.contact).toEqual({ disclosure: 'FULL', name: '李小红', mobile: '+8613912345679', version: 2 });
    expect(await community.refused(UpdateUnitContactDocument, late)).toMatchObject({ code: 'VERSION_CONFLICT' });
    const again = { unitId, expectedVersion: 1, reason: LEFT };
    expect(await community.refused(RemoveUnitContactDocument, again)).toMatchObject({ code: 'VERSION_CONFLICT' });
    const [first, second] = await told(there(community.unit));
    expect(first).toContain('已擦除 erased');
    expect(second).toContain('李小红');
    await community.do(RemoveUnitContactDocument, { ...again, expectedVersion: 2 });
    expect(await told(there(community.unit))).toEqual([first, first]);
  });

  test('is removed once by one key', async () => {
    const { bank } = red;
    const { unitId } = bank;
    await bank.do(UpdateUnitContactDocument, { unitId, ...WANG });
    const input = { unitId, expectedVersion: 1, reason: LEFT };
    const key = world.key();
    expect(await bank.act(RemoveUnitContactDocument, input, key)).toMatchObject({ replayed: false, userErrors: [] });
    expect(await bank.act(RemoveUnitContactDocument, input, key)).toMatchObject({ replayed: true, userErrors: [] });
    const other = await bank.refused(RemoveUnitContactDocument, input);
    expect(other).toMatchObject({ code: 'VERSION_CONFLICT' });
  });
});

describe('a contact is not removed', () => {
  test('by others, where there is none, at another version, or with a reason that tells of somebody', async () => {
    const { street, mall, uuid } = red;
    const { unitId } = street;
    const input = { unitId, expectedVersion: 1, reason: LEFT };
    expect(await street.refused(RemoveUnitContactDocument, input)).toMatchObject({ code: 'VERSION_CONFLICT' });
    await street.do(UpdateUnitContactDocument, { unitId, ...WANG });
    const app = await world.people.app(there(street.unit), uuid, ['contacts:read']);
    for (const who of [mall, app]) {
      expect(await who.refused(RemoveUnitContactDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    }
    const stale = { ...input, expectedVersion: 2 };
    expect(await street.refused(RemoveUnitContactDocument, stale)).toMatchObject({ code: 'VERSION_CONFLICT' });
    const telling = { ...input, reason: '联系人王小明，手机已停用' };
    expect(await street.refused(RemoveUnitContactDocument, telling)).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'reason'],
    });
    expect((await street.ask(ContactOfDocument, { unitId })).unit?.contact).toMatchObject({ name: '王小明' });
    expect((await told(there(street.unit)))[0]).toContain('王小明');
  });

  test('by the writer itself but through its function, of the unit acted for', async () => {
    const { mall, street } = red;
    const { sql, clock } = world;
    const as = async (person: string | null, statement: string) => {
      await sql('begin');
      try {
        await sql('set local role qinlin_writer');
        await sql('select from rights.enter($1::uuid, null, null, null, null, $2::timestamptz)', [person, clock.now()]);
        return await sql(statement);
      } finally {
        await sql('rollback');
      }
    };
    const remove = `select directory.remove_contact('${there(street.unit)}') as removed`;
    expect(await as(mall.person, remove)).toEqual([{ removed: false }]);
    expect(await as(null, remove)).toEqual([{ removed: false }]);
    expect(await as(street.person, remove)).toEqual([{ removed: true }]);
    for (const table of ['unit_contact', 'unit_contact_mask', 'unit_contact_removal']) {
      await expect(as(street.person, `delete from directory.${table}`)).rejects.toThrow(/permission denied/);
    }
    const removals = "update directory.unit_contact_removal set reason = '别的'";
    await expect(as(street.person, removals)).rejects.toThrow(/permission denied/);
    const anew = `insert into directory.unit_contact values ('${there(mall.unit)}', '甲', '+8613800000000', false, 1) returning version`;
    expect(await as(mall.person, anew)).toEqual([{ version: 3 }]);
  });
});
