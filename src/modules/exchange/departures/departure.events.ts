/** What a unit leaves behind in an alliance ends with its membership, in the act of leaving; what is signed stays. */
import type { Act } from '../../../data/act.ts';
import type { Hears } from '../../../data/unit-of-work.ts';
import { openStates } from '../../../domain/exchange/match.ts';
import { Agreement } from '../agreements/agreement.entity.ts';
import { releaseAgreement } from '../agreements/release-agreement.service.ts';
import { lockMatches, withdrawOpen } from '../matches/end-match.service.ts';

const REASON = '其中一方已退出联盟。';

export const departures: Hears = {
  'membership:left': async (act, { allianceId, unitIds: [unitId] }) => {
    if (allianceId !== null && unitId !== undefined) await endWhatIsOpen(act, unitId, allianceId);
  },
};

/**
 * The membership is locked: nobody proposes to the unit, claims or accepts meanwhile. The other side may still decline or
 * sign, so states are looked at once everything is locked.
 */
async function endWhatIsOpen(act: Act, unitId: string, allianceId: string): Promise<void> {
  const isParty = { $or: [{ supplierUnitId: unitId }, { demanderUnitId: unitId }] };
  const matches = await lockMatches(act, { allianceId, state: { $in: [...openStates, 'AGREED'] }, ...isParty });
  await withdrawOpen(act, matches, REASON);
  for (const match of matches) {
    if (match.state !== 'AGREED') continue;
    const pending = await act.em.findOne(Agreement, { matchId: match.id, state: 'PENDING_SIGNATURES' });
    if (pending === null) continue;
    const agreement = await act.lock(Agreement, 'agreement', pending.id);
    if (agreement.state === 'PENDING_SIGNATURES') await releaseAgreement(act, agreement, match, REASON);
  }
}
