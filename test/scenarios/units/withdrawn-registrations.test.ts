/** Units that were registered by mistake, one by one or from a sheet, are withdrawn by who registered them. */
import { describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import {
  AuditOfDocument,
  ConfirmUnitImportDocument,
  InviteFirstAdministratorDocument,
  MergeUnitsDocument,
  ProposeRelationDocument,
  RegisterUnitDocument,
  UnitRegisteredDocument,
  UnitsFoundDocument,
  UnitsOfImportDocument,
  WithdrawnRegistrationsDocument,
  WithdrawRegistrationDocument,
  type ImportedUnitFilter,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { codeOf } from './identifying.ts';
import { accepted, stranger } from '../people/posting.ts';
import { someUnit } from '../people/relation-steps.ts';
import { confirming, foundBy, imported, runImports, unitsIn } from './sheets.ts';
import { there } from '../story.ts';

const kind = 'SOCIAL_ORGANISATION' as const;

async function registered(actor: Actor, name: string, value: string): Promise<string> {
  const identifiers = [{ scheme: 'REGISTRATION_NUMBER' as const, value }];
  return there((await actor.do(RegisterUnitDocument, { kind, name, shortName: name, identifiers })).unit).id;
}

async function started() {
  const world = await createWorld();
  const { street, mall } = await world.alliance('五色', 'street', 'mall');
  const unitId = await registered(street, '浒山义工协会', 'DJ-1');
  return { world, street, mall, input: { unitId, reason: '重复登记' } };
}

describe('a unit that was registered by mistake', () => {
  test('is withdrawn: it is there no more, its number is free, and what it was is told to who registered it', async () => {
    const { world, street, mall, input } = await started();
    await using _ = world;
    const count = await unitsIn(world);
    const done = await street.do(WithdrawRegistrationDocument, input, 'mine');
    const kept = {
      withdrawnUnitId: input.unitId,
      by: { id: street.unitId },
      kind,
      name: '浒山义工协会',
      reason: '重复登记',
    };
    expect(done).toMatchObject({ replayed: false, withdrawal: kept });
    expect(await street.do(WithdrawRegistrationDocument, input, 'mine')).toEqual({ ...done, replayed: true });
    expect(await street.refused(WithdrawRegistrationDocument, input)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await unitsIn(world)).toBe(count - 1);
    expect((await street.ask(UnitRegisteredDocument, { id: input.unitId })).unit).toBeNull();
    expect(await foundBy(street, 'DJ-1')).toEqual([]);
    const found = await world.ask(UnitsFoundDocument, { search: '义工协会' });
    expect(found.data?.units?.nodes).toEqual([]);
    const list = async (who: Actor) =>
      there((await who.ask(WithdrawnRegistrationsDocument, { id: street.unitId })).unit).withdrawnRegistrations;
    expect(await list(street)).toEqual({ totalCount: 1, nodes: [done.withdrawal] });
    expect(await list(mall)).toEqual({ totalCount: 0, nodes: [] });
    const { auditEntries } = await street.ask(AuditOfDocument, { subjectId: input.unitId });
    expect(auditEntries?.nodes.map(({ action }) => action).sort()).toEqual([
      'unit:registered',
      'unit:registration-withdrawn',
    ]);
    // Name and number are nobody's now.
    expect(await registered(street, '浒山义工协会', 'DJ-1')).not.toBe(input.unitId);
  });

  test('with the code of a sole trader leaves nothing of that', async () => {
    const { world, street } = await started();
    await using _ = world;
    const identifiers = [{ scheme: 'USCC' as const, value: codeOf('92', 1) }];
    const trader = { kind: 'ENTERPRISE' as const, name: '老王修车铺', shortName: '修车铺', identifiers };
    const unitId = there((await street.do(RegisterUnitDocument, trader)).unit).id;
    await street.do(WithdrawRegistrationDocument, { unitId, reason: '重复登记' });
    expect(await world.sql('select from directory.unit_identifier where is_personal')).toEqual([]);
    await street.do(RegisterUnitDocument, trader);
  });

  test('is withdrawn by a coordinator of who registered it, for thirty days', async () => {
    const { world, street, mall, input } = await started();
    await using _ = world;
    expect(await mall.refused(WithdrawRegistrationDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    const own = { ...input, unitId: mall.unitId };
    expect(await street.refused(WithdrawRegistrationDocument, own)).toMatchObject({ code: 'FORBIDDEN' });
    const telling = { ...input, reason: '联系 13800138000' };
    expect(await street.refused(WithdrawRegistrationDocument, telling)).toMatchObject({ code: 'INVALID_INPUT' });
    const age = (by: string) =>
      world.sql('update directory.unit set created_at = created_at - $2::interval where id = $1', [
        parseId('unit', input.unitId),
        by,
      ]);
    await age('30 days');
    expect(await street.refused(WithdrawRegistrationDocument, input)).toMatchObject({
      ...{ code: 'INVALID_INPUT', path: ['input', 'unitId'], message: expect.stringContaining('within 30 days') },
    });
    await age('-1 second');
    await street.do(WithdrawRegistrationDocument, input);
  });

  test('stays while anything refers to it, and the refusal names that; what was taken back goes along', async () => {
    const { world, street, input } = await started();
    await using _ = world;
    const refusedFor = async (words: string, about = input) => {
      const refusal = await street.refused(WithdrawRegistrationDocument, about);
      expect(refusal).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'unitId'] });
      expect(refusal.message).toContain(words);
    };
    const other = await registered(street, '第二家', 'DJ-2');
    await street.do(MergeUnitsDocument, { fromUnitId: other, intoUnitId: input.unitId, reason: '同一单位' });
    await refusedFor('units merged into it');
    const third = { ...input, unitId: await registered(street, '第三家', 'DJ-3') };
    await street.do(InviteFirstAdministratorDocument, { unitId: third.unitId, personName: '会长' });
    await refusedFor('open invitations', third);
    world.clock.pass({ days: 8 });
    await street.do(WithdrawRegistrationDocument, third);
    expect(
      await world.sql('select from directory.invitation where unit_id = $1', [parseId('unit', third.unitId)]),
    ).toEqual([]);
    // Somebody else has something to do with it.
    const fourth = { ...input, unitId: await registered(street, '第四家', 'DJ-4') };
    const community = await someUnit(world, '社区');
    const pairing = {
      type: 'pairing',
      subjectUnitId: community.unitId,
      objectUnitId: fourth.unitId,
      statement: '结对',
    };
    await community.do(ProposeRelationDocument, pairing);
    await refusedFor('relations', fourth);
    // And from the first post on it is its own.
    const fifth = { ...input, unitId: await registered(street, '第五家', 'DJ-5') };
    const invited = await street.do(InviteFirstAdministratorDocument, { unitId: fifth.unitId, personName: '会长' });
    await accepted(await stranger(world), there(invited.invitationCode));
    expect(await street.refused(WithdrawRegistrationDocument, fifth)).toMatchObject({
      ...{ code: 'FORBIDDEN', message: expect.stringContaining('dissolveUnit') },
    });
  });
});

test('an import tells the units that it came to and what became of each, also when one was merged or withdrawn since', async () => {
  const { world, street, mall, input } = await started();
  await using _ = world;
  const sheet = `单位名称,单位类型,统一社会信用代码\n甲村,村,\n乙村,村,\n浒山义工协会,社会组织,\n,村,\n甲 村,村,\n丙村,村,\n丁村,村,\n`;
  const checked = await imported(world, street, sheet);
  const unitsOf = async (who: Actor, options: { filter?: ImportedUnitFilter; first?: number; after?: string } = {}) =>
    (await who.ask(UnitsOfImportDocument, { id: checked.id, ...options })).importJob?.units;
  const told = (units: Awaited<ReturnType<typeof unitsOf>>) =>
    there(units).nodes.map(({ row, outcome, unit }) => [row, outcome, unit?.name ?? null]);
  expect(told(await unitsOf(street))).toEqual([[4, 'UNCHANGED', '浒山义工协会']]);
  await street.do(ConfirmUnitImportDocument, confirming(checked, 'MERGE'));
  await runImports(world);
  const all = await unitsOf(street);
  expect(told(all)).toEqual([
    [2, 'REGISTERED', '甲村'],
    [3, 'REGISTERED', '乙村'],
    [4, 'UNCHANGED', '浒山义工协会'],
    [6, 'MERGED', '甲村'],
    [7, 'REGISTERED', '丙村'],
    [8, 'REGISTERED', '丁村'],
  ]);
  const ids = new Map(there(all).nodes.map(({ row, unit }) => [row, there(unit).id]));
  await street.do(MergeUnitsDocument, {
    fromUnitId: there(ids.get(3)),
    intoUnitId: there(ids.get(7)),
    reason: '同一单位',
  });
  for (const row of [4, 8]) await street.do(WithdrawRegistrationDocument, { ...input, unitId: there(ids.get(row)) });
  expect(told(await unitsOf(street, { filter: { outcome: ['REGISTERED', 'WITHDRAWN'] } }))).toEqual([
    [2, 'REGISTERED', '甲村'],
    [3, 'REGISTERED', '丙村'],
    [4, 'WITHDRAWN', null],
    [7, 'REGISTERED', '丙村'],
    [8, 'WITHDRAWN', null],
  ]);
  const first = there(await unitsOf(street, { first: 4 }));
  expect([first.totalCount, told(first).length]).toEqual([6, 4]);
  const rest = await unitsOf(street, { first: 4, after: there(first.pageInfo.endCursor) });
  expect(told(rest)).toEqual([
    [7, 'REGISTERED', '丙村'],
    [8, 'WITHDRAWN', null],
  ]);
  expect(await unitsOf(mall)).toBeUndefined();
  // The same sheet registers again what was withdrawn, and nothing else.
  const again = await imported(world, street, sheet, false);
  expect(again).toMatchObject({ rowsWritten: 2 });
});
