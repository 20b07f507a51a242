/** What roles may do with the audit, its seals and the keys: read, and add to the end. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { UpdateUnitContactDocument } from '../../generated/operations.ts';
import { sealEverything, settled } from '../../support/audit.ts';
import { createWorld, type World } from '../../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  await mall.do(UpdateUnitContactDocument, { unitId: mall.unitId, name: '王小明', mobile: '13812345678' });
  await sealEverything(world);
});

afterAll(() => world[Symbol.asyncDispose]());

/** Runs the statement under the role, and takes it back. */
async function as(role: string, statement: string): Promise<unknown[]> {
  await world.sql('begin');
  try {
    if (role !== 'owner') await world.sql(`set local role qinlin_${role}`);
    return await world.sql(statement);
  } finally {
    await world.sql('rollback');
  }
}

const ROLES = ['reader', 'guarded', 'writer'];
const TABLES = ['data.audit', 'data.audit_seal', 'data.subject_key'];
const ENTRY = `insert into data.audit (id, at, person_id, action, subject_type, subject_id, body, request_id`;
const VALUES = `values (gen_random_uuid(), '2026-11-21', gen_random_uuid(), 'x', 'unit', gen_random_uuid(), '{}', 'x'`;

describe.each(ROLES)('the %s', (role) => {
  test.each(TABLES)('changes, deletes and truncates nothing of %s', async (table) => {
    const columns = await world.sql<{ name: string }>(
      "select column_name as name from information_schema.columns where table_schema || '.' || table_name = $1",
      [table],
    );
    expect(columns.length).toBeGreaterThan(3);
    const changes = columns.map(({ name }) => `update ${table} set ${name} = ${name === 'seq' ? 'default' : name}`);
    for (const statement of [...changes, `delete from ${table}`, `truncate ${table}`])
      await expect(as(role, statement)).rejects.toThrow(/permission denied/);
  });

  test('reads no key', async () => {
    await expect(as(role, 'select * from data.subject_key')).rejects.toThrow(/permission denied/);
    // Were it granted by mistake, there would still be nothing to see.
    await world.sql('begin');
    await world.sql(`grant select on data.subject_key to qinlin_${role}`);
    await world.sql(`set local role qinlin_${role}`);
    expect(await world.sql('select from data.subject_key')).toEqual([]);
    await world.sql('rollback');
    expect(await as('owner', 'select from data.subject_key')).toHaveLength(1);
  });
});

describe.each(['reader', 'guarded'])('the %s', (role) => {
  test('reads entries without what is encrypted, and no seals', async () => {
    const [entry] = await as(role, 'select * from data.audit_entry');
    expect(Object.keys(entry as object)).not.toContain('protected');
    expect(entry).toMatchObject({ action: 'unit:contact-updated', body: {} });
    await expect(as(role, 'select id from data.audit')).rejects.toThrow(/permission denied/);
    await expect(as(role, 'update data.audit_entry set action = action')).rejects.toThrow(/permission denied/);
    await expect(as(role, 'select * from data.audit_seal')).rejects.toThrow(/permission denied/);
  });

  test('neither holds nor erases a subject', async () => {
    const hold =
      "select data.hold_subject_key('contact', gen_random_uuid(), decode(repeat('00', 32), 'hex'), '2026-11-21')";
    const erase = "select data.erase_subject_key('contact', gen_random_uuid())";
    for (const statement of [hold, erase])
      await expect(as(role, statement)).rejects.toThrow(/permission denied for function/);
  });
});

describe('the writer', () => {
  test('adds an entry, but not where', async () => {
    expect(await as('writer', `${ENTRY}) ${VALUES}) returning 1`)).toHaveLength(1);
    await expect(as('writer', `${ENTRY}, tx) ${VALUES}, '3')`)).rejects.toThrow(/permission denied/);
    await expect(as('writer', `${ENTRY}, seq) ${VALUES}, 1)`)).rejects.toThrow(/cannot insert a non-DEFAULT value/);
    await expect(as('writer', `${ENTRY}, seq) overriding system value ${VALUES}, 1)`)).rejects.toThrow(
      /permission denied/,
    );
  });

  /** A second seal, of nothing but what the columns say. */
  const seal = (values: Readonly<Record<string, string>>): string => {
    const last = {
      no: 's.no + 1',
      ...{ first_tx: 's.last_tx', first_seq: 's.last_seq', last_tx: 's.last_tx', last_seq: 's.last_seq' },
      ...{ count: 's.count', leaves: 's.leaves', root: 's.root', previous: 's.hash', hash: 's.hash' },
      sealed_at: 's.sealed_at',
    };
    const columns = { ...last, ...values };
    return `insert into data.audit_seal (${Object.keys(columns).join(', ')})
      select ${Object.values(columns).join(', ')} from data.audit_seal s`;
  };

  test.each([
    ['of another number', { no: 's.no + 2' }, /goes on where the last one ends/],
    ['twice', { no: 's.no' }, /goes on where the last one ends/],
    ['that does not follow', { previous: 's.root' }, /goes on where the last one ends/],
    ['of nothing', {}, /covers every entry since the last one/],
    ['of what is still to come', { last_tx: "'18446744073709551615'" }, /may still be written/],
    ['whose root is not that of its leaves', { root: 's.hash' }, /seal_root_of_leaves|covers every entry/],
  ])('cannot add a seal %s', async (_, values, why) => {
    await expect(as('writer', seal(values))).rejects.toThrow(why);
  });

  test('cannot leave an entry out of a seal', async () => {
    const entries = `${ENTRY}) select gen_random_uuid(), '2026-11-21', gen_random_uuid(), 'x', 'unit', gen_random_uuid(), '{}', 'x'
      from generate_series(1, 3)`;
    await world.sql(entries);
    await settled(world);
    const [one, two, three] = await world
      .sql<{ tx: string; seq: string }>('select e.tx, e.seq from data.audit e order by e.tx desc, e.seq desc limit 3')
      .then((rows) => rows.reverse());
    if (one === undefined || two === undefined || three === undefined) throw new Error('three were written');
    const covering = (first: typeof one, last: typeof one, count: number) =>
      seal({
        ...{ first_tx: `'${first.tx}'::xid8`, first_seq: first.seq, last_tx: `'${last.tx}'::xid8`, last_seq: last.seq },
        ...{ count: String(count), leaves: `decode(repeat('00', ${48 * count}), 'hex')` },
        root: `sha256(decode(repeat('00', ${48 * count}), 'hex'))`,
      });
    for (const [first, last, count] of [
      [two, three, 2],
      [two, three, 3],
      [one, three, 2],
      [one, { ...three, seq: String(Number(three.seq) + 1) }, 3],
    ] as const)
      await expect(as('writer', covering(first, last, count))).rejects.toThrow(/covers every entry since the last one/);
  });
});

describe('the owner of the tables', () => {
  test.each(['data.audit', 'data.audit_seal'])('is refused by %s too', async (table) => {
    const column = table === 'data.audit' ? 'action' : 'no';
    for (const statement of [`update ${table} set ${column} = ${column}`, `delete from ${table}`, `truncate ${table}`])
      await expect(as('owner', statement)).rejects.toThrow(`${table} is append-only`);
  });
});
