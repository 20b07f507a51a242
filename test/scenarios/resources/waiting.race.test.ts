/** Who books while a unit tells something else of the resource: who need not wait does not, and who came second is told what came first. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import {
  BookPeriodDocument,
  BookPlacesDocument,
  PublishOfferDocument,
  RetireResourceDocument,
  SetAvailabilityDocument,
  SetBookingRuleDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { holding, standing } from '../holding.ts';
import { listed, slots, there } from '../story.ts';
import { always, booked, published, room, TODAY, usual } from './booking-steps.ts';

let world: World;
let mall: Actor;
let community: Actor;

beforeAll(async () => {
  world = await createWorld();
  ({ mall, community } = await world.alliance('五色', 'street', 'mall', 'community'));
});

afterAll(() => world[Symbol.asyncDispose]());

/** The first act is done but for the record of it when the other begins; both end in whatever order. */
async function overtaken<A, B>(first: () => Promise<A>, second: () => Promise<B>): Promise<[A, B]> {
  const letGo = await holding(world, 'lock table data.outbox in exclusive mode', []);
  const one = first();
  await standing(world, 1);
  const other = second();
  await standing(world, 2);
  await letGo();
  return Promise.all([one, other]);
}

const evening = () => ({ start: world.clock.day(1, '18:30'), end: world.clock.day(1, '21:00') });

test('nobody who books a place waits for who tells when the resource can be had', async () => {
  const { resourceId, slotIds } = await slots(mall, [evening()], 2);
  const uuid = parseId('resource', resourceId);
  const letGo = await holding(world, 'select from exchange.resource where id = $1 for no key update', [uuid]);
  try {
    const booking = booked(community, there(slotIds[0]));
    await Promise.race([booking, standing(world, 1)]);
    const seen = await world.sql('select state from exchange.booking where resource_id = $1', [uuid]);
    expect(seen).toEqual([{ state: 'CONFIRMED' }]);
    await booking;
  } finally {
    await letGo();
  }
});

test('who does not see a slot does not wait for it', async () => {
  const { stranger } = await world.alliance('红立方', 'other', 'stranger');
  const { slotIds } = await slots(mall, [evening()], 2);
  const slotId = there(slotIds[0]);
  const letGo = await holding(world, 'select from exchange.slot where id = $1 for update', [parseId('slot', slotId)]);
  try {
    // Who waits never comes to an answer.
    const refused = await stranger.act(BookPlacesDocument, { slotId, count: 1, purpose: '活动' });
    expect(refused).toMatchObject({ booking: null, userErrors: [{ code: 'NOT_FOUND' }] });
  } finally {
    await letGo();
  }
});

describe('who books as a whole, while', () => {
  const day = () => ({ start: world.clock.day(1, '10:00'), end: world.clock.day(1, '12:00') });
  const period = (resourceId: string) => ({ resourceId, period: day(), purpose: '活动' });

  test('it is withdrawn, is told that it is', async () => {
    const resourceId = await room(mall, '客厅');
    const [, answer] = await overtaken(
      () => mall.do(RetireResourceDocument, { resourceId, expectedVersion: 1, reason: '改建' }),
      () => community.act(BookPeriodDocument, period(resourceId)),
    );
    expect(answer.userErrors).toMatchObject([{ code: 'WRONG_STATE', state: 'RETIRED' }]);
  });

  test('its times are told anew, is told when it is free', async () => {
    const resourceId = await room(mall, '茶室');
    const closed = { resourceId, since: TODAY, windows: [], ...always, expectedVersion: 1 };
    const [, answer] = await overtaken(
      () => mall.do(SetAvailabilityDocument, closed),
      () => community.act(BookPeriodDocument, period(resourceId)),
    );
    expect(answer.userErrors).toMatchObject([{ code: 'PERIOD_NOT_FREE', free: [] }]);
  });

  test('it comes to be booked by places, is told so', async () => {
    const resourceId = await room(mall, '书房');
    const [, answer] = await overtaken(
      () => mall.do(SetBookingRuleDocument, { resourceId, ...usual, expectedVersion: 1 }),
      () => community.act(BookPeriodDocument, period(resourceId)),
    );
    expect(answer.userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
  });
});

test('who books a place of what is withdrawn at that moment is told that it is', async () => {
  const { resourceId, slotIds } = await slots(mall, [evening()], 2);
  const [, answer] = await overtaken(
    () => mall.do(RetireResourceDocument, { resourceId, expectedVersion: 1, reason: '改建' }),
    () => community.act(BookPlacesDocument, { slotId: there(slotIds[0]), count: 1, purpose: '排练' }),
  );
  expect(answer.userErrors).toMatchObject([{ code: 'WRONG_STATE', state: 'RETIRED' }]);
});

test('who offers what is withdrawn at that moment is told that it is', async () => {
  const resourceId = await published(mall, '大厅');
  const [, answer] = await overtaken(
    () => mall.do(RetireResourceDocument, { resourceId, expectedVersion: 1, reason: '改建' }),
    () => mall.act(PublishOfferDocument, listed({ resourceId })),
  );
  expect(answer.userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
});
