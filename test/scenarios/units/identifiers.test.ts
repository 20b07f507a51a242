import { describe, expect, test } from '@jest/globals';
import {
  AddUnitIdentifierDocument,
  AuditOfDocument,
  IdentifiersOfDocument,
  OverrideUnitIdentifierDocument,
  RemoveUnitIdentifierDocument,
  UnitsByNumberDocument,
  VerifyUnitIdentifierDocument,
  type IdentifierNowFragment,
  type IdentifierScheme,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { added, codeOf, judging, wrongCode } from './identifying.ts';
import { administratorOf } from '../people/posting.ts';
import { there } from '../story.ts';

const COOPERATIVES = ['城东', '城北', '湖东'] as const;
const VILLAGES = ['五联村', '新联村', '三勤村', '湖心村'] as const;

const numbersOf = async (who: Actor, id: string): Promise<readonly IdentifierNowFragment[]> =>
  there((await who.ask(IdentifiersOfDocument, { id })).unit).identifiers.nodes;

const foundBy = async (who: Actor, value: string, scheme: IdentifierScheme | null = null): Promise<readonly string[]> =>
  there((await who.ask(UnitsByNumberDocument, { identifier: { scheme, value } })).units)
    .nodes.map(({ id }) => id)
    .sort();

async function started() {
  const world = await createWorld();
  const red = await world.alliance('五色', 'street', 'mall', 'community');
  return { world, red, mall: await administratorOf(world, red.mall) };
}

const others = (world: World) => world.alliance('别的联盟', 'otherStreet');

describe('row 29: a community, 3 股份经济合作社 and 4 villages know each other by their codes', () => {
  test('codes of collective economic organisations begin with N2, and a coordinator verifies them', async () => {
    await using world = await createWorld();
    const {
      community,
      id: _,
      uuid: __,
      ...members
    } = await world.alliance('慈邻帮帮团', 'community', ...COOPERATIVES, ...VILLAGES);
    await world.sql("update directory.unit set kind = 'COLLECTIVE' where short_name = any($1)", [COOPERATIVES]);
    for (const [i, name] of COOPERATIVES.entries()) {
      const administrator = await administratorOf(world, members[name]);
      const identifier = await added(administrator, codeOf('N2', i).toLowerCase());
      expect(identifier).toMatchObject({
        value: codeOf('N2', i),
        state: 'UNVERIFIED',
        isPersonal: false,
        judgedBy: null,
      });
      const verified = (await community.do(VerifyUnitIdentifierDocument, judging(identifier))).identifier;
      expect(verified).toMatchObject({ state: 'VERIFIED', version: 2, judgedBy: { id: community.unitId } });
    }
    for (const [i, name] of VILLAGES.entries()) {
      await added(await administratorOf(world, members[name]), codeOf('55', i));
    }
    const { [VILLAGES[0]]: village } = members;
    const seen = await Promise.all(COOPERATIVES.map(async (name) => numbersOf(village, members[name].unitId)));
    expect(seen.map(([one]) => one?.state)).toEqual(['VERIFIED', 'VERIFIED', 'VERIFIED']);
    // The community itself has none, as many units have.
    expect(await numbersOf(village, community.unitId)).toEqual([]);
    expect(await foundBy(village, ' ｎ2330205-MF000001 '.replace('-MF000001', codeOf('N2', 1).slice(8)))).toEqual([
      members['城北'].unitId,
    ]);
    expect(await foundBy(village, codeOf('N2', 9))).toEqual([]);
  });
});

describe('a unit has numbers', () => {
  test('of several schemes, each for one unit, added by its administrators alone', async () => {
    const { world, red, mall } = await started();
    await using _ = world;
    const code = codeOf('91', 1);
    const about = { unitId: mall.unitId, scheme: 'USCC' as const, value: code };
    expect(await red.mall.refused(AddUnitIdentifierDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await red.street.refused(AddUnitIdentifierDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
    const first = await added(mall, `${code.slice(0, 8)}-${code.slice(8)} `);
    expect(first).toMatchObject({ value: code, entered: `${code.slice(0, 8)}-${code.slice(8)} ` });
    await added(mall, 'dz-2017-001', 'PARTY_ORGANISATION_CODE');
    // The same number in another list is another.
    await added(mall, code, 'OTHER');
    expect((await numbersOf(red.community, mall.unitId)).map(({ scheme, value }) => [scheme, value])).toEqual([
      ['USCC', code],
      ['PARTY_ORGANISATION_CODE', 'DZ2017001'],
      ['OTHER', code],
    ]);
    expect(await mall.refused(AddUnitIdentifierDocument, about)).toMatchObject({ code: 'ALREADY_DONE' });
    const community = await administratorOf(world, red.community);
    const taken = { ...about, unitId: community.unitId };
    expect(await community.refused(AddUnitIdentifierDocument, taken)).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'value'],
      message: expect.stringContaining('another unit'),
    });
    const removed = { ...judging(first), reason: '已变更登记' };
    expect(await red.mall.refused(RemoveUnitIdentifierDocument, removed)).toMatchObject({ code: 'FORBIDDEN' });
    await mall.do(RemoveUnitIdentifierDocument, removed);
    expect(await mall.refused(RemoveUnitIdentifierDocument, removed)).toMatchObject({ code: 'ALREADY_DONE' });
    // It is free for another; what it was stays on record for the unit.
    await added(community, code);
    expect(await foundBy(red.street, code)).toEqual([mall.unitId, community.unitId].sort());
    expect(await foundBy(red.street, code.toLowerCase(), 'USCC')).toEqual([community.unitId]);
    expect(await foundBy(red.street, code, 'OTHER')).toEqual([mall.unitId]);
    expect(await foundBy(red.street, code, 'REGISTRATION_NUMBER')).toEqual([]);
    expect((await numbersOf(red.mall, mall.unitId))[0]).toMatchObject({ state: 'REMOVED', reason: '已变更登记' });
    expect((await numbersOf(red.street, mall.unitId)).map(({ scheme }) => scheme)).toEqual([
      'PARTY_ORGANISATION_CODE',
      'OTHER',
    ]);
  });

  test.each([
    ['9135', 'has 18 characters'],
    ['91350100M000100I43', 'other than I, O, S, V and Z'],
    ['94350100M000100Y43', 'registrar and kind'],
    ['91990100M000100Y43', 'area code'],
    ['91350100M000100Y44', 'should end in "43"'],
    ['——', 'nothing in it'],
  ])('%s is none, and it is said why', async (value, said) => {
    const { world, mall } = await started();
    await using _ = world;
    expect(
      await mall.refused(AddUnitIdentifierDocument, { unitId: mall.unitId, scheme: 'USCC' as const, value }),
    ).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'value'],
      message: expect.stringContaining(said),
    });
  });

  test('that a coordinator of another unit, in an alliance of both, verifies, and nobody else', async () => {
    const { world, red, mall } = await started();
    await using _ = world;
    const { otherStreet } = await others(world);
    const identifier = await added(mall, codeOf('91', 2));
    for (const who of [
      mall,
      red.community,
      otherStreet,
      red.street.withoutHat().wearing({ 'x-acting-alliance': '' }),
    ]) {
      const act = await who.act(VerifyUnitIdentifierDocument, judging(identifier));
      if (who.unit === red.street.unit) expect(act.userErrors).toEqual([]);
      else expect(act.userErrors).toMatchObject([{ code: 'FORBIDDEN' }]);
    }
    expect(await red.street.refused(VerifyUnitIdentifierDocument, judging(identifier))).toMatchObject({
      code: 'ALREADY_DONE',
    });
    // The coordinator's own unit is verified by a coordinator of another.
    const own = await added(await administratorOf(world, red.street), codeOf('11', 3));
    expect(await red.street.refused(VerifyUnitIdentifierDocument, judging(own))).toMatchObject({ code: 'FORBIDDEN' });
    const gone = { ...judging(own), reason: '填错' };
    const street = await administratorOf(world, red.street);
    expect(await street.refused(RemoveUnitIdentifierDocument, { ...gone, expectedVersion: 9 })).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    await street.do(RemoveUnitIdentifierDocument, gone);
    expect(await red.street.refused(VerifyUnitIdentifierDocument, judging(own))).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a code whose check character is wrong', () => {
  test('is refused, and stands when a coordinator of another unit has a reason', async () => {
    const { world, red, mall } = await started();
    await using _ = world;
    const value = wrongCode('91', 4);
    const refused = await mall.refused(AddUnitIdentifierDocument, {
      unitId: mall.unitId,
      scheme: 'USCC' as const,
      value,
    });
    expect(refused).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('overrideUnitIdentifier'),
    });
    const about = { unitId: mall.unitId, value, reason: '已核对营业执照原件' };
    expect(await mall.refused(OverrideUnitIdentifierDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await red.community.refused(OverrideUnitIdentifierDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
    const right = { ...about, value: codeOf('91', 4) };
    expect(await red.street.refused(OverrideUnitIdentifierDocument, right)).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('nothing is to be overridden'),
    });
    const { identifier } = await red.street.do(OverrideUnitIdentifierDocument, about);
    expect(identifier).toMatchObject({
      state: 'OVERRIDDEN',
      reason: '已核对营业执照原件',
      judgedBy: { id: red.street.unitId },
    });
    expect(await red.street.refused(OverrideUnitIdentifierDocument, about)).toMatchObject({ code: 'ALREADY_DONE' });
    expect(await red.street.refused(VerifyUnitIdentifierDocument, judging(there(identifier)))).toMatchObject({
      code: 'WRONG_STATE',
    });
    expect(await foundBy(red.community, value)).toEqual([mall.unitId]);
  });
});

