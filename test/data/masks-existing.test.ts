/** A database of before the masks failed closed: what was shown too freely is masked anew. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { clientConfig, type Database } from '../../src/data/database.ts';
import { migrate, openOrm } from '../../src/data/orm.ts';
import { addressOf, testRun } from '../support/server.ts';

const name = `qinlin_test_masks_${randomBytes(4).toString('hex')}`;
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

const UNIT = '01900000-0000-7000-8000-000000000001';
const idOf = (n: number): string => `01900000-0000-7000-8000-0000000000${10 + n}`;

/** What was kept of an address, and what is kept from now on. */
const addresses: readonly (readonly [before: string, after: string | null])[] = [
  ['虞波社区阳光花园', '虞波社区阳光花园'],
  ['五里牌村', '五里牌村'],
  ['阳光花园叁幢', null],
  ['阳光花园，501', null],
  ['Room 501, Sunshine Garden', null],
  ['老王那儿', null],
];

test('contacts are masked anew, and addresses and places that may lead to a door are hidden', async () => {
  const orm = await openOrm(database, 'owner', [], 2);
  await orm.migrator.up({ to: '20261121002020-data-hashes-of-the-erased' });
  await orm.close();
  // Superusers are under no policy; the migration itself is run as whoever owns the tables.
  await owner.query(
    `insert into directory.unit (id, kind, name, short_name, former_names, created_at)
     values ('${UNIT}', 'MALL', '某商场', '某', '{}', '2026-11-01')`,
  );
  await owner.query(
    `insert into directory.unit_contact (unit_id, name, mobile, is_fictitious) values ('${UNIT}', ' 呼延小明', '+85291234567', false)`,
  );
  await owner.query("set session_replication_role = 'replica'");
  for (const [n, [address]] of addresses.entries()) {
    const of = [idOf(n), idOf(n), UNIT];
    await owner.query(
      `insert into exchange.beneficiary (id, need_id, owner_unit_id, name) values ($1, $2, $3, ' 王小明')`,
      of,
    );
    const masked = 'insert into exchange.beneficiary_mask (id, need_id, owner_unit_id, name, address, version)';
    await owner.query(`${masked} values ($1, $2, $3, ' **', $4, 1)`, [...of, address]);
    const need = `insert into exchange.need (id, owner_unit_id, category, title, description, quantity, quantity_unit,
      place_name, place_masked, visibility, state, published_at)`;
    const values = "'goods.daily', '甲', '乙', 1, '台', $3, $3, 'PUBLIC', 'PUBLISHED', '2026-11-21'";
    await owner.query(`${need} values ($1, $2, ${values})`, [idOf(n), UNIT, address]);
  }
  await owner.query("set session_replication_role = 'origin'");
  const contact = 'select name, mobile from directory.unit_contact_mask';
  expect((await owner.query(contact)).rows).toEqual([{ name: ' **', mobile: '+852****4567' }]);

  await migrate(database);

  expect((await owner.query(contact)).rows).toEqual([{ name: '呼延**', mobile: '****' }]);
  const persons = await owner.query('select name, address from exchange.beneficiary_mask order by id');
  expect(persons.rows).toEqual(addresses.map(([, address]) => ({ name: '王**', address })));
  const places = await owner.query<{ place_masked: string | null }>(
    'select place_masked from exchange.need order by id',
  );
  // Of public places the database does not know what they are called: what holds no figure stays.
  expect(places.rows.map((row) => row.place_masked)).toEqual(
    addresses.map(([before, after]) => (before === '老王那儿' ? before : after)),
  );
  // What keeps the words of a need as they are, by the names it has now.
  const triggers = await owner.query(
    "select tgname, tgenabled from pg_trigger where tgname in ('need_changes', 'need_place_follows_words') order by tgname",
  );
  expect(triggers.rows).toEqual([
    { tgname: 'need_changes', tgenabled: 'O' },
    { tgname: 'need_place_follows_words', tgenabled: 'O' },
  ]);
});
