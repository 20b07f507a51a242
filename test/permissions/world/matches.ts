/** Matches of all origins, and micro-wishes: open, answered and over, on either side. */
import {
  CheckEligibilityDocument,
  CheckWhoComesDocument,
  ClaimWishDocument,
  CompleteWishDocument,
  CounterMatchDocument,
  DispatchNeedDocument,
  OrderOfferDocument,
  PublishOfferDocument,
  SetOfferMenuDocument,
  WithdrawClaimDocument,
} from '../../generated/operations.ts';
import { aged, identityNumberOf, mobileOf } from '../../scenarios/benefits/benefit-steps.ts';
import { listed, need, offer, proposal, there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Side } from './cast.ts';

const ITEM = { name: '大厅', unit: '场', price: { amount: '100' } };

export async function deal(world: World, side: Side): Promise<void> {
  await orderAndCall(world, side);
  await orderForSomebody(side);
  await wishFor(side);
}

async function orderAndCall(world: World, { coordinator, supplier, demander, both }: Side): Promise<void> {
  const respondBy = world.clock.day(20, '09:00');
  for (const from of [supplier, both]) {
    const offerId = await offer(from, { value: '90', maxPerUnit: '80' });
    const listed = await offer(from, { value: '90' });
    await from.do(SetOfferMenuDocument, { offerId: listed, expectedVersion: 1, items: [{ code: 'hall', ...ITEM }] });
    await demander.do(OrderOfferDocument, { offerId: listed, items: [{ code: 'hall', count: 2 }], respondBy });
    await demander.do(OrderOfferDocument, { offerId, amount: '1' });
    const needId = await need(demander, { value: '90', maxPerUnit: '80' });
    const { id: matchId } = await proposal(coordinator, { needId, offerId });
    const inReturn = { title: '志愿服务', quantity: { value: '2', unit: '小时' } };
    const period = { start: world.clock.day(3, '09:00'), end: world.clock.day(3, '12:00') };
    const terms = { matchId, expectedVersion: 1, amount: '2', inReturn, period, note: '周末' };
    await from.do(CounterMatchDocument, terms);
    const unitIds = [supplier.unitId, both.unitId];
    await demander.do(DispatchNeedDocument, { needId, amount: '1', unitIds, respondBy });
  }
}

/** What is for the old alone, ordered for one of them; asked of by the unit that orders and by the one that has it. */
async function orderForSomebody({ supplier, demander, both }: Side): Promise<void> {
  const documents = [{ code: 'document.identity-card' }, { name: '处方笺', note: '原件', isRequired: false }];
  for (const [i, from] of [supplier, both].entries()) {
    const asked = { ...listed({ value: '90' }), eligibility: aged(60), documents };
    const offerId = there((await from.do(PublishOfferDocument, asked)).offer).id;
    const forPerson = { identityNumber: identityNumberOf('1940-01-01', `90${i}`), mobile: mobileOf(900 + i) };
    const { match } = await demander.do(OrderOfferDocument, { offerId, amount: '1', forPerson });
    await from.do(CheckWhoComesDocument, { matchId: there(match).id, ...forPerson });
    for (const actor of [demander, from]) await actor.do(CheckEligibilityDocument, { offerId, ...forPerson });
  }
}

async function wishFor({ supplier, demander, both }: Side): Promise<void> {
  for (const [entered, claiming] of [
    [demander, supplier],
    [both, demander],
  ] as const) {
    const wish = () => need(entered, { kind: 'MICRO_WISH', maxClaims: 3, value: '90', unit: '件' });
    const claim = async (needId: string) => there((await claiming.do(ClaimWishDocument, { needId })).claim).id;
    const [open, done] = [await wish(), await wish()];
    await claim(open);
    const back = { claimId: await claim(await wish()), expectedVersion: 1, reason: '出差' };
    await claiming.do(WithdrawClaimDocument, back);
    await claim(done);
    await entered.do(CompleteWishDocument, { needId: done, expectedVersion: 1 });
  }
}
