/** Whether a relation fits those that are there: one at a time where its type says so, and nobody above itself. */
import { z } from 'zod';
import type { Act } from '../../../data/act.ts';
import { isObjectOnce, isSubjectOnce } from '../../../domain/directory/relation.ts';
import { RefusalError } from '../../../domain/errors.ts';
import type { Relation, RelationType } from './relation.entity.ts';

type Pair = Pick<Relation, 'subjectUnitId' | 'objectUnitId'>;

const IN_THE_WAY = `
select r.id, s.short_name as subject, o.short_name as object, pair.is_same
from directory.relation r
cross join lateral (select least(r.subject_unit_id, r.object_unit_id) = least($3::uuid, $4::uuid)
  and greatest(r.subject_unit_id, r.object_unit_id) = greatest($3::uuid, $4::uuid) as is_same) pair
join directory.unit s on s.id = r.subject_unit_id
join directory.unit o on o.id = r.object_unit_id
where r.type_code = $1 and r.valid && $2::tstzrange and (
  pair.is_same or $5::boolean and r.subject_unit_id = $3::uuid or $6::boolean and r.object_unit_id = $4::uuid)
order by pair.is_same desc, r.id limit 1`;

const inTheWay = z.object({ id: z.string(), subject: z.string(), object: z.string(), is_same: z.boolean() });

/**
 * Throws `ALREADY_DONE` where the two units are in such a relation at some instant of `during`, and `INVALID_INPUT` where one
 * of them is in another and may be in one only.
 */
export async function mustBeFree(
  act: Act,
  { code, labelZh, labelEn, cardinality }: RelationType,
  { subjectUnitId, objectUnitId }: Pair,
  during: string,
  path: readonly string[],
): Promise<void> {
  const once = [isSubjectOnce(cardinality), isObjectOnce(cardinality)];
  const [row] = await act.run(IN_THE_WAY, [code, during, subjectUnitId, objectUnitId, ...once]);
  if (row === undefined) return;
  const { id, subject, object, is_same: isSame } = inTheWay.parse(row);
  if (isSame) {
    throw RefusalError.of('ALREADY_DONE', {
      ...{ kind: 'relation', id },
      what: {
        zh: `两单位在该时段已有“${labelZh}”关系。`,
        en: `The two units are in a relation "${labelEn}" in that time already.`,
      },
    });
  }
  throw RefusalError.invalid(
    path,
    `“${labelZh}”关系同一时间只能有一个：“${subject}”与“${object}”在该时段已有此关系。请先结束它（endRelation），或改用其他时段。`,
    `A unit is in one relation "${labelEn}" at a time, and there is one between "${subject}" and "${object}" in that time: end it first (endRelation), or propose another time.`,
  );
}

const HANGS_UNDER = 'select directory.hangs_under($1, $2::uuid, $3::uuid, $4::tstzrange) as hangs';
const hangsRow = z.object({ hangs: z.boolean() });

/** Throws `INVALID_INPUT` where the object hangs under the subject already: the two would make a ring. */
export async function mustKeepTree(
  act: Act,
  { code, isTree, labelZh, labelEn }: RelationType,
  { subjectUnitId, objectUnitId }: Pair,
  during: string,
  path: readonly string[],
): Promise<void> {
  if (!isTree) return;
  const [row] = await act.run(HANGS_UNDER, [code, objectUnitId, subjectUnitId, during]);
  if (!hangsRow.parse(row).hangs) return;
  throw RefusalError.invalid(
    path,
    `“${labelZh}”须成树：客体单位在该时段已直接或间接在主体单位之下，不能再为其上级。请核对双方次序，或先结束其间的关系（endRelation）。`,
    `"${labelEn}" makes a tree: the object is below the subject in that time already, directly or by others, and cannot be above it. Check which is which, or end a relation between them first (endRelation).`,
  );
}
