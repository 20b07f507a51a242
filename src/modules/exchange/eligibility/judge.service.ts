/** Whether somebody fits the conditions of a benefit, an offer or an enrolment, and why not. */
import type { Act } from '../../../data/act.ts';
import type { EligibilityProblem } from '../../../domain/errors.ts';
import { conditionOf, type Part } from '../../../domain/exchange/eligibility-parts.ts';
import { wordsOf, type Names } from '../../../domain/exchange/eligibility-words.ts';
import { judge, reasonsOf, type Facts, type Verdict } from '../../../domain/exchange/eligibility.ts';
import { namesIn } from './names.service.ts';

export interface Judged {
  readonly verdict: Verdict;
  readonly reasons: readonly EligibilityProblem[];
}

const EXCLUDED = { zh: '属于不适用的情形。', en: 'It excludes people as this one is.' };

/** Whom something is for, and whom it is not for. */
interface Conditions {
  readonly eligibility: readonly Part[];
  readonly exclusion: readonly Part[];
}

/** What the conditions are called that somebody does not fit, of all of them together. */
export function namesOf(act: Act, all: readonly Conditions[], facts: Facts): Promise<Names> {
  const conditions = all.map(({ eligibility }) => conditionOf(eligibility));
  const unmet = conditions.filter((condition) => judge(condition, facts) !== 'YES');
  return unmet.length === 0 ? Promise.resolve(new Map()) : namesIn(act, unmet);
}

/** One judgement, with what its conditions are called. */
export async function judgedAlone(act: Act, conditions: Conditions, facts: Facts): Promise<Judged> {
  return judged(conditions, facts, await namesOf(act, [conditions], facts));
}

/** Excluded is who is known to fit what is excluded: nobody can prove that they do not. */
export function judged(conditions: Conditions, facts: Facts, names: Names): Judged {
  const exclusion = conditionOf(conditions.exclusion);
  if (exclusion !== null && judge(exclusion, facts) === 'YES') {
    return { verdict: 'NO', reasons: [{ part: 0, verdict: 'NO', message: EXCLUDED }] };
  }
  const eligibility = conditionOf(conditions.eligibility);
  const verdict = judge(eligibility, facts);
  if (verdict === 'YES') return { verdict, reasons: [] };
  const reasons = reasonsOf(eligibility, facts).map((reason) => ({
    part: reason.part,
    verdict: reason.verdict,
    message: wordsOf(reason, names),
  }));
  return { verdict, reasons };
}
