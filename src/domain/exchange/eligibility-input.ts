/** Conditions as people write them: a tree in which each node says one thing. Refused where it says none, or several, or too much. */
import { RefusalError, type InputIssue } from '../errors.ts';
import { parseId } from '../ids.ts';
import { codedKinds, groupKinds, numbered, type Condition } from './eligibility.ts';

export interface ConditionGiven {
  readonly all?: readonly ConditionGiven[] | null;
  readonly any?: readonly ConditionGiven[] | null;
  readonly none?: readonly ConditionGiven[] | null;
  readonly age?: { readonly from?: number | null; readonly below?: number | null } | null;
  readonly occupation?: CodesGiven | null;
  readonly household?: CodesGiven | null;
  readonly health?: CodesGiven | null;
  readonly relation?: CodesGiven | null;
  readonly membership?: { readonly allianceId: string } | null;
  readonly homeArea?: { readonly areaId: string; readonly needsProof: boolean } | null;
}

interface CodesGiven {
  readonly codes: readonly string[];
  readonly needsProof: boolean;
}

const MOST_PARTS = 40;
const DEEPEST = 5;
const OLDEST = 150;

const GROUPS = ['all', 'any', 'none'] as const;
const LEAVES = ['age', 'occupation', 'household', 'health', 'relation', 'membership', 'homeArea'] as const;
const SAYS = [...GROUPS, ...LEAVES] as const;

/** Throws `INVALID_INPUT` with every broken rule, each at its place; `path` leads to the whole. */
export function readCondition(given: ConditionGiven, path: readonly string[]): Condition {
  const issues: InputIssue[] = [];
  const condition = read(given, path, 1, issues);
  const [first] = issues;
  if (first !== undefined) throw RefusalError.of('INVALID_INPUT', { issues });
  if (numbered(condition).length > MOST_PARTS) {
    throw RefusalError.invalid(
      path,
      `条件至多 ${MOST_PARTS} 项，请合并或拆成两条规则。`,
      `${path.join('.')} has more than ${MOST_PARTS} parts: put some together, or make two rules of it.`,
    );
  }
  return condition;
}

const NOTHING: Condition = { kind: 'ALL', of: [] };

function read(given: ConditionGiven, path: readonly string[], depth: number, issues: InputIssue[]): Condition {
  const fail = (at: readonly string[], zh: string, en: string): Condition => {
    issues.push({ path: at, message: { zh, en: `${at.join('.')} ${en}` } });
    return NOTHING;
  };
  const said = SAYS.filter((name) => given[name] != null);
  const [one] = said;
  if (one === undefined || said.length > 1) {
    return fail(path, `须恰好填写其中一项：${SAYS.join('、')}。`, `has to say exactly one of ${SAYS.join(', ')}.`);
  }
  if (depth > DEEPEST) return fail(path, `条件至多嵌套 ${DEEPEST} 层。`, `is nested deeper than ${DEEPEST} levels.`);
  const at = [...path, one];
  for (const kind of groupKinds) {
    const list = given[kind.toLowerCase() as 'all' | 'any' | 'none'];
    if (list == null) continue;
    if (list.length === 0) return fail(at, '至少须有一项条件。', 'needs at least one condition.');
    return { kind, of: list.map((part, i) => read(part, [...at, String(i)], depth + 1, issues)) };
  }
  for (const kind of codedKinds) {
    const coded = given[kind.toLowerCase() as 'occupation' | 'household' | 'health' | 'relation'];
    if (coded == null) continue;
    const codes = [...new Set(coded.codes)];
    if (codes.length === 0 || codes.length > 20) return fail(at, '须有 1 至 20 个代码。', 'needs 1 to 20 codes.');
    // Nobody is taken at their word for what they are to somebody: a proof is needed, whatever is said.
    return { kind, codes, needsProof: kind === 'RELATION' || coded.needsProof };
  }
  if (given.age != null) return readAge(given.age, at, fail);
  if (given.membership != null) {
    return { kind: 'MEMBERSHIP', allianceId: parseId('alliance', given.membership.allianceId) };
  }
  const { areaId = '', needsProof = false } = given.homeArea ?? {};
  return { kind: 'HOME_AREA', areaId: parseId('area', areaId), needsProof };
}

type Fail = (at: readonly string[], zh: string, en: string) => Condition;

function readAge({ from = null, below = null }: NonNullable<ConditionGiven['age']>, at: readonly string[], fail: Fail) {
  const given = [from, below].filter((years) => years !== null);
  if (given.length === 0) return fail(at, '须填写 from 或 below。', 'needs from or below.');
  if (given.some((years) => years < 0 || years > OLDEST)) {
    return fail(at, `周岁须在 0 至 ${OLDEST} 之间。`, `has to lie between 0 and ${OLDEST} years.`);
  }
  if (from !== null && below !== null && from >= below) {
    return fail(at, 'below 须大于 from。', 'needs a below that is greater than from.');
  }
  return { kind: 'AGE', from, below } as const;
}
