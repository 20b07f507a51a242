/** Registered units, files and imports as the database guards them, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { RegisterUnitDocument } from '../../generated/operations.ts';
import { imported, sent } from '../../scenarios/units/sheets.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';

export function importFence(): void {
  let world: World;
  let street: Actor;
  let mall: Actor;
  let ids: Record<string, string>;

  const DENIED = /permission denied/;
  const POLICY = /row-level security/;
  const NOW = "'2026-11-21T09:00:00+08:00'";

  beforeAll(async () => {
    world = await createWorld();
    const red = await world.alliance('五色', 'street', 'mall');
    const blue = await world.alliance('港口', 'harbour');
    ({ street, mall } = red);
    const registered = await street.do(RegisterUnitDocument, {
      kind: 'VILLAGE' as const,
      name: '五联村',
      shortName: '五联',
    });
    const sheet = '单位名称,单位类型\n甲村,村\n甲村,村\n,村\n五联村,村\n';
    const file = (await sent(world, street, '名单.csv', sheet)).id;
    const shared = (await sent(world, street, '名单.csv', sheet, { query: { audience: 'ALLIANCE' } })).id;
    const job = await imported(world, street, sheet);
    const spare = (await sent(world, street, '名单.csv', sheet)).id;
    const others = (await sent(world, blue.harbour, '名单.csv', sheet)).id;
    ids = {
      ...{
        street: there(street.unit),
        mall: there(mall.unit),
        harbour: there(blue.harbour.unit),
        person: there(street.person),
        other: there(mall.person),
      },
      ...{ red: red.uuid, blue: blue.uuid, village: parseId('unit', there(registered.unit).id) },
      ...{ file: parseId('file', file), shared: parseId('file', shared), job: parseId('import', job.id) },
      ...{ spare: parseId('file', spare), others: parseId('file', others), used: await fileOf(job.id) },
    };
  });

  afterAll(() => world[Symbol.asyncDispose]());

  async function fileOf(importId: string): Promise<string> {
    const rows = await world.sql<{ id: string }>('select file_id as id from directory.import_job where id = $1', [
      parseId('import', importId),
    ]);
    return there(rows[0]).id;
  }

  /** Runs statements under the role, for the unit of the actor, `:name` standing for an id, and takes them back. */
  async function as(role: 'writer' | 'guarded' | 'reader', who: Actor, ...statements: string[]): Promise<unknown[]> {
    const texts = statements.map((one) =>
      one.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids[name])}'`),
    );
    const subject = { kind: 'PERSON' as const, person: there(who.person) };
    return asRole(world, role, { subject, unit: who.unit }, ...texts.map((text) => [text] as const));
  }

  const unit = (by: string): string =>
    `insert into directory.unit (id, kind, name, short_name, former_names, registered_by_unit, created_at)
   values (gen_random_uuid(), 'VILLAGE', '乙村', '乙村', '{}', ${by}, ${NOW}) returning id`;
  const number = (of: string, state = 'UNVERIFIED'): string =>
    `insert into directory.unit_identifier (id, unit_id, scheme, value, entered, is_personal, state, added_at)
   values (gen_random_uuid(), ${of}, 'OTHER', 'A1', 'A1', false, '${state}', ${NOW}) returning id`;
  const file = (owner: string, more = `null, ${NOW}, '2026-12-21'`): string =>
    `insert into data.file (id, owner_unit_id, name, media_type, size, sha256, alliance_id, created_at, expires_at)
   values (gen_random_uuid(), ${owner}, 'x', 'text/csv', 1, '${'0'.repeat(64)}', ${more}) returning id`;
  const job = (unitId: string, person: string, state = 'QUEUED', fileId = ':file'): string =>
    `insert into directory.import_job (id, unit_id, alliance_id, person_id, file_id, is_dry, duplicates, separate_rows, state, created_at)
   values (gen_random_uuid(), ${unitId}, :red, ${person}, ${fileId}, true, 'SKIP', '{}', '${state}', ${NOW}) returning id`;
  const deleted = (of: string, at = NOW): string =>
    `update data.file set deleted_at = ${at} where id = ${of} returning id`;
  const row = (no: number, values: string): string =>
    `insert into directory.import_row (job_id, no, cells, unit, state, unit_id) values (:job, ${no}, '{}', ${values}) returning no`;
  const judged = (where: string, set: string): string =>
    `update directory.import_row set ${set} where job_id = :job and ${where} returning no`;

  test('what fits is let through', async () => {
    expect(await as('writer', street, unit(':street'))).toHaveLength(1);
    expect(await as('writer', street, number(':village'))).toHaveLength(1);
    expect(await as('writer', street, file(':street'))).toHaveLength(1);
    expect(await as('writer', street, job(':street', ':person'))).toHaveLength(1);
    expect(await as('writer', street, deleted(':spare'))).toHaveLength(1);
    expect(
      await as('writer', street, judged("state = 'DUPLICATE'", "state = 'MERGED', unit_id = :village")),
    ).toHaveLength(1);
  });

  describe('the database does not take', () => {
    test.each([
      [
        'a unit registered for another',
        () => street,
        unit(':mall'),
        /unit_registered_for_own_unit|is registered for the unit/,
      ],
      ['a unit registered for nobody', () => street, unit('null'), /is registered for the unit/],
      ['another that registered it', () => street, 'update directory.unit set registered_by_unit = :street', DENIED],
      ['a number of a unit that another registered', () => mall, number(':village'), POLICY],
      ['a number of a unit that somebody acts for', () => street, number(':mall'), POLICY],
      ['a file of another unit', () => street, file(':mall'), POLICY],
      ['a file for an alliance under no hat', () => street, file(':street', `:red, ${NOW}, '2026-12-21'`), POLICY],
      ['a file that is kept for ever', () => street, file(':street', `null, ${NOW}, '2030-01-01'`), /file_expires/],
      ['other bytes of a file', () => street, `insert into data.file_part values (:file, 9, 'x', ${NOW})`, POLICY],
      ['a file under another name', () => street, "update data.file set name = 'x'", DENIED],
      ['a file gone', () => street, 'delete from data.file', DENIED],
      ['a file deleted that an open import goes by', () => street, deleted(':used'), /uses the file/],
      ['a file that was deleted and is there again', () => street, deleted(':spare', 'null'), POLICY],
      ['a file deleted when its day is past', () => street, deleted(':spare', "'2027-11-21'"), /deleted_while_kept/],
      ['bytes deleted', () => street, 'delete from data.file_part', DENIED],
      ['an import of another unit', () => street, job(':harbour', ':person', 'QUEUED', ':others'), POLICY],
      [
        'an import of the file of another unit',
        () => street,
        job(':street', ':person', 'QUEUED', ':others'),
        /is there/,
      ],
      ['an import in the name of somebody else', () => street, job(':street', ':other'), POLICY],
      ['an import that is born done', () => street, job(':street', ':person', 'DONE'), POLICY],
      [
        'an import in the name of another from now on',
        () => street,
        'update directory.import_job set person_id = :other',
        /in one's own name/,
      ],
      ['rows counted by hand', () => street, 'update directory.import_job set rows_written = 9', DENIED],
      [
        'an import that fails for no reason',
        () => street,
        `update directory.import_job set state = 'FAILED', finished_at = ${NOW}`,
        /import_failed_for_a_reason/,
      ],
      [
        'an import that is over at no time',
        () => street,
        "update directory.import_job set state = 'DONE'",
        /import_finished/,
      ],
      ['a row that is born written', () => street, row(9, "'{}', 'WRITTEN', :village"), POLICY],
      [
        'a row that is there already and is no unit',
        () => street,
        row(9, "'{}', 'UNCHANGED', null"),
        /import_row_is_a_unit/,
      ],
      ['a row that is good and was not read', () => street, row(9, "null, 'READ', null"), /import_row_failed/],
      [
        'a row written after all',
        () => street,
        judged("state = 'FAILED'", "state = 'WRITTEN', unit_id = :village"),
        /stays/,
      ],
      ['another unit of a row', () => street, judged("state = 'UNCHANGED'", 'unit_id = :mall'), /stays/],
      ['other cells of a row', () => street, judged('true', "cells = '{}'"), DENIED],
      ['an issue put right', () => street, "update directory.import_issue set code = 'x'", DENIED],
    ] as const)('%s', async (_what, who, statement, rule) => {
      await expect(as('writer', who(), statement)).rejects.toThrow(rule);
    });
  });

  test('files, their bytes and imports are not in the light lane, nor for others in the guarded one', async () => {
    const tables = ['data.file', 'data.file_part', 'directory.import_job', 'directory.import_issue'];
    for (const table of tables) {
      await expect(as('reader', street, `select from ${table}`)).rejects.toThrow(DENIED);
      expect(await as('guarded', mall, `select from ${table}`)).toEqual([]);
      expect((await as('guarded', street, `select from ${table}`)).length).toBeGreaterThan(0);
    }
    const rows = 'select job_id, no, state, unit_id from directory.import_row';
    expect(await as('guarded', mall, rows)).toEqual([]);
    expect(await as('guarded', street, rows)).toHaveLength(4);
    for (const column of ['cells', 'unit'])
      await expect(as('guarded', street, `select ${column} from directory.import_row`)).rejects.toThrow(DENIED);
    await expect(as('reader', street, rows)).rejects.toThrow(DENIED);
  });

  test('a file is deleted by its unit alone, once, with its bytes, and no import goes by it from then on', async () => {
    expect(await as('writer', mall, deleted(':shared'))).toEqual([]);
    const parts = () => world.sql('select from data.file_part where file_id = $1', [there(ids['spare'])]);
    expect(await parts()).toHaveLength(1);
    // What came to be a file is no upload that broke off.
    await world.sql('select data.forget_upload($1)', [there(ids['spare'])]);
    expect(await parts()).toHaveLength(1);
    await world.sql('begin');
    await world.sql('update data.file set deleted_at = $2 where id = $1', [there(ids['spare']), world.clock.now()]);
    expect(await parts()).toEqual([]);
    await world.sql('savepoint deleted');
    for (const [statement, rule] of [
      [deleted(':spare'), /deleted once/],
      [job(':street', ':person', 'QUEUED', ':spare'), /is there/],
    ] as const) {
      const text = statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids[name])}'`);
      await expect(world.sql(text)).rejects.toThrow(rule);
      await world.sql('rollback to deleted');
    }
    await world.sql('rollback');
  });

  test('how much a unit keeps is counted of what is seen', async () => {
    const kept = 'select bytes from data.files_kept(:street, :at)'.replace(':at', NOW);
    expect(await as('guarded', mall, kept)).toEqual([{ bytes: 0 }]);
    expect(await as('guarded', street, kept)).toEqual([{ bytes: expect.any(Number) }]);
    expect(await as('guarded', street, kept)).not.toEqual([{ bytes: 0 }]);
    await expect(as('reader', street, kept)).rejects.toThrow(DENIED);
  });

  test('a registration is withdrawn by who registered the unit, in time, while nobody acts for it and nothing refers to it', async () => {
    const withdraw = (of: string, at = NOW): string =>
      `select directory.withdraw_registration(gen_random_uuid(), ${of}, :red, 'x', ${at}) as done`;
    const kept = 'select name from directory.registration_withdrawal';
    const gone = "select from directory.unit where name = '五联村'";
    expect(await as('writer', street, withdraw(':village'), gone)).toEqual([]);
    expect(await as('writer', street, withdraw(':village'), kept)).toEqual([{ name: '五联村' }]);
    await expect(as('writer', mall, withdraw(':village'))).rejects.toThrow(/by who registered the unit/);
    await expect(as('writer', street, withdraw(':mall'))).rejects.toThrow(/by who registered the unit/);
    await expect(as('writer', street, withdraw(':village', "'2026-12-21T09:00:01+08:00'"))).rejects.toThrow(
      /withdrawn_in_time/,
    );
    const named = `insert into directory.former_name (id, unit_id, name, short_name, until, reason)
      values (gen_random_uuid(), :village, 'x', 'x', ${NOW}, 'x')`;
    await expect(as('writer', street, named, withdraw(':village'))).rejects.toThrow(/violates foreign key/);
    for (const statement of [
      `delete from directory.unit`,
      'delete from directory.registration_withdrawal',
      "update directory.registration_withdrawal set name = 'x'",
    ])
      await expect(as('writer', street, statement)).rejects.toThrow(DENIED);
    expect(await as('guarded', mall, kept)).toEqual([]);
    await expect(as('reader', street, kept)).rejects.toThrow(DENIED);
  });

  test('what becomes of rows is counted by the database', async () => {
    const counts = `select rows_read, rows_failed, rows_duplicate, rows_unchanged, rows_merged from directory.import_job where id = :job`;
    expect(await as('writer', street, counts)).toEqual([
      { rows_read: 4, rows_failed: 1, rows_duplicate: 1, rows_unchanged: 1, rows_merged: 0 },
    ]);
  });

  test('the first administrator is invited by who registered the unit, while nobody acts for it, and nobody else is', async () => {
    const invite = (of: string, role: string): string =>
      `insert into directory.invitation (id, unit_id, title, role, person_name, hash, state, invited_by, created_at, expires_at)
     values (gen_random_uuid(), ${of}, 'x', '${role}', 'x', decode('${'ab'.repeat(32)}', 'hex'), 'OPEN', :person, ${NOW}, '2026-12-21') returning id`;
    expect(await as('writer', street, invite(':village', 'ADMINISTRATOR'))).toHaveLength(1);
    await expect(as('writer', street, invite(':village', 'OPERATOR'))).rejects.toThrow(POLICY);
    await expect(as('writer', street, invite(':mall', 'ADMINISTRATOR'))).rejects.toThrow(POLICY);
    await expect(as('writer', mall, invite(':village', 'ADMINISTRATOR'))).rejects.toThrow(POLICY);
  });
}
