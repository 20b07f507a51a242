/** Whom an offer is for and what they bring: read from an input, and put in force as its next edition. */
import { isDeepStrictEqual } from 'node:util';
import type { Act } from '../../../../data/act.ts';
import { termsInUse } from '../../../../data/terms-in-use.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { readDocuments, type BroughtDocument, type DocumentGiven } from '../../../../domain/exchange/documents.ts';
import { readCondition, type ConditionGiven } from '../../../../domain/exchange/eligibility-input.ts';
import { conditionOf, partsOf, type Part } from '../../../../domain/exchange/eligibility-parts.ts';
import type { Condition } from '../../../../domain/exchange/eligibility.ts';
import { openStates } from '../../../../domain/exchange/match.ts';
import { globalId } from '../../../../domain/ids.ts';
import type { Match } from '../../matching/matches/match.entity.ts';
import { mustNameWhatIs } from '../../eligibility/names.service.ts';
import type { Offer } from '../offers/offer.entity.ts';
import { OfferRequirement } from './requirement.entity.ts';

/** What is left out stays; null takes it away. */
export interface RequirementGiven {
  readonly eligibility?: ConditionGiven | null;
  readonly documents?: readonly DocumentGiven[] | null;
}

export interface Requirement {
  readonly eligibility: readonly Part[];
  readonly documents: readonly BroughtDocument[];
}

const NOTHING: Requirement = { eligibility: [], documents: [] };
const AT = ['input', 'eligibility'];

export async function requirementOf(act: Act, { id, requirementEdition }: Offer): Promise<Requirement> {
  if (requirementEdition == null) return NOTHING;
  return act.em.findOneOrFail(OfferRequirement, { offerId: id, edition: requirementEdition });
}

/** What is asked from now on, where that is other than what was asked; null where it is the same. */
export async function otherRequirement(
  act: Act,
  given: RequirementGiven,
  was: Requirement = NOTHING,
): Promise<Requirement | null> {
  const { eligibility, documents } = given;
  const to = {
    eligibility: eligibility === undefined ? was.eligibility : await partsRead(act, eligibility),
    documents: documents === undefined ? was.documents : await documentsRead(act, documents ?? []),
  };
  const isSame =
    isDeepStrictEqual([...to.eligibility], [...was.eligibility]) &&
    isDeepStrictEqual([...to.documents], [...was.documents]);
  return isSame ? null : to;
}

async function partsRead(act: Act, given: ConditionGiven | null): Promise<readonly Part[]> {
  if (given === null) return [];
  const condition = readCondition(given, AT);
  await mustNameWhatIs(act, condition, AT);
  return partsOf(condition);
}

async function documentsRead(act: Act, given: readonly DocumentGiven[]): Promise<readonly BroughtDocument[]> {
  const documents = readDocuments(given);
  await mustBeDocuments(act, documents);
  return documents;
}

async function mustBeDocuments(act: Act, documents: readonly BroughtDocument[]): Promise<void> {
  const codes = documents.flatMap(({ code }) => code ?? []);
  if (codes.length === 0) return;
  const there = await termsInUse(act, ['DOCUMENT'], codes);
  const odd = documents.findIndex(({ code }) => code !== null && !there.has(code));
  if (odd < 0) return;
  throw RefusalError.invalid(
    ['input', 'documents', String(odd), 'code'],
    `没有“${documents[odd]?.code}”这一材料，请从 terms(filter: { scheme: [DOCUMENT] }) 中选择，或填写 name。`,
    `There is no document "${documents[odd]?.code}": choose one of terms(filter: { scheme: [DOCUMENT] }), or give a name.`,
  );
}

/** What a draft asks has to be there when it is published, not only when it was written. */
export async function mustStillName(act: Act, offer: Offer): Promise<void> {
  const { eligibility, documents } = await requirementOf(act, offer);
  const condition: Condition | null = conditionOf(eligibility);
  if (condition !== null) await mustNameWhatIs(act, condition, AT);
  await mustBeDocuments(act, documents);
}

/** Puts it in force, with the changes of its offer, which is locked or new: an edition is written once the offer has it. */
export async function putInForce(act: Act, offer: Offer, requirement: Requirement | null): Promise<void> {
  if (requirement === null) return;
  const edition = (offer.requirementEdition ?? 0) + 1;
  offer.requirementEdition = edition;
  await act.em.flush();
  const { eligibility, documents } = requirement;
  act.em.create(OfferRequirement, { offerId: offer.id, edition, eligibility, documents, writtenAt: act.now });
}

/** What is asked by a revision; null where it leaves that as it is. */
export async function revisedRequirement(act: Act, offer: Offer, given: RequirementGiven): Promise<Requirement | null> {
  return otherRequirement(act, given, await requirementOf(act, offer));
}

/** Throws `INVALID_INPUT` where a match that waits for an answer was begun for others than the offer would be for. */
export async function putRevisedInForce(
  act: Act,
  offer: Offer,
  to: Requirement | null,
  matches: readonly Match[],
): Promise<void> {
  if (to === null) return;
  mustKeepForMatches(await requirementOf(act, offer), to, matches);
  await putInForce(act, offer, to);
}

function mustKeepForMatches(was: Requirement, to: Requirement, matches: readonly Match[]): void {
  const open = matches.find(({ state }) => openStates.includes(state));
  if (open === undefined || isDeepStrictEqual([...to.eligibility], [...was.eligibility])) return;
  const match = globalId('match', open.id);
  throw RefusalError.invalid(
    AT,
    `撮合 ${match} 正待回应，适用条件此时不能改动；请先由双方接受、婉拒或撤回该撮合。`,
    `The match ${match} waits for an answer, and for whom the offer is does not change under it: have it accepted, declined or withdrawn first.`,
  );
}
