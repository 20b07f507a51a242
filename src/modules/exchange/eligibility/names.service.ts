/** What a condition names: whether it is there, and what it is called. */
import type { Act } from '../../../data/act.ts';
import { termsInUse } from '../../../data/terms-in-use.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { namedIn } from '../../../domain/exchange/eligibility-parts.ts';
import type { Names } from '../../../domain/exchange/eligibility-words.ts';
import { isGroup, numbered, type Condition } from '../../../domain/exchange/eligibility.ts';

const NAMES = `
select t.code as of, t.label_zh as zh, t.label_en as en from directory.term t where t.code = any($1::text[])
union all select r.code, r.label_zh, r.label_en from directory.person_relation_type r where r.code = any($1::text[])
union all select a.id::text, a.name, a.name from directory.area a where a.id = any($2::uuid[])
union all select l.id::text, l.name, l.name from directory.alliance l where l.id = any($3::uuid[])`;

export async function namesIn(act: Act, conditions: readonly (Condition | null)[]): Promise<Names> {
  const named = conditions.map(namedIn);
  const rows = await act.run<{ of: string; zh: string; en: string }>(NAMES, [
    named.flatMap(({ codes }) => codes),
    named.flatMap(({ areaIds }) => areaIds),
    named.flatMap(({ allianceIds }) => allianceIds),
  ]);
  return new Map(rows.map(({ of, zh, en }) => [of, { zh, en }]));
}

const SCHEMES = { OCCUPATION: 'OCCUPATION', HOUSEHOLD: 'HOUSEHOLD_FACT', HEALTH: 'PERSON_HEALTH' } as const;

/** Throws `INVALID_INPUT` or `NOT_FOUND` where the condition names what is not there. */
export async function mustNameWhatIs(act: Act, condition: Condition, path: readonly string[]): Promise<void> {
  const names = await namesIn(act, [condition]);
  const { areaIds, allianceIds } = namedIn(condition);
  for (const id of areaIds) if (!names.has(id)) throw RefusalError.notFound('area', id);
  for (const id of allianceIds) if (!names.has(id)) throw RefusalError.notFound('alliance', id);
  for (const { condition: leaf } of numbered(condition)) {
    if (isGroup(leaf) || !('codes' in leaf)) continue;
    await mustBeCodes(act, leaf.kind, leaf.codes, path, names);
  }
}

export async function mustBeCodes(
  act: Act,
  kind: 'OCCUPATION' | 'HOUSEHOLD' | 'HEALTH' | 'RELATION',
  codes: readonly string[],
  path: readonly string[],
  names: Names,
): Promise<void> {
  const there = kind === 'RELATION' ? names : await termsInUse(act, [SCHEMES[kind]], codes);
  const odd = codes.find((code) => !there.has(code));
  if (odd === undefined) return;
  const of = kind === 'RELATION' ? 'personRelationTypes' : `terms(filter: { scheme: [${SCHEMES[kind]}] })`;
  throw RefusalError.invalid(
    path,
    `没有“${odd}”这一取值，请从 ${of} 中选择。`,
    `There is no "${odd}": choose one of ${of}.`,
  );
}
