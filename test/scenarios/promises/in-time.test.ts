import { expect, test } from '@jest/globals';
import { withOwner } from '../../../src/data/open.ts';
import { parseId } from '../../../src/domain/ids.ts';
import { confirmDeliveries } from '../../../src/modules/exchange/index.ts';
import {
  AgreementsInStateDocument,
  ConfirmDeliveryDocument,
  DisputeDeliveryDocument,
  NeedNowDocument,
  RecordInFullDocument,
  ReleaseCommitmentDocument,
  ReverseDeliveryDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { theOne, waitingFor } from '../access/pending-steps.ts';
import { there } from '../story.ts';
import { commitmentOf, delivered, promised, said, standing, type Promised } from './delivery-steps.ts';

/** An agreement in whose terms silence confirms after so many days. */
async function withTerm(world: World, days: number, value = '10') {
  const cast = await world.alliance('五色', 'street', 'mall', 'community');
  const promise: Promised = await promised(cast.street, cast.mall, cast.community, { value });
  const id = parseId('agreement', promise.agreementId);
  await world.sql('update exchange.agreement set confirm_within_days = $2 where id = $1', [id, days]);
  /** What they came with has expired once days have passed. */
  const again = (actor: Actor) => world.people.actor(there(actor.person), there(actor.unit), cast.uuid);
  return { ...cast, ...promise, again };
}

const chore = (world: World): Promise<number> =>
  withOwner(world.database, (client) => confirmDeliveries(client, world.clock.now()));

test('what nobody answers in time counts from that instant on, for all who read, before and after it is written down', async () => {
  await using world = await createWorld();
  const { commitmentId, agreementId, again, ...cast } = await withTerm(world, 7);
  let { street, mall, community } = cast;
  const needs = await world.sql<{ id: string }>('select id from exchange.need');
  const deliveryId = await delivered(world, mall, commitmentId, '10');
  const at = new Date(world.clock.now().getTime() + 7 * 86_400_000);
  expect(await theOne(community, 'DELIVERY')).toMatchObject({ isOverdue: false });
  expect(Date.parse(there((await theOne(community, 'DELIVERY')).dueAt))).toBe(at.getTime());

  world.clock.set(new Date(at.getTime() - 1).toISOString());
  [street, mall, community] = [await again(street), await again(mall), await again(community)];
  expect(await standing(street, commitmentId)).toBe('OPEN 0+10 ACTIVE');
  expect(await waitingFor(community)).toEqual([`DELIVERY ${deliveryId}`]);
  expect(await chore(world)).toBe(0);

  world.clock.set(at.toISOString());
  const read = async () => {
    const { state, deliveries } = await commitmentOf(mall, commitmentId);
    const { agreements } = await mall.ask(AgreementsInStateDocument, { filter: { state: ['COMPLETED'] } });
    return {
      state,
      standing: await standing(street, commitmentId),
      delivery: deliveries.nodes,
      waits: [await waitingFor(community), await waitingFor(mall)],
      completed: there(agreements).nodes.map(({ id }) => id),
    };
  };
  const before = await read();
  expect(before).toMatchObject({
    ...{ state: 'FULFILLED', standing: 'FULFILLED 10+0 COMPLETED', waits: [[], []], completed: [agreementId] },
    delivery: [{ state: 'CONFIRMED', confirmedByTimeout: true, answeredBy: null, counted: { value: '10' } }],
  });
  expect(Date.parse(there(before.delivery[0]?.answeredAt))).toBe(at.getTime());
  expect(await chore(world)).toBe(1);
  expect(await chore(world)).toBe(0);
  expect(await read()).toEqual(before);
  // With the last of it the need is fulfilled, and all of it is on record as what time did.
  const { need } = await community.ask(NeedNowDocument, { id: `need_${there(needs[0]).id.replaceAll('-', '')}` });
  expect(there(need).state).toBe('FULFILLED');
  const facts = await world.sql(
    `select o.type, a.request_id, a.person_id is null and a.unit_id is null as "isNobodys" from data.outbox o
     join data.audit a on a.action = o.type and a.subject_id = o.subject_id where o.actor ->> 'person' is null order by o.seq`,
  );
  expect(facts).toEqual(
    ['delivery:confirmed', 'commitment:fulfilled', 'agreement:completed', 'need:fulfilled'].map((type) => ({
      ...{ type, request_id: 'system', isNobodys: true },
    })),
  );
});

test('who acts finds it confirmed: nobody disputes it, records beyond it or gives it up any more', async () => {
  await using world = await createWorld();
  const { commitmentId, again, ...cast } = await withTerm(world, 7);
  let { mall, community } = cast;
  const deliveryId = await delivered(world, mall, commitmentId, '6');
  world.clock.pass({ days: 7 });
  [mall, community] = [await again(mall), await again(community)];
  expect(await community.refused(DisputeDeliveryDocument, { deliveryId, reason: '未到场' })).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('is confirmed and counts'),
  });
  expect(await community.refused(ConfirmDeliveryDocument, { deliveryId })).toMatchObject({ code: 'ALREADY_DONE' });
  expect(await community.refused(ReleaseCommitmentDocument, { commitmentId, amount: '5', reason: '不' })).toMatchObject(
    {
      code: 'NOT_ENOUGH_LEFT',
      remainingQuantity: { value: '4', unit: '场' },
    },
  );
  expect(await standing(mall, commitmentId)).toBe('OPEN 6+4 ACTIVE');
  await mall.do(RecordInFullDocument, said(world, commitmentId, '4'));

  // It is taken back like any other; for that silence is no answer.
  const { delivery } = await community.do(ReverseDeliveryDocument, { deliveryId, reason: '未到场' });
  expect(there(delivery)).toMatchObject({ confirmBy: null, confirmedByTimeout: false });
  world.clock.pass({ days: 60 });
  mall = await again(mall);
  expect(await standing(mall, commitmentId)).toBe('FULFILLED 10+0 COMPLETED');
  expect(await waitingFor(mall)).toEqual([`DELIVERY_REVERSAL ${there(delivery).id}`]);
  await mall.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
  expect(await standing(mall, commitmentId)).toBe('OPEN 4+6 ACTIVE');
});

test('a dispute in time stands; without a term nothing is confirmed by silence', async () => {
  await using world = await createWorld();
  const { commitmentId, again, street, mall, community } = await withTerm(world, 1);
  const deliveryId = await delivered(world, mall, commitmentId, '6');
  await community.do(DisputeDeliveryDocument, { deliveryId, reason: '未到场' });
  const other = await promised(street, mall, community, { value: '10' });
  await delivered(world, mall, other.commitmentId, '6');
  world.clock.pass({ days: 30 });
  const later = await again(mall);
  expect(await standing(later, commitmentId)).toBe('OPEN 0+10 ACTIVE');
  expect(await standing(later, other.commitmentId)).toBe('OPEN 0+10 ACTIVE');
  expect(await chore(world)).toBe(0);
});
