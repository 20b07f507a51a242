/** A database whose owner is no superuser: what it may not do is said with the statement that lets it. */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { clientConfig, type Address, type Database } from '../../src/data/database.ts';
import { checkRoles } from '../../src/data/open.ts';
import { migrate } from '../../src/data/orm.ts';
import { addressOf, testRun } from '../support/server.ts';

const name = `qinlin_test_owner_${randomBytes(4).toString('hex')}`;
const address = addressOf(testRun());
const admin = new pg.Client(clientConfig({ address, name: 'postgres', statementTimeoutMs: 30_000 }, 'owner'));
const database: Database = { address: asOwner(address), name, statementTimeoutMs: 30_000 };

function asOwner(at: Address): Address {
  if (!('connectionString' in at)) return { ...at, user: name };
  const url = new URL(at.connectionString);
  [url.username, url.password] = [name, name];
  return { connectionString: url.href };
}

beforeAll(async () => {
  await admin.connect();
  await admin.query(`create role ${name} login password '${name}'`);
  await admin.query(`create database ${name} owner ${name}`);
});

afterAll(async () => {
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`drop role ${name}`);
  await admin.end();
});

test('an owner whose roles somebody else made is told the grant, and works under them once it has it', async () => {
  const grant = `GRANT qinlin_reader, qinlin_guarded, qinlin_writer TO "${name}"`;
  await expect(migrate(database)).rejects.toThrow(grant);
  await admin.query(grant);
  expect((await migrate(database)).length).toBeGreaterThan(4);
  await checkRoles(database);
});

test('an owner who made the roles and does not have them yet takes them', async () => {
  await admin.query(`revoke qinlin_reader from ${name}`);
  await expect(checkRoles(database)).rejects.toThrow('GRANT qinlin_reader');
  const { rows } = await admin.query<{ version: string }>("select current_setting('server_version_num') as version");
  const how = Number(rows[0]?.version) >= 160_000 ? 'with admin true, set false, inherit false' : 'with admin option';
  await admin.query(`grant qinlin_reader to ${name} ${how}`);
  await checkRoles(database);
});

test('an owner who is no superuser erases a beneficiary of the unit acted for, and is shown no other', async () => {
  const owner = new pg.Client(clientConfig(database, 'owner'));
  const superuser = new pg.Client(clientConfig({ ...database, address }, 'owner'));
  await Promise.all([owner.connect(), superuser.connect()]);
  try {
    const [id, need, unit, consent] = Array.from({ length: 4 }, () => randomUUID());
    // Neither need nor unit is there: this is about policies.
    await superuser.query('set session_replication_role = replica');
    for (const table of ['beneficiary', 'beneficiary_mask']) {
      await superuser.query(
        `insert into exchange.${table} (id, need_id, owner_unit_id, name, version) values ($1, $2, $3, '王**', 1)`,
        [id, need, unit],
      );
    }
    await superuser.query(
      `insert into access.consent (id, subject_type, subject_id, unit_id, purpose, evidence, given_at, valid)
       values ($1, 'beneficiary', $2, $3, 'care.meals', '当面同意', '2026-11-21', '[2026-11-21,)')`,
      [consent, id, unit],
    );
    const erasedFor = async (acting: string | undefined) => {
      await owner.query('begin');
      await owner.query(`select set_config('qinlin.unit', $1, true)`, [acting]);
      const seen = await owner.query('select from exchange.beneficiary');
      await owner.query('set local role qinlin_writer');
      const { rows } = await owner.query<{ erased: boolean }>('select exchange.erase_beneficiary($1) as erased', [id]);
      await owner.query(`select access.erase_consents('beneficiary', $1, '2026-11-22')`, [id]);
      await owner.query('commit');
      return { seen: seen.rowCount, erased: rows[0]?.erased };
    };
    const inForce = async () =>
      (await owner.query("select from rights.consent where valid @> '2026-11-23'::timestamptz")).rowCount;
    expect(await erasedFor(randomUUID())).toEqual({ seen: 0, erased: false });
    expect(await inForce()).toBe(1);
    expect(await erasedFor(unit)).toEqual({ seen: 1, erased: true });
    expect(await inForce()).toBe(0);
    expect((await superuser.query('select from exchange.beneficiary_mask')).rowCount).toBe(0);
  } finally {
    await Promise.all([owner.end(), superuser.end()]);
  }
});

test('an owner who is no superuser removes the contact of the unit acted for, and no other', async () => {
  const owner = new pg.Client(clientConfig(database, 'owner'));
  const superuser = new pg.Client(clientConfig({ ...database, address }, 'owner'));
  await Promise.all([owner.connect(), superuser.connect()]);
  try {
    const [unit, other] = [randomUUID(), randomUUID()];
    for (const id of [unit, other]) {
      await superuser.query(
        `insert into directory.unit (id, kind, name, short_name, former_names, created_at) values ($1, 'MALL', '某', '某', '{}', '2026-11-21')`,
        [id],
      );
      await superuser.query(`insert into directory.unit_contact values ($1, '王小明', '+8613812345678', false)`, [id]);
    }
    const removed = async (acting: string, of: string) => {
      await owner.query('begin');
      await owner.query(`select set_config('qinlin.unit', $1, true)`, [acting]);
      await owner.query('set local role qinlin_writer');
      const { rows } = await owner.query<{ removed: boolean }>('select directory.remove_contact($1) as removed', [of]);
      await owner.query('commit');
      return rows[0]?.removed;
    };
    expect(await removed('', unit)).toBe(false);
    expect(await removed(other, unit)).toBe(false);
    expect(await removed(unit, unit)).toBe(true);
    for (const table of ['unit_contact', 'unit_contact_mask']) {
      const left = await superuser.query(`select unit_id from directory.${table}`);
      expect(left.rows).toEqual([{ unit_id: other }]);
    }
  } finally {
    await Promise.all([owner.end(), superuser.end()]);
  }
});
