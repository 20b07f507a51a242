/** Persons correct what is known of them, and have it erased: what they did stays, who they were does not. */
import { expect, test } from '@jest/globals';
import { globalId } from '../../../src/domain/ids.ts';
import {
  EndPostDocument,
  ErasePersonDocument,
  PersonRelationAsItIsDocument,
  SetPersonDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { persons, relationsOf, resident, settled } from './person-steps.ts';
import { accepted, ending, invited, postsOf, stranger } from './posting.ts';
import { someUnit } from './relation-steps.ts';
import { site } from '../land/sites.ts';
import { there } from '../story.ts';

test('who held a post and was in charge of a room is erased on request, once the post is over', async () => {
  await using world = await createWorld();
  const unit = await someUnit(world, 'community');
  const somebody = await stranger(world);
  const post = await accepted(somebody, await invited(unit, { personName: '钱七七' }));
  const room = await site(unit);
  const office = await settled(somebody, unit, 'room-keeper', room, { postId: post.id });
  await somebody.do(SetPersonDocument, { name: '钱柒柒', expectedVersion: 1 });
  expect(await somebody.refused(ErasePersonDocument, {})).toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('endPost') as unknown,
  });
  await somebody.do(EndPostDocument, ending(post));
  const { person } = await somebody.do(ErasePersonDocument, {});
  expect(person).toEqual({ id: globalId('person', there(somebody.person)), name: '已删除', version: 3 });
  // Nothing of them is left, in no table and under no key; that somebody held the post is.
  expect((await unit.ask(PersonRelationAsItIsDocument, { id: office.id })).personRelation).toBeNull();
  expect((await postsOf(unit)).map(({ holder }) => holder?.name).sort()).toEqual(['已删除', '某人']);
  const names = await world.sql<{ n: number }>(
    `select count(*)::integer as n from (select p.name from directory.person p union all
       select i.person_name from directory.invitation i) t where t.name ~ '钱'`,
  );
  expect(names).toEqual([{ n: 0 }]);
  expect(await world.sql('select from data.subject_key where subject_id = $1', [somebody.person])).toEqual([]);
  // Who they are they may say anew.
  const again = await somebody.do(SetPersonDocument, { name: '赵八', expectedVersion: 3 });
  expect(again.person).toMatchObject({ name: '赵八', version: 4 });
});

test('one who is erased is counted no more, nor does anybody else lose anything', async () => {
  await using world = await createWorld();
  const unit = await someUnit(world, 'community');
  const all = await Promise.all(Array.from({ length: 6 }, (_, i) => resident(world, `居民${i}`)));
  for (const one of all) await settled(one, unit, 'migrant-membership', unit.unitId);
  expect(await persons(unit, 'migrant-membership')).toEqual([6, 6]);
  await there(all[0]).do(ErasePersonDocument, {});
  expect(await persons(unit, 'migrant-membership')).toEqual([5, 5]);
  expect((await relationsOf(unit, { hostUnitId: unit.unitId })).nodes.map(({ person }) => person?.name)).toEqual(
    all.slice(1).map((_, i) => `居民${i + 1}`),
  );
  await there(all[1]).do(ErasePersonDocument, {});
  expect(await persons(unit, 'migrant-membership')).toEqual([null, null]);
});
