import { describe, expect, test } from '@jest/globals';
import { globalId, type Id } from '../../../src/domain/ids.ts';
import {
  AcceptInvitationDocument,
  AddUnitIdentifierDocument,
  AuditOfDocument,
  InviteFirstAdministratorDocument,
  RegisterUnitDocument,
  RemoveUnitIdentifierDocument,
  UnitRegisteredDocument,
  type RegisterUnitInput,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { codeOf, wrongCode } from './identifying.ts';
import { accepted, administratorOf, stranger } from '../people/posting.ts';
import { there } from '../story.ts';

const hospital = { kind: 'HOSPITAL' as const, name: '慈溪市人民医院', shortName: '市人民医院' };
const numbered = (value: string): Pick<RegisterUnitInput, 'identifiers'> => ({
  identifiers: [{ scheme: 'USCC', value }],
});

describe('a coordinator registers a unit that is to join', () => {
  test('with its numbers; everybody sees it, and who registered it', async () => {
    await using world = await createWorld();
    const { street, mall } = await world.alliance('五色', 'street', 'mall');
    const input = { ...hospital, ...numbered(` ${codeOf('12', 1).toLowerCase()} `) };
    expect(await mall.refused(RegisterUnitDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    const unit = there((await street.do(RegisterUnitDocument, input)).unit);
    expect(unit).toMatchObject({
      ...{ kind: 'HOSPITAL', name: '慈溪市人民医院', shortName: '市人民医院', formerNames: [], version: 1 },
      registeredBy: { id: street.unitId },
      identifiers: { nodes: [{ scheme: 'USCC', value: codeOf('12', 1), state: 'UNVERIFIED' }] },
    });
    const { data } = await world.ask(UnitRegisteredDocument, { id: unit.id });
    expect(data?.unit).toEqual(unit);
    const { auditEntries } = await street.ask(AuditOfDocument, { subjectId: unit.id });
    expect(auditEntries?.nodes).toMatchObject([{ action: 'unit:registered' }]);
    // It is nobody's to number any more, from the first post on.
    const add = { unitId: unit.id, scheme: 'OTHER' as const, value: 'A1' };
    expect(await street.refused(AddUnitIdentifierDocument, add)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('but not one whose number another has, which is named unless the number points to a person', async () => {
    await using world = await createWorld();
    const { street, mall } = await world.alliance('五色', 'street', 'mall');
    const administrator = await administratorOf(world, mall);
    for (const pair of ['91', '92']) {
      await administrator.do(AddUnitIdentifierDocument, {
        ...{ unitId: mall.unitId, scheme: 'USCC' as const, value: codeOf(pair, 1) },
      });
    }
    const path = ['input', 'identifiers', '0', 'value'];
    const taken = await street.refused(RegisterUnitDocument, { ...hospital, ...numbered(codeOf('91', 1)) });
    expect(taken).toMatchObject({ code: 'INVALID_INPUT', path, message: expect.stringContaining(mall.unitId) });
    const personal = await street.refused(RegisterUnitDocument, { ...hospital, ...numbered(codeOf('92', 1)) });
    expect(personal).toMatchObject({ code: 'INVALID_INPUT', path, message: expect.stringContaining('another unit') });
    expect(personal.message).not.toContain(mall.unitId);
    const wrong = await street.refused(RegisterUnitDocument, { ...hospital, ...numbered(wrongCode('91', 2)) });
    expect(wrong).toMatchObject({ code: 'INVALID_INPUT', path, message: expect.stringContaining('should end in') });
  });

  test('nor with one number twice, however each is written', async () => {
    await using world = await createWorld();
    const { street } = await world.alliance('五色', 'street');
    const identifiers = ['A-1', 'B2', 'a1'].map((value) => ({ scheme: 'OTHER' as const, value }));
    expect(await street.refused(RegisterUnitDocument, { ...hospital, identifiers })).toMatchObject({
      ...{ code: 'INVALID_INPUT', path: ['input', 'identifiers', '2', 'value'] },
    });
    await street.do(RegisterUnitDocument, { ...hospital, identifiers: identifiers.slice(0, 2) });
  });

  test.each([
    ['慈溪市人民医院', 'SAME_NAME'],
    ['慈溪 人民医院（）', 'CLOSE_NAME'],
  ] as const)('nor one called %s without saying that it is another', async (name, likeness) => {
    await using world = await createWorld();
    const { street } = await world.alliance('五色', 'street');
    const first = there((await street.do(RegisterUnitDocument, hospital)).unit);
    const input = { ...hospital, name, shortName: '另一家' };
    expect(await street.refused(RegisterUnitDocument, input)).toMatchObject({
      code: 'DUPLICATE_CANDIDATES',
      candidates: [{ unitId: first.id, name: '慈溪市人民医院', likeness }],
      message: expect.stringContaining('evenThoughUnitIds'),
    });
    await street.do(RegisterUnitDocument, { ...input, evenThoughUnitIds: [first.id] });
    expect(await street.refused(RegisterUnitDocument, { ...input, evenThoughUnitIds: [first.id] })).toMatchObject({
      code: 'DUPLICATE_CANDIDATES',
    });
  });

  test('names that differ in more than form are other units', async () => {
    await using world = await createWorld();
    const { street } = await world.alliance('五色', 'street');
    const enterprise = { kind: 'ENTERPRISE' as const };
    await street.do(RegisterUnitDocument, { ...enterprise, name: '慈溪光明有限责任公司', shortName: '光明公司' });
    await street.do(RegisterUnitDocument, { ...enterprise, name: '余姚光明有限公司', shortName: '余姚光明' });
    const close = { ...enterprise, name: '慈溪市光明有限公司', shortName: '光明' };
    expect(await street.refused(RegisterUnitDocument, close)).toMatchObject({
      candidates: [{ name: '慈溪光明有限责任公司', likeness: 'CLOSE_NAME' }],
    });
  });
});

test('a wrong number is taken back by who registered the unit, until somebody acts for it', async () => {
  await using world = await createWorld();
  const { street, mall } = await world.alliance('五色', 'street', 'mall');
  const { harbour } = await world.alliance('港口', 'harbour');
  const identifiers = [codeOf('12', 1), codeOf('12', 2)].map((value) => ({ scheme: 'USCC' as const, value }));
  const unit = there((await street.do(RegisterUnitDocument, { ...hospital, identifiers })).unit);
  const [wrong, right] = await world.sql<{ id: Id<'identifier'> }>(
    'select id from directory.unit_identifier order by id',
  );
  const removal = (row: { id: Id<'identifier'> } | undefined) => ({
    ...{ identifierId: globalId('identifier', there(row).id), expectedVersion: 1, reason: '抄错' },
  });
  for (const who of [mall, harbour, await administratorOf(world, street)]) {
    expect(await who.refused(RemoveUnitIdentifierDocument, removal(wrong))).toMatchObject({ code: 'FORBIDDEN' });
  }
  const left = await street.do(RemoveUnitIdentifierDocument, removal(wrong));
  expect(left.unit?.identifiers.nodes.map(({ value }) => value)).toEqual([codeOf('12', 2)]);
  // It is free for another.
  await street.do(RegisterUnitDocument, {
    ...hospital,
    name: '另一家',
    shortName: '另一家',
    ...numbered(codeOf('12', 1)),
  });
  const invited = await street.do(InviteFirstAdministratorDocument, { unitId: unit.id, personName: '院长' });
  const director = await stranger(world);
  await accepted(director, there(invited.invitationCode));
  expect(await street.refused(RemoveUnitIdentifierDocument, removal(right))).toMatchObject({ code: 'FORBIDDEN' });
});

test('what a unit registered is listed', async () => {
  await using world = await createWorld();
  const { street, mall } = await world.alliance('五色', 'street', 'mall');
  const { id } = there((await street.do(RegisterUnitDocument, hospital)).unit);
  const query = 'query ($of: ID!) { units(filter: { registeredByUnitId: $of }) { nodes { id } } }';
  expect((await world.ask(query, { of: street.unitId })).data).toEqual({ units: { nodes: [{ id }] } });
  expect((await world.ask(query, { of: mall.unitId })).data).toEqual({ units: { nodes: [] } });
});

describe('the first administrator of a unit that was registered', () => {
  test('is invited by a coordinator of the unit that registered it; from then on the unit is its own', async () => {
    await using world = await createWorld();
    const { street, mall } = await world.alliance('五色', 'street', 'mall');
    const { harbour } = await world.alliance('港口', 'harbour');
    const unit = there((await street.do(RegisterUnitDocument, hospital)).unit);
    const about = { unitId: unit.id, personName: '院长' };
    for (const who of [mall, harbour, await administratorOf(world, street)]) {
      expect(await who.refused(InviteFirstAdministratorDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
    }
    const other = { ...about, unitId: mall.unitId };
    expect(await street.refused(InviteFirstAdministratorDocument, other)).toMatchObject({ code: 'FORBIDDEN' });
    const invite = async () => there((await street.do(InviteFirstAdministratorDocument, about)).invitationCode);
    const [first, second] = [await invite(), await invite()];
    const director = await stranger(world);
    expect(await accepted(director, first)).toMatchObject({ role: 'ADMINISTRATOR', state: 'IN_FORCE' });
    // The unit has somebody now.
    expect(await street.refused(InviteFirstAdministratorDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await (await stranger(world)).refused(AcceptInvitationDocument, { code: second })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const number = { unitId: unit.id, scheme: 'USCC' as const, value: codeOf('12', 1) };
    await director.do(AddUnitIdentifierDocument, number);
  });
});

test('of ten who register the same unit at once, one does', async () => {
  await using world = await createWorld();
  const { street } = await world.alliance('五色', 'street');
  const payloads = await Promise.all(Array.from({ length: 10 }, () => street.act(RegisterUnitDocument, hospital)));
  const codes = payloads.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(codes).toEqual(Array.from({ length: 9 }, () => 'DUPLICATE_CANDIDATES'));
  expect(await world.sql("select from directory.unit where kind = 'HOSPITAL'")).toHaveLength(1);
});
