/** Whether somebody fits what an offer asks: judged by what the unit acted for knows of them, when it orders or asks. */
import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { wordsOfDocuments } from '../../../../domain/exchange/documents.ts';
import type { Names } from '../../../../domain/exchange/eligibility-words.ts';
import { knownFacts, knownPerson, type SaidGiven } from '../../eligibility/known.service.ts';
import { numbersOf, type Numbers, type NumbersGiven } from '../../eligibility/numbers.ts';
import { ownPost } from '../../eligibility/own-post.service.ts';
import { judgedAlone, type Judged } from '../../eligibility/judge.service.ts';
import type { Offer } from '../../listings/offers/offer.entity.ts';
import { requirementOf, type Requirement } from '../../listings/requirements/requirement.service.ts';
import type { Match } from '../matches/match.entity.ts';
import { OrderJudgement, OrderPerson } from './judgement.entity.ts';

export interface ForPerson extends NumbersGiven {
  readonly said?: SaidGiven | null;
}

/** Somebody who fits, by the numbers that were shown. */
interface Fitting {
  readonly edition: number;
  readonly numbers: Numbers;
}

const AT = ['input', 'forPerson'];

/**
 * Throws `NOT_ELIGIBLE` for who does not fit what the offer, which is locked, asks, or is not known to; with what to bring, and
 * nothing of what is known of them. Null of an offer for everybody, which is ordered for nobody in particular.
 */
export async function mustFit(act: Act, offer: Offer, forPerson: ForPerson | null): Promise<Fitting | null> {
  const requirement = await requirementOf(act, offer);
  if (requirement.eligibility.length === 0) {
    if (forPerson === null) return null;
    throw RefusalError.invalid(
      AT,
      '该供给不限适用对象，不需要个人信息；请去掉 forPerson。',
      'The offer is for everybody and takes nothing of a person: leave input.forPerson out.',
    );
  }
  if (forPerson === null) {
    throw RefusalError.invalid(
      AT,
      '该供给只面向符合条件的个人（见 eligibility），单位不能为自己点单；请在 forPerson 中给出居民的手机号或公民身份号码（不保存）。',
      'The offer is for persons who fit its eligibility, so a unit does not order it for itself: say in input.forPerson for whom, by a mobile or an identity number, which is not kept.',
    );
  }
  const numbers = numbersOf(forPerson, act.now, AT);
  const { verdict, reasons } = await fitOf(act, requirement, numbers, forPerson.said);
  if (verdict !== 'YES') {
    const documents = wordsOfDocuments(requirement.documents, await documentNamesOf(act, requirement));
    throw RefusalError.of('NOT_ELIGIBLE', { kind: 'offer', id: offer.id, verdict, reasons, documents });
  }
  return { edition: offer.requirementEdition ?? 0, numbers };
}

/** What the unit acted for knows of who has these numbers, judged by what is asked. */
export async function fitOf(
  act: Act,
  { eligibility }: Requirement,
  numbers: Numbers,
  said: ForPerson['said'],
): Promise<Judged> {
  const { facts } = await knownFacts(act, act.unit, numbers, said);
  return judgedAlone(act, { eligibility, exclusion: [] }, facts);
}

async function documentNamesOf(act: Act, { documents }: Requirement): Promise<Names> {
  const rows = await act.run<{ of: string; zh: string; en: string }>(
    'select t.code as of, t.label_zh as zh, t.label_en as en from directory.term t where t.code = any($1::text[])',
    [documents.flatMap(({ code }) => code ?? [])],
  );
  return new Map(rows.map(({ of, zh, en }) => [of, { zh, en }]));
}

/** Keeps that somebody fits, and whom the unit knows them as, which nobody else is told. The order is written. */
export async function keepFitting(act: Act, match: Match, offer: Offer, fitting: Fitting | null): Promise<void> {
  if (fitting === null) return;
  const { edition, numbers } = fitting;
  const of = { matchId: match.id, offerId: offer.id, edition, verdict: 'YES', judgedAt: act.now } as const;
  act.em.create(OrderJudgement, { ...of, postId: await ownPost(act, 'benefit:prove') });
  await act.em.flush();
  const personId = await knownPerson(act, numbers);
  act.em.create(OrderPerson, { matchId: match.id, ownerUnitId: act.unit, personId });
}

/** Throws `INVALID_INPUT` for an offer that is for some persons alone: it is ordered for one of them, and matched with no need. */
export async function mustBeForEverybody(act: Act, offer: Offer): Promise<void> {
  const { eligibility } = await requirementOf(act, offer);
  if (eligibility.length === 0) return;
  throw RefusalError.invalid(
    ['input', 'offerId'],
    '该供给只面向符合条件的个人，不与需求对接；请由单位为居民点单（orderOffer），或另选供给；认领时可不填 offerId。',
    'The offer is for persons who fit its eligibility and is matched with no need: have it ordered for somebody (orderOffer), or name another offer; a need is claimed without one too.',
  );
}
