/** A database of before agreements had editions: those that stand get their parties and the text that they would have now. */
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { clientConfig, type Database } from '../../src/data/database.ts';
import { migrate, openOrm } from '../../src/data/orm.ts';
import { canonicalText, type Terms } from '../../src/domain/exchange/terms.ts';
import { addressOf, testRun } from '../support/server.ts';

const name = `qinlin_test_editions_${randomBytes(4).toString('hex')}`;
const database: Database = { address: addressOf(testRun()), name, statementTimeoutMs: 30_000 };
const admin = new pg.Client(clientConfig({ ...database, name: 'postgres' }, 'owner'));
const owner = new pg.Client(clientConfig(database, 'owner'));

beforeAll(async () => {
  await admin.connect();
  await admin.query(`create database ${name}`);
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
});

const idOf = (n: number): string => `01900000-0000-7000-8000-0000000000${10 + n}`;
const unitOf = (n: number): string => `unit_${idOf(n).replaceAll('-', '')}`;
const [MALL, COMMUNITY, ALLIANCE, NEED, MATCH, AGREEMENT, GIVEN, RETURNED] = [1, 2, 3, 4, 5, 6, 7, 8].map(idOf);
const TITLE = '大厅 "A\\B"\t二楼';

test('the text is the one that the same terms are given today, and whose signature is awaited is known', async () => {
  const orm = await openOrm(database, 'owner', [], 2);
  await orm.migrator.up({ to: '20261126040000-exchange-lapsed-on-record' });
  await orm.close();
  await owner.query("set session_replication_role = 'replica'");
  for (const [i, unit] of [MALL, COMMUNITY].entries()) {
    await owner.query(
      `insert into directory.unit (id, kind, name, short_name, former_names, created_at) values ($1, 'MALL', $2, $2, '{}', '2026-11-01')`,
      [unit, `单位 ${i}`],
    );
  }
  await owner.query(
    `insert into exchange.match (id, alliance_id, need_id, supplier_unit_id, demander_unit_id, created_by_unit_id, origin, quantity, quantity_unit,
       state, supplier_accepted_at, demander_accepted_at, created_at)
     values ($1, $2, $3, $4, $5, $4, 'CLAIM', 1, '场', 'AGREED', '2026-11-02', '2026-11-03', '2026-11-02')`,
    [MATCH, ALLIANCE, NEED, MALL, COMMUNITY],
  );
  await owner.query(
    `insert into exchange.agreement (id, alliance_id, match_id, title, supplier_unit_id, demander_unit_id, state, created_at)
     values ($1, $2, $3, $4, $5, $6, 'PENDING_SIGNATURES', '2026-11-03')`,
    [AGREEMENT, ALLIANCE, MATCH, TITLE, MALL, COMMUNITY],
  );
  const commitment = `insert into exchange.commitment (id, agreement_id, from_unit_id, to_unit_id, title, quantity, quantity_unit, due_at, state, rank)
    values ($1, $2, $3, $4, $5, $6, $7, $8, 'OPEN', $9)`;
  await owner.query(commitment, [
    GIVEN,
    AGREEMENT,
    MALL,
    COMMUNITY,
    TITLE,
    '1.5000',
    '场',
    '2026-12-01T11:30:00.120Z',
    1,
  ]);
  await owner.query(commitment, [
    RETURNED,
    AGREEMENT,
    COMMUNITY,
    MALL,
    '志愿服务',
    '20',
    '小时',
    '2026-12-01T16:00:00Z',
    2,
  ]);
  await owner.query("insert into exchange.signature values ($1, $2, '2026-11-04')", [AGREEMENT, MALL]);
  await owner.query("set session_replication_role = 'origin'");

  await migrate(database);

  const [mall, community] = [unitOf(1), unitOf(2)];
  const promise = { action: 'DELIVER_SERVICE', recurrence: null } as const;
  const terms: Terms = {
    title: TITLE,
    parties: [
      { unit: mall, role: '供给方', mustSign: true },
      { unit: community, role: '需求方', mustSign: true },
    ],
    commitments: [
      {
        ...{ ...promise, from: mall, to: community, title: TITLE, quantity: { value: '1.5', unit: '场' } },
        dueAt: '2026-12-01T19:30:00.120+08:00',
      },
      {
        ...{ ...promise, from: community, to: mall, title: '志愿服务', quantity: { value: '20', unit: '小时' } },
        dueAt: '2026-12-02T00:00:00+08:00',
      },
    ],
    clauses: [],
    validFrom: null,
    validThrough: null,
    confirmWithinDays: null,
  };
  const canonical = canonicalText(terms);
  const hash = createHash('sha256').update(canonical, 'utf8').digest('hex');
  expect(
    (await owner.query('select number, canonical, hash, proposed_by_unit_id from exchange.agreement_edition')).rows,
  ).toEqual([{ number: 1, canonical, hash, proposed_by_unit_id: MALL }]);
  expect((await owner.query('select unit_id, edition, hash from exchange.signature')).rows).toEqual([
    { unit_id: MALL, edition: 1, hash },
  ]);
  const parties = 'select unit_id, awaits_signature from exchange.agreement_party order by rank';
  expect((await owner.query(parties)).rows).toEqual([
    { unit_id: MALL, awaits_signature: false },
    { unit_id: COMMUNITY, awaits_signature: true },
  ]);
});
