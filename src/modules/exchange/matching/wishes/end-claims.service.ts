/** How claims of wishes end, one or many because of something else, and how each is told. */
import type { FilterQuery } from '@mikro-orm/core';
import type { Act } from '../../../../data/act.ts';
import type { Fact } from '../../../../data/act-records.ts';
import { claimMachine, type ClaimState } from '../../../../domain/exchange/wish.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { Need } from '../../listings/needs/need.entity.ts';
import { WishClaim } from './claim.entity.ts';

/** Takes back those that are not done yet, with their wishes locked first: their places are free again. */
export async function withdrawClaims(act: Act, which: FilterQuery<WishClaim>, reason: string): Promise<void> {
  const open = await act.em.find(WishClaim, { $and: [which, { state: 'CLAIMED' }] });
  for (const id of [...new Set(open.map(({ needId }) => needId))].sort()) await act.lock(Need, 'need', id);
  for await (const claim of act.lockEach(WishClaim, 'claim', open)) {
    if (claim.state === 'CLAIMED') await settleClaim(act, claim, 'WITHDRAWN', reason);
  }
}

/** Those of a unit in an alliance: its own, and those of wishes that it entered. */
export async function withdrawClaimsOf(
  act: Act,
  { allianceId, unitIds: [unitId] }: Fact,
  reason: string,
): Promise<void> {
  if (allianceId === null || unitId === undefined) return;
  const isParty = { $or: [{ supplierUnitId: unitId }, { demanderUnitId: unitId }] };
  await withdrawClaims(act, { allianceId, ...isParty }, reason);
}

const settlings = { DONE: ['complete', 'claim:done'], WITHDRAWN: ['withdraw', 'claim:withdrawn'] } as const;

/** Settles a claim that the caller has locked, and tells. Of the person the record says no more than the claim does. */
export async function settleClaim(
  act: Act,
  claim: WishClaim,
  to: Exclude<ClaimState, 'CLAIMED'>,
  reason: string | null,
): Promise<void> {
  const [tried, action] = settlings[to];
  claim.state = advance(claimMachine, claim, to, tried);
  claim.settledAt = act.now;
  claim.reason = reason;
  await tellClaim(act, action, claim);
}

/** Writes the claim and records what became of it. */
export async function tellClaim(act: Act, action: string, claim: WishClaim): Promise<{ claim: string }> {
  await act.em.flush();
  const { allianceId, supplierUnitId, demanderUnitId, state } = claim;
  act.record(action, 'claim', claim, { allianceId, unitIds: [supplierUnitId, demanderUnitId], body: { state } });
  return { claim: claim.id };
}
