import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import type { Terms } from '../../../../domain/exchange/terms.ts';
import { parseId } from '../../../../domain/ids.ts';
import { Agreement } from '../agreements/agreement.entity.ts';
import { addEdition, addParties } from './edition.service.ts';

interface Draft {
  readonly allianceId: string;
  readonly terms: Terms;
  /** The agreement that goes on in it. */
  readonly renewalOfId?: string | null;
}

/** An agreement without a match that waits for signatures. All parties are members of the alliance at that instant, and stay so until it is done. */
export async function openDraft(act: Act, { allianceId, terms, renewalOfId = null }: Draft): Promise<Agreement> {
  const partyUnitIds = terms.parties.map(({ unit }) => parseId('unit', unit));
  await mustBeMembers(act, partyUnitIds, allianceId);
  const [supplierUnitId, demanderUnitId] = partyUnitIds;
  if (supplierUnitId === undefined || demanderUnitId === undefined) throw new Error('an agreement of one');
  const agreement = act.em.create(Agreement, {
    id: act.newId('agreement'),
    ...{ allianceId, supplierUnitId, demanderUnitId, renewalOfId },
    title: terms.title,
    state: 'PENDING_SIGNATURES',
    edition: 1,
    createdAt: act.now,
    version: 1,
  });
  addParties(act, agreement, terms);
  addEdition(act, agreement, 1, terms);
  return agreement;
}

async function mustBeMembers(act: Act, unitIds: readonly string[], allianceId: string): Promise<void> {
  const held = await Promise.all(unitIds.map((unitId) => act.holdMembership(unitId, allianceId)));
  const missing = unitIds[held.indexOf(false)];
  if (missing === undefined) return;
  throw RefusalError.of('NOT_A_MEMBER', { unitId: missing, allianceId, isOwn: missing === act.unit });
}
