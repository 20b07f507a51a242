/** A database whose owner is no superuser: what it may not do is said with the statement that lets it. */
import { randomBytes } from 'node:crypto';
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
