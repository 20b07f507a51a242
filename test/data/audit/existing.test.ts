/** A database of before the audit was sealed: what was written then is sealed by the first run. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { sealAll } from '../../../src/data/audit/seals.ts';
import { clientConfig, type Database } from '../../../src/data/database.ts';
import { migrate, openOrm } from '../../../src/data/orm.ts';
import { audit } from '../../support/audit.ts';
import { TestClock } from '../../support/clock.ts';
import { until } from '../../support/processes.ts';
import { addressOf, testRun } from '../../support/server.ts';

const name = `qinlin_test_existing_${randomBytes(4).toString('hex')}`;
const database: Database = { address: addressOf(testRun()), name, statementTimeoutMs: 30_000 };
const admin = new pg.Client(clientConfig({ ...database, name: 'postgres' }, 'owner'));
const owner = new pg.Client(clientConfig(database, 'owner'));
const clock = new TestClock();

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

const SOME = 2_345;

test('entries of before the migration are kept as they are, and sealed before all others', async () => {
  const orm = await openOrm(database, 'owner', [], 2);
  await orm.migrator.up({ to: '20261121001100-members-of-an-alliance' });
  await orm.close();
  await expect(audit({ database, clock })).rejects.toThrow('npm run migrate');
  const entry = `insert into data.audit (id, at, person_id, action, subject_type, subject_id, body, request_id)
    select gen_random_uuid(), '2026-11-20', gen_random_uuid(), 'test:' || n, 'unit', gen_random_uuid(), '{}', 'x'`;
  await owner.query(`${entry} from generate_series(1, ${SOME}) n`);
  const old = 'select id, action, at, body from data.audit order by id';
  const before = await owner.query(old);
  expect(await migrate(database)).toContain('20261121001200-data-audit-sealed');
  expect((await owner.query(old)).rows).toEqual(before.rows);
  expect(await audit({ database, clock })).toMatchObject({
    code: 0,
    said: expect.stringContaining(`Not sealed yet: ${SOME} entries, the oldest of 2026-11-20T00:00:00.000+08:00`),
  });
  await owner.query(`${entry} from (values ('new')) m (n)`);
  await until(async () => {
    await sealAll(owner, { now: clock.now(), isPatient: true });
    return (await audit({ database, clock })).said.includes('Nothing is unsealed');
  });
  expect(await audit({ database, clock })).toMatchObject({
    code: 0,
    said: expect.stringContaining(`${SOME + 1} entries in`),
  });
  const { rows } = await owner.query('select action from data.audit order by tx desc, seq desc limit 1');
  expect(rows).toEqual([{ action: 'test:new' }]);
});
