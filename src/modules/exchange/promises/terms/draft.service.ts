import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { agreementMachine } from '../../../../domain/exchange/agreement.ts';
import { canonicalText, type Terms, type TermsParty } from '../../../../domain/exchange/terms.ts';
import { mustBeParties, mustMakeSense } from '../../../../domain/exchange/terms-rules.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';
import { mustBe } from '../../../../domain/lifecycle.ts';
import { Agreement } from '../agreements/agreement.entity.ts';
import { signable, type OfAgreement } from '../agreements/of-agreement.service.ts';
import { tellAgreement } from '../agreements/tell.service.ts';
import { addEdition, editionOf } from './edition.service.ts';
import { termsFrom, type GivenTerms } from './given-terms.ts';
import { openDraft } from './open-draft.service.ts';

interface DraftAgreement {
  readonly idempotencyKey: string;
  readonly title: string;
  readonly parties: readonly { readonly unitId: string; readonly role?: string | null; readonly mustSign: boolean }[];
  readonly terms: GivenTerms;
}
interface ProposeTerms extends OfAgreement {
  readonly terms: GivenTerms;
}

const sameTerms = {
  zh: '所提条款与现行版本相同，无需另提；认可即可签署（signAgreement）。',
  en: 'That is what the agreement says now: sign it if you agree (signAgreement).',
};

/** Agreements that come out of no match: drafted, and proposed anew until all who have to have signed the same edition. */
export class DraftService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  draft(viewer: Viewer, input: DraftAgreement): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'draftAgreement', input }, async (act) => {
      const allianceId = await act.alliance();
      const partyUnitIds = input.parties.map(({ unitId }) => parseId('unit', unitId));
      act.assertCan('agreement:draft', { allianceId, partyUnitIds });
      const parties = input.parties.map(({ unitId, role, mustSign }) => ({
        unit: unitId,
        role: role ?? null,
        mustSign,
      }));
      mustBeParties(parties);
      const terms = termsFrom(input.title, parties, input.terms);
      mustMakeSense(terms, act.now);
      const agreement = await openDraft(act, { allianceId, terms });
      return tellAgreement(act, 'agreement:drafted', agreement);
    });
  }

  /** Of two who propose at once, one has not seen what the other did. Signatures of the edition before no longer count. */
  propose(viewer: Viewer, input: ProposeTerms): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'proposeTerms', input }, async (act) => {
      const { seen, parties } = await signable(act, input, 'agreement:propose-terms');
      const agreement = await act.lock(Agreement, 'agreement', seen.id);
      if (agreement.matchId != null) throw agreedInMatch(agreement);
      mustBe(agreementMachine, agreement, 'propose', 'PENDING_SIGNATURES');
      act.expectVersion('agreement', agreement, input.expectedVersion);
      const terms = termsFrom(agreement.title, parties.map(spelledParty), input.terms);
      mustMakeSense(terms, act.now);
      mustEndSometime(agreement);
      mustDiffer(agreement, terms, (await editionOf(act, agreement)).canonical);
      agreement.edition += 1;
      addEdition(act, agreement, agreement.edition, terms);
      return tellAgreement(act, 'agreement:proposed', agreement);
    });
  }
}

interface PartyRow {
  readonly unitId: string;
  readonly role?: string | null | undefined;
  readonly mustSign: boolean;
}

const spelledParty = ({ unitId, role, mustSign }: PartyRow): TermsParty => ({
  unit: globalId('unit', unitId),
  role: role ?? null,
  mustSign,
});

/** Everything that was ever proposed is kept and read: two who come to no terms in so many editions begin anew. */
const MOST_EDITIONS = 50;

function mustEndSometime({ id, state, edition }: Agreement): void {
  if (edition < MOST_EDITIONS) return;
  throw RefusalError.of('WRONG_STATE', {
    ...{ kind: 'agreement', id, state, act: 'propose' },
    is: { zh: `已有 ${MOST_EDITIONS} 版条款`, en: `has ${MOST_EDITIONS} editions already` },
    wayOut: {
      zh: '请签署现行版本（signAgreement），或取消后另行起草（draftAgreement）。',
      en: 'Sign what it says now (signAgreement), or cancel it and draft another (draftAgreement).',
    },
  });
}

function mustDiffer({ id }: Agreement, terms: Terms, before: string): void {
  if (canonicalText(terms) === before)
    throw RefusalError.of('ALREADY_DONE', { kind: 'agreement', id, what: sameTerms });
}

function agreedInMatch({ id, state }: Agreement): RefusalError {
  return RefusalError.of('WRONG_STATE', {
    ...{ kind: 'agreement', id, state, act: 'propose' },
    is: { zh: '出自撮合，其条款已由双方接受', en: 'came out of a match, whose terms both sides accepted' },
    wayOut: {
      zh: '请先取消该协议（cancelAgreement），再另行撮合并还价（counterMatch）。',
      en: 'Cancel it (cancelAgreement), have the match proposed anew and answer that with other terms (counterMatch).',
    },
  });
}