describe('the code of a sole trader is personal data', () => {
  test('for the unit and who coordinates it under the hat; removed, it is erased', async () => {
    const { world, red, mall } = await started();
    await using _ = world;
    const { otherStreet } = await others(world);
    const code = codeOf('92', 5);
    const identifier = await added(mall, code);
    expect(identifier).toMatchObject({ isPersonal: true, value: code });
    for (const who of [red.mall, mall, red.street]) {
      expect(await numbersOf(who, mall.unitId)).toMatchObject([{ value: code }]);
      expect(await foundBy(who, code)).toEqual([mall.unitId]);
    }
    const app = await world.people.app(there(red.mall.unit), red.uuid);
    for (const who of [red.community, red.street.withoutHat(), otherStreet, app]) {
      expect(await numbersOf(who, mall.unitId)).toEqual([]);
      expect(await foundBy(who, code)).toEqual([]);
    }
    const { data } = await world.ask(UnitsByNumberDocument, { identifier: { value: code } });
    expect(data?.units?.totalCount).toBe(0);
    // To who does not see it, there is nothing to be verified.
    expect(await otherStreet.refused(VerifyUnitIdentifierDocument, judging(identifier))).toMatchObject({
      code: 'NOT_FOUND',
    });
    await red.street.do(VerifyUnitIdentifierDocument, judging(identifier));
    const removal = { identifierId: identifier.id, expectedVersion: 2, reason: '注销' };
    const named = { ...removal, reason: '王小明，13812345678' };
    expect(await mall.refused(RemoveUnitIdentifierDocument, named)).toMatchObject({ code: 'INVALID_INPUT' });
    const { unit } = await mall.do(RemoveUnitIdentifierDocument, removal);
    expect(unit?.identifiers.nodes).toEqual([]);
    expect(await world.sql('select from directory.unit_identifier')).toEqual([]);
    const { auditEntries } = await mall.ask(AuditOfDocument, { subjectId: identifier.id });
    expect(auditEntries?.nodes).toMatchObject([{ action: 'identifier:added' }, { action: 'identifier:removed' }]);
    const told = await world.sql<{ said: string }>(
      "select string_agg(body::text, '') as said from (select body from data.audit union all select body from data.outbox) b",
    );
    expect(told[0]?.said).not.toContain(code.slice(8));
  });
});
