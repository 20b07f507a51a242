import { describe, expect, test } from '@jest/globals';
import {
  AuditOfDocument,
  RenameUnitDocument,
  UnitNamesDocument,
  UnitsFoundDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { administratorOf } from '../people/posting.ts';
import { there } from '../story.ts';

describe('a unit is renamed', () => {
  test('by its administrators; what it was called stays on record and finds it still', async () => {
    await using world = await createWorld();
    const { mall, street } = await world.alliance('五色', 'street', 'mall');
    const administrator = await administratorOf(world, mall);
    const about = { unitId: mall.unitId, expectedVersion: 1, reason: '区划调整' };
    const first = { ...about, name: '慈溪市浒山供电所', shortName: '供电所' };
    expect(await mall.refused(RenameUnitDocument, first)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await (await administratorOf(world, street)).refused(RenameUnitDocument, first)).toMatchObject({
      code: 'FORBIDDEN',
    });
    const { unit } = await administrator.do(RenameUnitDocument, first);
    const before = { name: 'mall（全称）', shortName: 'mall', until: '2026-11-21T09:00:00+08:00', reason: '区划调整' };
    expect(unit).toMatchObject({
      name: '慈溪市浒山供电所',
      shortName: '供电所',
      formerNames: ['mall（全称）', 'mall'],
      nameHistory: [before],
      version: 2,
    });
    expect(await administrator.refused(RenameUnitDocument, { ...first, shortName: '浒山所' })).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    expect(await administrator.refused(RenameUnitDocument, { ...first, expectedVersion: 2 })).toMatchObject({
      code: 'ALREADY_DONE',
    });
    world.clock.pass({ days: 3 });
    const second = { ...about, expectedVersion: 2, name: '慈溪市供电局', shortName: '供电局', reason: '机构改革' };
    await administrator.do(RenameUnitDocument, second);
    const seen = there((await street.ask(UnitNamesDocument, { id: mall.unitId })).unit);
    expect(seen.nameHistory).toMatchObject([
      { shortName: '供电所', until: '2026-11-24T09:00:00+08:00', reason: '机构改革' },
      before,
    ]);
    for (const search of ['供电所', 'mall', 'gds', '供电局', 'hsgds']) {
      const { data } = await world.ask(UnitsFoundDocument, { search });
      expect(data?.units?.nodes).toEqual([{ shortName: '供电局' }]);
    }
    const { auditEntries } = await administrator.ask(AuditOfDocument, { subjectId: mall.unitId });
    expect(auditEntries?.nodes.filter(({ action }) => action === 'unit:renamed')).toHaveLength(2);
    // Back to a name it had: that is no former name any more, and stays on record.
    world.clock.pass({ days: 1 });
    const back = { ...about, expectedVersion: 3, name: 'mall（全称）', shortName: 'mall' };
    expect((await administrator.do(RenameUnitDocument, back)).unit).toMatchObject({
      formerNames: ['慈溪市浒山供电所', '供电所', '慈溪市供电局', '供电局'],
      nameHistory: [{ shortName: '供电局' }, { shortName: '供电所' }, { shortName: 'mall' }],
    });
  });

  test('of two who rename it at once one does, and the other is told', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'mall');
    const people = [await administratorOf(world, mall), await administratorOf(world, mall)];
    const about = { unitId: mall.unitId, expectedVersion: 1, reason: '更名' };
    const answers = await Promise.all(
      people.map((actor, i) => actor.act(RenameUnitDocument, { ...about, name: `名称${i}`, shortName: `名${i}` })),
    );
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
    expect(await world.sql('select from directory.former_name')).toHaveLength(1);
  });

  test('and its names are no one’s to change behind its back', async () => {
    await using world = await createWorld();
    await world.people.unit('mall');
    for (const statement of [
      'update directory.unit set created_at = created_at',
      'delete from directory.former_name',
      "update directory.former_name set reason = 'x'",
    ]) {
      await world.sql('begin');
      await world.sql('set local role qinlin_writer');
      await expect(world.sql(statement)).rejects.toThrow(/permission denied/);
      await world.sql('rollback');
    }
  });
});
