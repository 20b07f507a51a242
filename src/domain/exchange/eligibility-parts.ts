/**
 * Conditions as a list of parts, each with the number of the group that it is in: how they are kept and read. GraphQL cannot
 * ask for a tree without saying how deep it is.
 */
import { isGroup, numbered, type Condition, type ConditionKind } from './eligibility.ts';

/** Named as the columns of a row of it are in SQL. */
export interface Part {
  readonly number: number;
  readonly within: number | null;
  readonly kind: ConditionKind;
  readonly from: number | null;
  readonly below: number | null;
  readonly codes: readonly string[];
  readonly needs_proof: boolean | null;
  readonly alliance_id: string | null;
  readonly area_id: string | null;
}

export function partsOf(condition: Condition | null): Part[] {
  if (condition === null) return [];
  return numbered(condition).map(({ condition: one, number, within }) => ({
    number,
    within,
    kind: one.kind,
    from: one.kind === 'AGE' ? one.from : null,
    below: one.kind === 'AGE' ? one.below : null,
    codes: 'codes' in one ? one.codes : [],
    needs_proof: 'needsProof' in one ? one.needsProof : null,
    alliance_id: one.kind === 'MEMBERSHIP' ? one.allianceId : null,
    area_id: one.kind === 'HOME_AREA' ? one.areaId : null,
  }));
}

/** The condition that the parts are of; null where there are none. */
export function conditionOf(parts: readonly Part[]): Condition | null {
  const [root] = parts;
  return root === undefined ? null : built(root, parts);
}

function built(part: Part, parts: readonly Part[]): Condition {
  const { kind, from, below, codes } = part;
  const needsProof = part.needs_proof ?? false;
  switch (kind) {
    case 'ALL':
    case 'ANY':
    case 'NONE':
      return { kind, of: parts.filter(({ within }) => within === part.number).map((one) => built(one, parts)) };
    case 'AGE':
      return { kind, from, below };
    case 'MEMBERSHIP':
      return { kind, allianceId: part.alliance_id ?? '' };
    case 'HOME_AREA':
      return { kind, areaId: part.area_id ?? '', needsProof };
    default:
      return { kind, codes, needsProof };
  }
}

/** What of vocabularies, areas and alliances the condition names. */
export function namedIn(condition: Condition | null): {
  readonly codes: readonly string[];
  readonly areaIds: readonly string[];
  readonly allianceIds: readonly string[];
} {
  const leaves = condition === null ? [] : numbered(condition).map((one) => one.condition);
  return {
    codes: leaves.flatMap((leaf) => (isGroup(leaf) || !('codes' in leaf) ? [] : leaf.codes)),
    areaIds: leaves.flatMap((leaf) => (leaf.kind === 'HOME_AREA' ? [leaf.areaId] : [])),
    allianceIds: leaves.flatMap((leaf) => (leaf.kind === 'MEMBERSHIP' ? [leaf.allianceId] : [])),
  };
}
