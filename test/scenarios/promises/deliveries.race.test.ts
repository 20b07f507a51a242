import { expect, test } from '@jest/globals';
import {
  ConfirmDeliveryDocument,
  DisputeDeliveryDocument,
  RecordInFullDocument,
  ReferDisputeDocument,
  ReleaseCommitmentDocument,
  ResolveDisputeDocument,
  ReverseDeliveryDocument,
  WithdrawDisputeDocument,
} from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { commitmentOf, confirmed, delivered, disputed, promised, said, standing } from './delivery-steps.ts';

const ROUNDS = scaled(3, 20);

test('a delivery that is confirmed and disputed at once is one of the two', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const { commitmentId } = await promised(street, mall, community, { value: '100' });
  let counted = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const deliveryId = await delivered(world, mall, commitmentId, '1');
    const [yes, no] = await Promise.all([
      community.act(ConfirmDeliveryDocument, { deliveryId }),
      community.act(DisputeDeliveryDocument, { deliveryId, reason: '未到场' }),
    ]);
    expect([...yes.userErrors, ...no.userErrors]).toMatchObject([{ code: 'WRONG_STATE' }]);
    counted += yes.delivery === null ? 0 : 1;
    expect((await commitmentOf(mall, commitmentId)).fulfilled.value).toBe(String(counted));
  }
});

test('of two who take the same back at once one does, and it is taken off once', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const { commitmentId } = await promised(street, mall, community, { value: '10' });
  for (let round = 0; round < ROUNDS; round += 1) {
    const deliveryId = await confirmed(world, mall, community, commitmentId, '10');
    expect(await standing(street, commitmentId)).toBe('FULFILLED 10+0 COMPLETED');
    const about = { deliveryId, reason: '误登记' };
    const tries = await Promise.all([
      mall.act(ReverseDeliveryDocument, about),
      community.act(ReverseDeliveryDocument, about),
    ]);
    expect(tries.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'ALREADY_DONE' }]);
    const reversal = there(tries.map(({ delivery }) => delivery).find((one) => one !== null));
    const others = tries[0].delivery === null ? mall : community;
    const answers = await Promise.all(
      [1, 2].map(() => others.act(ConfirmDeliveryDocument, { deliveryId: reversal.id })),
    );
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'ALREADY_DONE' }]);
    expect(await standing(street, commitmentId)).toBe('OPEN 0+10 ACTIVE');
  }
});

test('what is recorded, what is no longer objected to and what is decided at once never come to more than the promise', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const { commitmentId } = await promised(street, mall, community, { value: '10' });
  const [mine, theirs] = [
    await disputed(world, mall, community, commitmentId, '6'),
    await disputed(world, mall, community, commitmentId, '6'),
  ];
  await mall.do(ReferDisputeDocument, { deliveryId: theirs, reason: '请认定' });
  const answers = await Promise.all([
    community.act(WithdrawDisputeDocument, { deliveryId: mine }),
    street.act(ResolveDisputeDocument, { deliveryId: theirs, amount: '6', reason: '有签到' }),
    mall.act(RecordInFullDocument, said(world, commitmentId, '6')),
  ]);
  expect(answers.filter(({ delivery }) => delivery !== null)).toHaveLength(1);
  expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([
    { code: 'NOT_ENOUGH_LEFT' },
    { code: 'NOT_ENOUGH_LEFT' },
  ]);
});

test('an objection that is withdrawn while a coordinator decides ends in one of the two', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const { commitmentId } = await promised(street, mall, community, { value: '100' });
  let counted = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const deliveryId = await disputed(world, mall, community, commitmentId, '2');
    await mall.do(ReferDisputeDocument, { deliveryId, reason: '请认定' });
    const [withdrawn, decided] = await Promise.all([
      community.act(WithdrawDisputeDocument, { deliveryId }),
      street.act(ResolveDisputeDocument, { deliveryId, amount: '1', reason: '一场' }),
    ]);
    expect([...withdrawn.userErrors, ...decided.userErrors]).toMatchObject([{ code: 'WRONG_STATE' }]);
    counted += withdrawn.delivery === null ? 1 : 2;
    expect((await commitmentOf(mall, commitmentId)).fulfilled.value).toBe(String(counted));
  }
});

test('what is released and what is recorded at once never come to more than is owed', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  for (let round = 0; round < ROUNDS; round += 1) {
    const { commitmentId } = await promised(street, mall, community, { value: '10' });
    const [released, recorded, more] = await Promise.all([
      community.act(ReleaseCommitmentDocument, { commitmentId, amount: '6', reason: '报名不足' }),
      mall.act(RecordInFullDocument, said(world, commitmentId, '6')),
      community.act(RecordInFullDocument, said(world, commitmentId, '4')),
    ]);
    const refusals = [...released.userErrors, ...recorded.userErrors, ...more.userErrors];
    expect(refusals).toMatchObject([{ code: 'NOT_ENOUGH_LEFT' }]);
    const { outstanding } = await commitmentOf(street, commitmentId);
    expect(outstanding.value).toBe(released.commitment === null ? '10' : '4');
  }
});

test('all that is released while something is recorded: one of the two', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  for (let round = 0; round < ROUNDS; round += 1) {
    const { commitmentId } = await promised(street, mall, community, { value: '10' });
    const [released, recorded] = await Promise.all([
      community.act(ReleaseCommitmentDocument, { commitmentId, reason: '不再需要' }),
      mall.act(RecordInFullDocument, said(world, commitmentId, '1')),
    ]);
    const isReleased = released.commitment !== null;
    const refusals = [...released.userErrors, ...recorded.userErrors];
    expect(refusals).toMatchObject([{ code: isReleased ? 'WRONG_STATE' : 'NOT_ENOUGH_LEFT' }]);
    expect(await standing(street, commitmentId)).toBe(isReleased ? 'RELEASED 0+0 COMPLETED' : 'OPEN 0+10 ACTIVE');
  }
});
