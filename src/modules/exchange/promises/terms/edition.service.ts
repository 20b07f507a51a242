/** Parties and editions of an agreement: how they are made, and who the parties are. */
import { createHash } from 'node:crypto';
import type { Act } from '../../../../data/act.ts';
import { canonicalText, type Terms } from '../../../../domain/exchange/terms.ts';
import { parseId } from '../../../../domain/ids.ts';
import type { Agreement } from '../agreements/agreement.entity.ts';
import { AgreementEdition, AgreementParty } from './edition.entity.ts';

type Identified = Pick<Agreement, 'id'>;

/** Those of the terms, in their order. */
export function addParties(act: Act, { id: agreementId }: Identified, { parties }: Terms): void {
  for (const [i, { unit, role, mustSign }] of parties.entries()) {
    const unitId = parseId('unit', unit);
    act.em.create(AgreementParty, { agreementId, unitId, rank: i + 1, role, mustSign });
  }
}

/** The terms as the edition of that number, proposed by the unit acted for. */
export function addEdition(act: Act, { id: agreementId }: Identified, number: number, terms: Terms): AgreementEdition {
  const canonical = canonicalText(terms);
  const hash = createHash('sha256').update(canonical, 'utf8').digest('hex');
  const proposed = { proposedByUnitId: act.unit, proposedAt: act.now };
  return act.em.create(AgreementEdition, { agreementId, number, canonical, hash, ...proposed });
}

/** In the order of the agreement. */
export function partiesOf(act: Act, { id: agreementId }: Identified): Promise<AgreementParty[]> {
  return act.em.find(AgreementParty, { agreementId }, { orderBy: { rank: 'asc' } });
}

/** The units that have to sign, in their order: who signs promises, and settles what was promised. */
export async function signersOf(act: Act, agreement: Identified): Promise<string[]> {
  return signing(await partiesOf(act, agreement));
}

export const signing = (parties: readonly AgreementParty[]): string[] =>
  parties.flatMap(({ unitId, mustSign }) => (mustSign ? [unitId] : []));

/** The edition that is signed now. */
export async function editionOf(act: Act, { id, edition: number }: Agreement): Promise<AgreementEdition> {
  const found = await act.em.findOne(AgreementEdition, { agreementId: id, number });
  if (found === null) throw new Error(`the agreement ${id} has no edition ${number}`);
  return found;
}
