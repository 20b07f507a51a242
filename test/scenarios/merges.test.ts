import { describe, expect, test } from '@jest/globals';
import {
  AddUnitIdentifierDocument,
  AuditOfDocument,
  InviteFirstAdministratorDocument,
  MergeUnitsDocument,
  RegisterUnitDocument,
  UndoMergeUnitsDocument,
  UnitRegisteredDocument,
  UnitsFoundDocument,
} from '../generated/operations.ts';
import type { Actor } from '../support/actor.ts';
import { createWorld } from '../support/world.ts';
import { accepted, stranger } from './posting.ts';
import { foundBy, unitsIn } from './sheets.ts';
import { there } from './story.ts';

const kind = 'SOCIAL_ORGANISATION' as const;

async function registered(actor: Actor, name: string, value: string): Promise<string> {
  const identifiers = [{ scheme: 'REGISTRATION_NUMBER' as const, value }];
  return there((await actor.do(RegisterUnitDocument, { kind, name, shortName: name, identifiers })).unit).id;
}

async function started() {
  const world = await createWorld();
  const { street, mall } = await world.alliance('五色', 'street', 'mall');
  const intoUnitId = await registered(street, '浒山义工协会', 'DJ-1');
  const fromUnitId = await registered(street, '浒山志愿者联合会', 'DJ-2');
  return { world, street, mall, both: { fromUnitId, intoUnitId, reason: '同一单位' } };
}

const seen = async (who: Actor, id: string) => there((await who.ask(UnitRegisteredDocument, { id })).unit);

describe('two units that are one', () => {
  test('are merged: numbers and names follow, and the old id answers with the unit that stays; it is undone whole', async () => {
    const { world, street, mall, both } = await started();
    await using _ = world;
    const before = [await seen(mall, both.fromUnitId), await seen(mall, both.intoUnitId)];
    const count = await unitsIn(world);
    expect(await mall.refused(MergeUnitsDocument, both)).toMatchObject({ code: 'FORBIDDEN' });
    const { unit } = await street.do(MergeUnitsDocument, both);
    expect(unit).toMatchObject({
      ...{ id: both.intoUnitId, name: '浒山义工协会', formerNames: ['浒山志愿者联合会'], version: 2 },
      identifiers: { nodes: [{ value: 'DJ1' }, { value: 'DJ2' }] },
    });
    expect(await unitsIn(world)).toBe(count - 1);
    for (const query of ['unit(id: $id) { id }', 'node(id: $id) { id }', 'nodes(ids: [$id]) { id }']) {
      const { data } = await world.ask(`query ($id: ID!) { ${query} }`, { id: both.fromUnitId });
      expect([Object.values(data as object)[0]].flat()).toEqual([{ id: both.intoUnitId }]);
    }
    expect(await foundBy(mall, 'DJ-2')).toEqual([both.intoUnitId]);
    const found = await world.ask(UnitsFoundDocument, { search: '志愿者联合会' });
    expect(found.data?.units?.nodes).toEqual([{ shortName: '浒山义工协会' }]);
    expect(await street.refused(MergeUnitsDocument, both)).toMatchObject({ code: 'NOT_FOUND' });
    const { auditEntries } = await street.ask(AuditOfDocument, { subjectId: both.fromUnitId });
    expect(auditEntries?.nodes.map(({ action }) => action).sort()).toEqual(['unit:merged', 'unit:registered']);

    const undo = { mergedUnitId: both.fromUnitId };
    await street.do(UndoMergeUnitsDocument, undo);
    const after = [await seen(mall, both.fromUnitId), await seen(mall, both.intoUnitId)];
    expect(after).toEqual([before[0], { ...before[1], version: 3 }]);
    expect(await street.refused(UndoMergeUnitsDocument, undo)).toMatchObject({ code: 'ALREADY_DONE' });
    // And once more.
    await street.do(MergeUnitsDocument, both);
    expect((await seen(mall, both.fromUnitId)).id).toBe(both.intoUnitId);
  });

  test('but not while somebody acts for one, nor what others registered, nor where something is in the way', async () => {
    const { world, street, mall, both } = await started();
    await using _ = world;
    const itself = { ...both, intoUnitId: both.fromUnitId };
    expect(await street.refused(MergeUnitsDocument, itself)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await street.refused(MergeUnitsDocument, { ...both, intoUnitId: mall.unitId })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const invited = await street.do(InviteFirstAdministratorDocument, { unitId: both.fromUnitId, personName: '会长' });
    expect(await street.refused(MergeUnitsDocument, both)).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'fromUnitId'],
      message: expect.stringContaining('invitations'),
    });
    const turned = { ...both, fromUnitId: both.intoUnitId, intoUnitId: both.fromUnitId };
    await street.do(MergeUnitsDocument, turned);
    const third = await registered(street, '第三家', 'DJ-3');
    expect(
      await street.refused(MergeUnitsDocument, { ...turned, fromUnitId: both.fromUnitId, intoUnitId: third }),
    ).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('merged into it'),
    });
    const chair = await stranger(world);
    await accepted(chair, there(invited.invitationCode));
    const number = { unitId: both.fromUnitId, scheme: 'OTHER' as const, value: 'X1' };
    await chair.do(AddUnitIdentifierDocument, number);
    expect(await street.refused(UndoMergeUnitsDocument, { mergedUnitId: both.intoUnitId })).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

test('of a merge one way and the other at once one is done', async () => {
  const { world, street, both } = await started();
  await using _ = world;
  const turned = { ...both, fromUnitId: both.intoUnitId, intoUnitId: both.fromUnitId };
  const payloads = await Promise.all(
    [both, turned, both, turned].map((input) => street.act(MergeUnitsDocument, input)),
  );
  expect(payloads.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  expect(await world.sql("select from directory.unit where kind = 'SOCIAL_ORGANISATION'")).toHaveLength(1);
});
