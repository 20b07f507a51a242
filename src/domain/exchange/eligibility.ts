/**
 * Whom something is for (适用条件), as data: conditions on a person, and all, any or none of several. What is not known of
 * somebody is neither met nor missed: conditions are judged with three values, after Kleene.
 */
import { fullYears } from './ages.ts';

export type Verdict = 'YES' | 'NO' | 'UNKNOWN';

export const groupKinds = ['ALL', 'ANY', 'NONE'] as const;
export const codedKinds = ['OCCUPATION', 'HOUSEHOLD', 'HEALTH', 'RELATION'] as const;
type GroupKind = (typeof groupKinds)[number];
type CodedKind = (typeof codedKinds)[number];

interface Group {
  readonly kind: GroupKind;
  readonly of: readonly Condition[];
}
/** In full years by the day in China: from that many on, and below that many. */
interface Age {
  readonly kind: 'AGE';
  readonly from: number | null;
  readonly below: number | null;
}
/** One of the codes; where `needsProof`, what is only said does not count. */
interface Coded {
  readonly kind: CodedKind;
  readonly codes: readonly string[];
  readonly needsProof: boolean;
}
/** Acts or works for a unit that is an active member of the alliance. */
interface Member {
  readonly kind: 'MEMBERSHIP';
  readonly allianceId: string;
}
/** Lives in the area, or in one that lies in it. */
interface Home {
  readonly kind: 'HOME_AREA';
  readonly areaId: string;
  readonly needsProof: boolean;
}

export type Leaf = Age | Coded | Member | Home;
export type Condition = Group | Leaf;
export type ConditionKind = Condition['kind'];

/** A code that is known of somebody. */
export interface Known {
  readonly code: string;
  readonly isProven: boolean;
}

/** What is known of somebody on a day; nothing is told of what is not known. */
export interface Facts {
  /** The day in China. */
  readonly today: string;
  readonly bornOn: string | null;
  readonly codes: Readonly<Record<CodedKind, readonly Known[]>>;
  /** The alliances of the units that they are proven to work for; null where no such unit is known. */
  readonly allianceIds: readonly string[] | null;
  /** Where they live, with every area that it lies in; null where it is not known. */
  readonly home: { readonly areaIds: readonly string[]; readonly isProven: boolean } | null;
}

export const isGroup = (condition: Condition): condition is Group => 'of' in condition;

/** Whether somebody fits. Nothing is asked where there is no condition. */
export function judge(condition: Condition | null, facts: Facts): Verdict {
  if (condition === null) return 'YES';
  if (!isGroup(condition)) return judgeLeaf(condition, facts);
  const verdicts = condition.of.map((part) => judge(part, facts));
  if (condition.kind === 'ALL') return weakest(verdicts);
  const any = strongest(verdicts);
  return condition.kind === 'ANY' ? any : opposite(any);
}

const weakest = (all: readonly Verdict[]): Verdict =>
  all.includes('NO') ? 'NO' : all.includes('UNKNOWN') ? 'UNKNOWN' : 'YES';
const strongest = (all: readonly Verdict[]): Verdict =>
  all.includes('YES') ? 'YES' : all.includes('UNKNOWN') ? 'UNKNOWN' : 'NO';
const opposite = (one: Verdict): Verdict => (one === 'YES' ? 'NO' : one === 'NO' ? 'YES' : 'UNKNOWN');

function judgeLeaf(leaf: Leaf, facts: Facts): Verdict {
  switch (leaf.kind) {
    case 'AGE':
      return judgeAge(leaf, facts);
    case 'MEMBERSHIP':
      return facts.allianceIds === null ? 'UNKNOWN' : of(facts.allianceIds.includes(leaf.allianceId));
    case 'HOME_AREA':
      return judgeHome(leaf, facts);
    default:
      return judgeCodes(leaf, facts.codes[leaf.kind]);
  }
}

const of = (holds: boolean): Verdict => (holds ? 'YES' : 'NO');

function judgeAge({ from, below }: Age, { bornOn, today }: Facts): Verdict {
  if (bornOn === null) return 'UNKNOWN';
  const years = fullYears(bornOn, today);
  return of((from === null || years >= from) && (below === null || years < below));
}

function judgeHome({ areaId, needsProof }: Home, { home }: Facts): Verdict {
  if (home === null || (needsProof && !home.isProven)) return 'UNKNOWN';
  return of(home.areaIds.includes(areaId));
}

/** Of occupations a person is taken to have the one that is known; what else a household is, nobody has to have said. */
function judgeCodes({ kind, codes, needsProof }: Coded, known: readonly Known[]): Verdict {
  const counted = known.filter(({ isProven }) => isProven || !needsProof);
  if (counted.some(({ code }) => codes.includes(code))) return 'YES';
  return kind === 'OCCUPATION' && counted.length > 0 ? 'NO' : 'UNKNOWN';
}

/** Why somebody does not fit, or is not known to. */
export interface Reason {
  /** The part that decides, by its number in `parts`. */
  readonly part: number;
  readonly verdict: Exclude<Verdict, 'YES'>;
  readonly leaf: Leaf;
  /** Whether the part has to hold, or must not. */
  readonly isWanted: boolean;
}

/** The parts to blame where the whole is not `YES`; none where it is. `verdict` is of what is demanded of the part. */
export function reasonsOf(condition: Condition | null, facts: Facts): Reason[] {
  if (condition === null) return [];
  const numbers = new Map(numbered(condition).map(({ condition: part, number }) => [part, number]));
  const found: Reason[] = [];
  const look = (part: Condition, isWanted: boolean): void => {
    const verdict = judge(part, facts);
    const reached = isWanted ? verdict : opposite(verdict);
    if (reached === 'YES') return;
    if (!isGroup(part)) found.push({ part: numbers.get(part) ?? 0, verdict: reached, leaf: part, isWanted });
    else for (const one of part.of) look(one, part.kind === 'NONE' ? !isWanted : isWanted);
  };
  look(condition, true);
  return found;
}

interface Numbered {
  readonly condition: Condition;
  readonly number: number;
  readonly within: number | null;
  readonly depth: number;
}

/** The condition and all within it, a group before what is in it, from 1. */
export function numbered(condition: Condition): Numbered[] {
  const found: Numbered[] = [];
  const add = (part: Condition, within: number | null, depth: number): void => {
    const number = found.length + 1;
    found.push({ condition: part, number, within, depth });
    if (isGroup(part)) for (const one of part.of) add(one, number, depth + 1);
  };
  add(condition, null, 1);
  return found;
}
