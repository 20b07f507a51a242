/** What the acts on deliveries and commitments are done to: each has a thing of its own. */
import { parseId } from '../../../src/domain/ids.ts';
import {
  ConfirmDeliveryDocument,
  DeclareBreachDocument,
  DisputeDeliveryDocument,
  RecordDeliveryDocument,
  ReferDisputeDocument,
  SuspendAgreementDocument,
  TerminateAgreementDocument,
} from '../../generated/operations.ts';
import { agreed, need, offer, proposal, signed, there } from '../../scenarios/story.ts';
import type { SmallWorld } from '../small-world/small-world.ts';
import type { Things } from '../small-world/supply.ts';

export async function promiseThings({ world, cast, things }: SmallWorld): Promise<Things> {
  const { street, mall, community } = cast.red;
  const delivered = { commitmentId: there(things['commitment']), occurredAt: there(things['now']), note: '又一次' };
  const objected = async (isReferred: boolean): Promise<string> => {
    const { delivery: it } = await mall.do(RecordDeliveryDocument, { ...delivered, amount: '0.05' });
    const of = { deliveryId: there(it).id };
    await community.do(DisputeDeliveryDocument, { ...of, reason: '没有' });
    if (isReferred) await mall.do(ReferDisputeDocument, { ...of, reason: '有签到表' });
    return of.deliveryId;
  };
  const { delivery: counting } = await mall.do(RecordDeliveryDocument, { ...delivered, amount: '0.05' });
  await community.do(ConfirmDeliveryDocument, { deliveryId: there(counting).id });
  const owed = async (title: string): Promise<string> => {
    const period = { start: world.clock.day(1, '09:00'), end: world.clock.day(2, '09:00') };
    const of = { needId: await need(community, { title, period }), offerId: await offer(mall, { title }) };
    const match = await agreed(mall, community, await proposal(street, of));
    await signed(mall, community, match);
    const commitmentId = there(there(match.agreement).commitments.nodes[0]).id;
    await world.sql('update exchange.commitment set due_at = $2 where id = $1', [
      parseId('commitment', commitmentId),
      world.clock.now(),
    ]);
    return commitmentId;
  };
  const inForce = async (title: string): Promise<{ agreementId: string; expectedVersion: number }> => {
    const period = { start: world.clock.day(1, '09:00'), end: world.clock.day(2, '09:00') };
    const of = { needId: await need(community, { title, period }), offerId: await offer(mall, { title }) };
    const match = await agreed(mall, community, await proposal(street, of));
    return { agreementId: await signed(mall, community, match), expectedVersion: 2 };
  };
  const [stopped, noticed] = [await inForce('将恢复'), await inForce('将继续')];
  await mall.do(SuspendAgreementDocument, { ...stopped, reason: '场地维修' });
  const effectiveAt = world.clock.day(30, '09:00');
  await mall.do(TerminateAgreementDocument, { ...noticed, reason: '另有安排', effectiveAt });
  const breachToAnswer = await owed('将说明');
  await community.do(DeclareBreachDocument, { commitmentId: breachToAnswer, reason: '未按时' });
  return {
    agreementToSuspend: (await inForce('将中止')).agreementId,
    agreementToResume: stopped.agreementId,
    agreementToTerminate: (await inForce('将终止')).agreementId,
    agreementToKeep: noticed.agreementId,
    breachToAnswer,
    commitmentToRelease: await owed('将解除'),
    commitmentToBreach: await owed('将认定'),
    deliveryToReverse: there(counting).id,
    disputeToWithdraw: await objected(false),
    disputeToRefer: await objected(false),
    disputeToResolve: await objected(true),
  };
}
