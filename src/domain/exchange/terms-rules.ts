/** Which terms make sense: whoever gives or takes something is in the agreement and signs it, and all of it is due in its time. */
import { RecurrenceError } from '../calendar/recurrence.ts';
import { RefusalError, type Bilingual, type InputIssue } from '../errors.ts';
import { beginsAsRuled, promisesMoreThan } from './instalments.ts';
import type { PlannedCommitment, Terms, TermsParty } from './terms.ts';
import { mustBeCountable } from './worth.ts';

/** The most that one agreement promises, each time counted. */
const MOST_PROMISED = 400;
const MOST_YEARS = 10;
const DAY_MS = 86_400_000;

const issue = (path: readonly (string | number)[], zh: string, en: string): InputIssue => {
  const named = ['input', ...path].map(String);
  const name = named.join('.');
  return { path: named, message: { zh: `${name} ${zh}`, en: `${name} ${en}` } };
};

/** Throws `INVALID_INPUT` with everything that is wrong with the parties. */
export function mustBeParties(parties: readonly TermsParty[]): void {
  const issues: InputIssue[] = [];
  for (const [i, { unit }] of parties.entries()) {
    if (parties.findIndex((other) => other.unit === unit) < i)
      issues.push(issue(['parties', i, 'unitId'], '重复：每个单位只列一次。', 'is there before: list each unit once.'));
  }
  if (parties.filter(({ mustSign }) => mustSign).length < 2)
    issues.push(issue(['parties'], '至少须有两方签署。', 'needs at least two who sign.'));
  throwThese(issues);
}

/** Throws `INVALID_INPUT` with everything that is wrong with what is promised, and when. */
export function mustMakeSense(terms: Terms, now: Date): void {
  throwThese([
    ...inTime(terms, now, ['terms']),
    ...terms.commitments.flatMap((each, i) => ofCommitment(terms, each, i, now)),
  ]);
  mustBeCountable(terms.commitments);
  mustBeFew(terms, ['terms', 'commitments']);
}

/** The same of what was signed before, which made sense but for its time. */
export function mustMakeSenseThen(terms: Terms, now: Date): void {
  throwThese(inTime(terms, now, []));
  mustBeFew(terms, ['validThrough']);
}

function mustBeFew(terms: Terms, path: readonly string[]): void {
  if (!promisesMoreThan(MOST_PROMISED, terms)) return;
  throwThese([
    issue(
      path,
      `按重复规则展开后至多 ${MOST_PROMISED} 项，请减少次数或缩短期限。`,
      `may come to ${MOST_PROMISED} in all, each time counted: promise less often, or for a shorter time.`,
    ),
  ]);
}

function inTime({ validFrom, validThrough }: Terms, now: Date, within: readonly string[]): InputIssue[] {
  const [from, through] = [validFrom, validThrough].map((text) => (text === null ? null : new Date(text)));
  const at = (zh: string, en: string): InputIssue[] => [issue([...within, 'validThrough'], zh, en)];
  if (through == null) return [];
  if (through <= now) return at('须晚于现在。', 'must be in the future.');
  if (from != null && from >= through) return at('须晚于 validFrom。', 'must be later than validFrom.');
  if (through.getTime() - (from ?? now).getTime() > MOST_YEARS * 366 * DAY_MS)
    return at(`至多 ${MOST_YEARS} 年。`, `may be ${MOST_YEARS} years away at most.`);
  return [];
}

function ofCommitment(terms: Terms, commitment: PlannedCommitment, i: number, now: Date): InputIssue[] {
  const at = (field: string, zh: string, en: string): InputIssue => issue(['terms', 'commitments', i, field], zh, en);
  const { from, to } = commitment;
  const issues = [
    ...(
      [
        ['fromUnitId', from],
        ['toUnitId', to],
      ] as const
    ).flatMap(([field, unit]) => {
      const party = terms.parties.find((one) => one.unit === unit);
      if (party === undefined)
        return [
          at(field, '不是协议的当事单位，请先列入 parties。', 'is no party of the agreement: list it there first.'),
        ];
      return party.mustSign
        ? []
        : [at(field, '须签署协议才能给出或接受。', 'gives or takes something and so has to sign (mustSign).')];
    }),
    ...(from === to ? [at('toUnitId', '须为另一单位。', 'must be another unit than the one that gives.')] : []),
  ];
  return [...issues, ...ofTime(terms, commitment, now).map(({ field, zh, en }) => at(field, zh, en))];
}

interface OfField extends Bilingual {
  readonly field: string;
}

function ofTime({ validFrom, validThrough }: Terms, { dueAt, recurrence }: PlannedCommitment, now: Date): OfField[] {
  const due = dueAt === null ? null : new Date(dueAt);
  if (due !== null && due <= now) return [{ field: 'dueAt', zh: '须晚于现在。', en: 'must be in the future.' }];
  const isOutside =
    due !== null &&
    ((validFrom !== null && due < new Date(validFrom)) || (validThrough !== null && due > new Date(validThrough)));
  if (isOutside) return [{ field: 'dueAt', zh: '须在协议期限之内。', en: 'must be within the time of the agreement.' }];
  if (recurrence === null) return [];
  if (due === null || validThrough === null) {
    const [zh, en] = [
      '须同时写明 dueAt（首次期限）和 validThrough。',
      'needs dueAt, which is the first time, and validThrough.',
    ];
    return [{ field: 'recurrence', zh, en }];
  }
  return ofRule(recurrence, due);
}

function ofRule(recurrence: string, due: Date): OfField[] {
  try {
    if (beginsAsRuled(recurrence, due)) return [];
    return [{ field: 'dueAt', zh: '不是重复规则所定的日子。', en: 'is no day of its recurrence.' }];
  } catch (error) {
    if (error instanceof RecurrenceError) return [{ field: 'recurrence', zh: error.text.zh, en: `: ${error.text.en}` }];
    throw error;
  }
}

function throwThese(issues: readonly InputIssue[]): void {
  if (issues.length > 0) throw RefusalError.of('INVALID_INPUT', { issues });
}
