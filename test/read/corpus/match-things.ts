import { menu } from '../../scenarios/matching/match-steps.ts';
import { claimedBy, wish } from '../../scenarios/matching/wish-steps.ts';
import { need, offer, proposal } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { Things } from '../small-world/supply.ts';

/** What is ordered, sent to others, answered with other terms, claimed and done. */
export async function matchThings(street: Actor, mall: Actor, community: Actor, power: Actor): Promise<Things> {
  const pair = { needId: await need(community, { title: '将还价' }), offerId: await offer(mall, { title: '将还价' }) };
  const wishToComplete = await wish(community);
  await claimedBy(power, wishToComplete);
  const hall = [{ code: 'hall', name: '大厅', unit: '场', price: { amount: '100' } }];
  return {
    offerToList: await offer(mall, { title: '将设菜单' }),
    offerToOrder: await menu(mall, { title: '将点单', value: '9' }, hall),
    needToDispatch: await need(community, { title: '将发单' }),
    mallUnit: mall.unitId,
    matchToCounter: (await proposal(street, pair)).id,
    wishToClaim: await wish(community),
    claimToWithdraw: (await claimedBy(mall, await wish(community))).id,
    wishToComplete,
  };
}
