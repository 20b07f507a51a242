/**
 * What a unit leaves behind in an alliance ends with its membership, in the act that ends it; what is signed stays. Where the
 * membership is only suspended, what is agreed goes on as well.
 */
import type { Act } from '../../../data/act.ts';
import type { Fact } from '../../../data/act-records.ts';
import type { Hears } from '../../../data/unit-of-work.ts';
import { openStates } from '../../../domain/exchange/match.ts';
import { Agreement } from '../promises/agreements/agreement.entity.ts';
import { releaseAgreement } from '../promises/agreements/release-agreement.service.ts';
import type { Match } from '../matching/matches/match.entity.ts';
import { withdrawClaimsOf } from '../matching/wishes/end-claims.service.ts';
import { lockMatches, withdrawOpen } from '../matching/matches/end-match.service.ts';

/** The reason is read by both sides. */
const ending = (reason: string) => async (act: Act, fact: Fact) => {
  const matches = await lockedMatches(act, fact, [...openStates, 'AGREED']);
  await withdrawOpen(act, matches, reason);
  await withdrawClaimsOf(act, fact, reason);
  for (const match of matches) if (match.state === 'AGREED') await releaseUnsigned(act, match, reason);
  await releaseDrafts(act, fact, reason);
};

export const departures: Hears = {
  'membership:left': ending('其中一方已退出联盟。'),
  'membership:removed': ending('其中一方已被联盟除名。'),
  'membership:ended': ending('联盟已解散。'),
  'membership:suspended': async (act, fact) => {
    const reason = '其中一方在联盟的成员资格已中止。';
    await withdrawOpen(act, await lockedMatches(act, fact, openStates), reason);
    await withdrawClaimsOf(act, fact, reason);
  },
};

/**
 * Those of the unit in the alliance. The membership is locked: nobody proposes to the unit, claims or accepts meanwhile. The
 * other side may still decline or sign, so states are looked at once everything is locked.
 */
async function lockedMatches(
  act: Act,
  { allianceId, unitIds: [unitId] }: Fact,
  states: readonly Match['state'][],
): Promise<Match[]> {
  if (allianceId === null || unitId === undefined) return [];
  const isParty = { $or: [{ supplierUnitId: unitId }, { demanderUnitId: unitId }] };
  return lockMatches(act, { allianceId, state: { $in: [...states] }, ...isParty });
}

async function releaseUnsigned(act: Act, match: Match, reason: string): Promise<void> {
  const pending = await act.em.findOne(Agreement, { matchId: match.id, state: 'PENDING_SIGNATURES' });
  if (pending === null) return;
  const agreement = await act.lock(Agreement, 'agreement', pending.id);
  if (agreement.state === 'PENDING_SIGNATURES') await releaseAgreement(act, agreement, match, reason);
}

const DRAFTS = `
select g.id from exchange.agreement g join exchange.agreement_party p on p.agreement_id = g.id
where g.alliance_id = $1::uuid and p.unit_id = $2::uuid and g.match_id is null and g.state = 'PENDING_SIGNATURES'`;

/** Those that the unit is a party of and that came out of no match. */
async function releaseDrafts(act: Act, { allianceId, unitIds: [unitId] }: Fact, reason: string): Promise<void> {
  const drafts = await act.run<{ id: string }>(DRAFTS, [allianceId, unitId]);
  for await (const agreement of act.lockEach(Agreement, 'agreement', drafts)) {
    if (agreement.state === 'PENDING_SIGNATURES') await releaseAgreement(act, agreement, null, reason);
  }
}
