/** Whoever changes the past behind every fence, as a superuser for whom no trigger fires, is found and named. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ENTRY_COLUMNS } from '../../../src/data/audit/format.ts';
import { globalId } from '../../../src/domain/ids.ts';
import { UpdateUnitContactDocument } from '../../generated/operations.ts';
import { act, audit, sealEverything, unfenced } from '../../support/audit.ts';
import { there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

let world: World;
/** Three seals of three entries. */
let ids: string[];
let anchors: string[];

const PER_SEAL = 3;

beforeAll(async () => {
  world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  anchors = [];
  for (let seal = 0; seal < 3; seal += 1) {
    for (let i = 1; i < PER_SEAL; i += 1) await act(world, mall);
    const contact = { unitId: mall.unitId, name: `王${seal}`, mobile: '13812345678' };
    await mall.do(UpdateUnitContactDocument, { ...contact, expectedVersion: seal === 0 ? null : seal });
    await sealEverything(world);
    anchors.push(there(/--anchor (\S+)$/.exec((await audit(world)).said)?.[1]));
  }
  ids = (await world.sql<{ id: string }>('select id from data.audit order by tx, seq')).map(({ id }) => id);
  // A copy of everything, to put back after each attempt.
  for (const table of ['audit', 'audit_seal'])
    await world.sql(`create table public.${table} as select * from data.${table}`);
  // With the triggers, whatever else would stand in the way of a superuser.
  await world.sql(`alter table data.audit drop constraint audit_of_one_or_of_time, alter column seq drop identity`);
  await world.sql(`alter table data.audit_seal drop constraint seal_root_of_leaves`);
  await world.sql('drop index data.audit_order');
});

afterAll(() => world[Symbol.asyncDispose]());

/** The id of the entry of that number, from 1. */
const id = (number: number): string => there(ids[number - 1]);
const entry = (number: number): string => `entry ${globalId('audit', id(number))}`;

const COLUMNS = Object.keys(ENTRY_COLUMNS).join(', ');
const putBack = `insert into data.audit (${COLUMNS}) select ${COLUMNS} from public.audit`;

/** Tampers, has it verified, and undoes it. */
async function tampered(statements: readonly string[], ...words: readonly string[]) {
  try {
    await unfenced(world, ...statements);
    return await audit(world, ...words);
  } finally {
    await unfenced(
      world,
      'delete from data.audit',
      'delete from data.audit_seal',
      putBack,
      'insert into data.audit_seal select * from public.audit_seal',
    );
    expect(await audit(world)).toMatchObject({ code: 0, said: expect.stringContaining('9 entries in 3 seals') });
  }
}

const fault = (seal: number, place: string, what: string) => ({
  code: 1,
  said: expect.stringContaining(
    `The audit chain is at fault: seal ${seal}${place === '' ? '' : `, ${place}`}: ${what}.`,
  ),
});

describe('the chain', () => {
  test('is good as it was sealed, and contains every seal that was kept elsewhere', async () => {
    const { code, said } = await audit(world, ...anchors.flatMap((anchor) => ['--anchor', anchor]));
    expect(code).toBe(0);
    expect(said).toContain('审计链完好：3 个封条，9 条记录。');
    expect(said).toContain('Nothing is unsealed.');
  });

  const another: Readonly<Record<string, string>> = {
    id: 'gen_random_uuid()',
    seq: 'seq + 1000',
    tx: '(tx::text::bigint + 1000000)::text::xid8',
    at: "at + interval '1 millisecond'",
    person_id: 'gen_random_uuid()',
    app_id: 'gen_random_uuid()',
    unit_id: 'gen_random_uuid()',
    alliance_id: 'gen_random_uuid()',
    action: "action || ' '",
    subject_type: "'offer'",
    subject_id: 'gen_random_uuid()',
    body: `'{"a": 1}'`,
    request_id: "''",
    protected: `'[]'`,
  };

  test.each(Object.keys(ENTRY_COLUMNS))('names the entry whose %s was changed', async (column) => {
    const became = await tampered([
      `update data.audit set ${column} = ${there(another[column])} where id = '${id(5)}'`,
    ]);
    const what =
      { id: 'the entry was sealed and is missing', tx: 'the entry is not where it was sealed' }[column] ??
      'the entry is not as it was sealed';
    expect(became).toEqual(fault(2, entry(5), what));
    expect(became.said).toContain('What comes before that is good: 3 entries in 1 seals.');
  });

  test('names the entry from which something was taken away', async () => {
    for (const column of ['unit_id', 'protected']) {
      const became = await tampered([`update data.audit set ${column} = null where id = '${id(6)}'`]);
      expect(became).toEqual(fault(2, entry(6), 'the entry is not as it was sealed'));
    }
  });

  test.each([
    ['in the middle of a seal', 5, 2],
    ['at the beginning of the chain', 1, 1],
    ['at the end of a seal', 6, 2],
    ['at the end of the chain', 9, 3],
  ])('names an entry that was deleted %s', async (_, number, seal) => {
    const became = await tampered([`delete from data.audit where id = '${id(number)}'`]);
    expect(became).toEqual(fault(seal, entry(number), 'the entry was sealed and is missing'));
  });

  test('names the first of all when everything was deleted', async () => {
    const became = await tampered(['delete from data.audit']);
    expect(became).toEqual(fault(1, entry(1), 'the entry was sealed and is missing'));
  });

  /** Two entries change places. */
  const swapped = (one: number, other: number): string[] => [
    `update data.audit a set tx = b.tx, seq = b.seq from public.audit b
     where (a.id, b.id) in (('${id(one)}', '${id(other)}'), ('${id(other)}', '${id(one)}'))`,
  ];

  test('names the first of two that were swapped, in one seal or over two', async () => {
    expect(await tampered(swapped(4, 5))).toEqual(fault(2, entry(4), 'the entry is not where it was sealed'));
    expect(await tampered(swapped(2, 8))).toEqual(fault(1, entry(2), 'the entry is not where it was sealed'));
  });

  test('names an entry that was put among those of a seal', async () => {
    const put = (at: number, way: string, as: string) =>
      `insert into data.audit (id, at, person_id, action, subject_type, subject_id, body, request_id, tx, seq)
       select '${as}', at, person_id, action, subject_type, subject_id, body, request_id,
       (tx::text::bigint ${way})::text::xid8, 5000 from data.audit where id = '${id(at)}'`;
    const stranger = '019aa000-0000-7000-8000-000000000000';
    const added = `entry ${globalId('audit', stranger)}`;
    // In the transaction of the fourth, after it; before the first; behind the last of a seal.
    for (const [at, way, seal] of [
      [4, '+ 0', 2],
      [1, '- 1', 1],
      [6, '+ 0', 3],
    ] as const) {
      const became = await tampered([put(at, way, stranger)]);
      expect(became).toEqual(fault(seal, added, 'the entry was added among what was sealed'));
    }
  });
});

