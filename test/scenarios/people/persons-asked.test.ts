/** How persons come to be something: asked, for a term, and never without their consent (row 2, 兼职委员). */
import { expect, test } from '@jest/globals';
import {
  AgreePersonRelationDocument,
  DeclinePersonRelationDocument,
  EndPersonRelationDocument,
  ProposePersonRelationDocument,
  WithdrawPersonRelationDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { again, current, employed, left, relationsOf, settled, wish, wished } from './person-steps.ts';
import { accepted, invited, postsOf, stranger } from './posting.ts';
import { someUnit } from './relation-steps.ts';

test('nobody is related without being asked: each side answers the other, and its words are for the two', async () => {
  await using world = await createWorld();
  const [street, bureau] = [
    await someUnit(world, 'street', 'GOVERNMENT'),
    await someUnit(world, 'bureau', 'GOVERNMENT'),
  ];
  const { actor, postId } = await employed(world, bureau.unit, '被邀者');
  const type = 'part-time-committee';
  const asked = await wished(street, type, street.unitId, { postId });
  // Who holds the post is not told to who asks before they agree; nor is their unit told that they were asked.
  expect(asked).toMatchObject({ person: null, proposedBy: 'UNIT', state: 'PROPOSED', post: { title: '联络员' } });
  expect((await relationsOf(bureau, { type })).totalCount).toBe(0);
  expect(await street.refused(ProposePersonRelationDocument, wish(type, street.unitId, { postId }))).toMatchObject({
    code: 'ALREADY_DONE',
  });
  const answer = { personRelationId: asked.id, expectedVersion: 1 };
  expect(await street.refused(AgreePersonRelationDocument, answer)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await bureau.refused(AgreePersonRelationDocument, answer)).toMatchObject({ code: 'NOT_FOUND' });
  await actor.do(DeclinePersonRelationDocument, { ...answer, reason: '近期无暇' });
  expect(await current(street, asked.id)).toMatchObject({ state: 'DECLINED', reason: '近期无暇', person: null });
  const own = await wished(actor, type, street.unitId, { postId });
  expect(await current(street, own.id)).toMatchObject({ person: { name: '被邀者' }, proposedBy: 'PERSON' });
  await actor.do(WithdrawPersonRelationDocument, { personRelationId: own.id, expectedVersion: 1 });
  expect(await current(street, own.id)).toMatchObject({ state: 'WITHDRAWN', person: null });
  const agreed = await settled(street, actor, type, street.unitId, { postId });
  expect(await current(bureau, agreed.id)).toMatchObject({ person: { name: '被邀者' }, state: 'IN_FORCE' });
  world.clock.pass({ minutes: 1 });
  expect(await left(bureau, agreed)).toMatchObject({ state: 'ENDED', reason: '调整' });
  expect(
    await actor.refused(EndPersonRelationDocument, { personRelationId: agreed.id, expectedVersion: 3, reason: '再次' }),
  ).toMatchObject({ code: 'ALREADY_DONE' });
});

test('a post is for a term, renewed before it ends, and runs out by itself', async () => {
  await using world = await createWorld();
  const office = await someUnit(world, 'office', 'GOVERNMENT');
  const holder = await stranger(world);
  const [first, second] = [world.clock.day(30, '09:00'), world.clock.day(60, '09:00')];
  await accepted(holder, await invited(office, { title: '书记', until: first }));
  await accepted(holder, await invited(office, { title: '书记', since: first, until: second }));
  const states = async () =>
    (await postsOf(await again(world, office)))
      .filter(({ title }) => title === '书记')
      .map(({ state, until }) => [state, until !== null]);
  const term = async (days: number) => {
    world.clock.pass({ days });
    return (await states()).sort();
  };
  expect(await term(0)).toEqual([
    ['IN_FORCE', true],
    ['UPCOMING', true],
  ]);
  expect(await term(31)).toEqual([
    ['ENDED', true],
    ['IN_FORCE', true],
  ]);
  expect(await term(30)).toEqual([
    ['ENDED', true],
    ['ENDED', true],
  ]);
});
