import { describe, expect, test } from '@jest/globals';
import { placeWords } from '../../../src/domain/directory/unit-places.ts';
import { parseId } from '../../../src/domain/ids.ts';
import {
  AddUnitIdentifierDocument,
  AuditOfDocument,
  InviteFirstAdministratorDocument,
  MergeUnitsDocument,
  RegisterUnitDocument,
  UndoMergeUnitsDocument,
  UnitRegisteredDocument,
  UnitsFoundDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { accepted, stranger } from '../people/posting.ts';
import { foundBy, unitsIn } from './sheets.ts';
import { there } from '../story.ts';

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

test('invitations that were taken back or ran out stand in no merge’s way, and the way out that is told is one', async () => {
  const { world, street, both } = await started();
  await using _ = world;
  const turned = { ...both, fromUnitId: both.intoUnitId, intoUnitId: both.fromUnitId };
  for (const unitId of [both.fromUnitId, both.intoUnitId]) {
    await street.do(InviteFirstAdministratorDocument, { unitId, personName: '会长' });
  }
  for (const input of [both, turned]) {
    const { message } = await street.refused(MergeUnitsDocument, input);
    expect(message).toContain('invitations');
    expect(message).not.toContain('the other way round');
  }
  const now = () =>
    world.sql<{ id: string; unit_id: string }>('select id, unit_id from directory.invitation order by id');
  const open = await now();
  const [from, into] = [parseId('unit', both.fromUnitId), parseId('unit', both.intoUnitId)];
  const first = there(open.find(({ unit_id: of }) => of === from));
  await world.sql("update directory.invitation set state = 'CANCELLED', decided_at = created_at where id = $1", [
    first.id,
  ]);
  expect((await street.refused(MergeUnitsDocument, turned)).message).toContain('the other way round');
  await street.do(MergeUnitsDocument, both);
  expect(await now()).toEqual(open.map(({ id }) => ({ id, unit_id: into })));
  await street.do(UndoMergeUnitsDocument, { mergedUnitId: both.fromUnitId });
  expect(await now()).toEqual(open);
  // One that nobody ever answered.
  const third = await registered(street, '第三家', 'DJ-3');
  await street.do(InviteFirstAdministratorDocument, { unitId: third, personName: '会长' });
  world.clock.pass({ days: 8 });
  await street.do(MergeUnitsDocument, { ...both, fromUnitId: third });
  expect(
    await world.sql("select from directory.invitation where state = 'CANCELLED' and unit_id = $1", [into]),
  ).toHaveLength(1);
});

test('whatever units have is named in words', async () => {
  await using world = await createWorld();
  const tables = await world.sql<{ place: string }>(
    `select distinct conrelid::regclass::text as place from pg_constraint where contype = 'f' and confrelid = 'directory.unit'::regclass
     and conrelid <> all(array['directory.unit_search', 'directory.unit_identifier']::regclass[]) order by 1`,
  );
  expect(tables.map(({ place }) => place).filter((place) => !(place in placeWords))).toEqual([]);
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