describe('the seals', () => {
  const another: Readonly<Record<string, string>> = {
    no: 'no + 10',
    first_tx: "'3'",
    first_seq: 'first_seq + 1',
    last_tx: "'4'",
    last_seq: 'last_seq + 1',
    count: 'count - 1',
    leaves: "overlay(leaves placing '\\x00'::bytea from 20)",
    root: 'sha256(root)',
    previous: 'sha256(previous)',
    hash: 'sha256(hash)',
    sealed_at: "sealed_at + interval '1 day'",
  };

  test('have no column that is not covered', async () => {
    const columns = await world.sql<{ name: string }>(
      "select column_name as name from information_schema.columns where table_schema = 'data' and table_name = 'audit_seal'",
    );
    expect(columns.map(({ name }) => name).sort()).toEqual(Object.keys(another).sort());
  });

  test.each(Object.keys(another))('are named when their %s was rewritten', async (column) => {
    const became = await tampered([`update data.audit_seal set ${column} = ${there(another[column])} where no = 2`]);
    const what = column === 'no' ? 'the seal is missing' : 'the seal does not fit its own hash';
    expect(became).toEqual(fault(2, '', what));
  });

  test('are missed when one is gone', async () => {
    expect(await tampered(['delete from data.audit_seal where no = 1'])).toEqual(fault(1, '', 'the seal is missing'));
    expect(await tampered(['delete from data.audit_seal where no = 2'])).toEqual(fault(2, '', 'the seal is missing'));
  });

  test('cut off at the end are missed by whoever kept one of them elsewhere', async () => {
    const cut = ['delete from data.audit_seal where no > 1'];
    const unnoticed = await tampered(cut, '--anchor', there(anchors[0]));
    expect(unnoticed).toEqual({ code: 0, said: expect.stringContaining('Not sealed yet: 6 entries') });
    const noticed = await tampered(cut, '--anchor', there(anchors[2]));
    expect(noticed).toEqual(fault(3, '', 'the seal that the anchor names is missing'));
    // Sealed anew it would be a chain as good as any.
    expect(await tampered([...cut], '--seal', '--anchor', there(anchors[1]))).toEqual(
      fault(2, '', 'the seal is not the one of the anchor: the chain was rewritten'),
    );
  });

  test('rewritten from the beginning are found by an anchor alone', async () => {
    const rewritten = [
      "update data.audit set action = 'test:nothing' where action = 'test:done'",
      'delete from data.audit_seal',
    ];
    expect(await tampered(rewritten, '--seal')).toMatchObject({ code: 0 });
    for (const anchor of anchors) {
      const became = await tampered(rewritten, '--seal', '--anchor', anchor);
      expect(became.code).toBe(1);
      expect(became.said).toMatch(/the chain was rewritten|that the anchor names is missing/);
    }
  });

  test('one of which was made anew, with all it covers, do not go on with the next', async () => {
    const others = `id in ('${id(7)}', '${id(8)}', '${id(9)}')`;
    const changed = `update data.audit set request_id = 'other' where id = '${id(4)}'`;
    await unfenced(
      world,
      'delete from data.audit_seal where no > 1',
      `delete from data.audit where ${others}`,
      changed,
    );
    await sealEverything(world);
    const became = await tampered([
      `${putBack} where ${others}`,
      'insert into data.audit_seal select * from public.audit_seal where no = 3',
    ]);
    expect(became).toEqual(fault(3, '', 'the seal does not follow from the one before it'));
    expect(became.said).toContain('What comes before that is good: 6 entries in 2 seals.');
  });
});
