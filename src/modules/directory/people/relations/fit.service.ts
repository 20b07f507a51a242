/** Whether a relation fits those that are there: one at a time where its type says so, and nobody above itself. */
import { z } from 'zod';
import type { Act } from '../../../../data/act.ts';
import { isObjectOnce, isSubjectOnce } from '../../../../domain/directory/relation.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import type { RelationType } from './relation.entity.ts';
import type { Sides } from './sides.service.ts';

const IN_THE_WAY = `
select r.id, s.short_name as subject, coalesce(o.short_name, a.name) as object, pair.is_same
from directory.relation r
cross join lateral (select case when r.object_area_id is not null
  then r.subject_unit_id = $3::uuid and r.object_area_id = $7::uuid
  else least(r.subject_unit_id, r.object_unit_id) = least($3::uuid, $4::uuid)
    and greatest(r.subject_unit_id, r.object_unit_id) = greatest($3::uuid, $4::uuid) end as is_same) pair
join directory.unit s on s.id = r.subject_unit_id
left join directory.unit o on o.id = r.object_unit_id
left join directory.area a on a.id = r.object_area_id
where r.type_code = $1 and r.valid && $2::tstzrange and (pair.is_same or $5::boolean and r.subject_unit_id = $3::uuid
  or $6::boolean and (r.object_unit_id = $4::uuid or r.object_area_id = $7::uuid))
order by pair.is_same desc, r.id limit 1`;

const inTheWay = z.object({ id: z.string(), subject: z.string(), object: z.string(), is_same: z.boolean() });

/**
 * Throws `ALREADY_DONE` where the two are in such a relation at some instant of `during`, and `INVALID_INPUT` where one
 * of them is in another and may be in one only.
 */
export async function mustBeFree(
  act: Act,
  { code, labelZh, labelEn, cardinality }: RelationType,
  { subjectUnitId, objectUnitId, objectAreaId }: Sides,
  during: string,
  path: readonly string[],
): Promise<void> {
  const once = [isSubjectOnce(cardinality), isObjectOnce(cardinality)];
  const object = [objectUnitId ?? null, ...once, objectAreaId ?? null];
  const [row] = await act.run(IN_THE_WAY, [code, during, subjectUnitId, ...object]);
  if (row === undefined) return;
  const { id, subject, object: other, is_same: isSame } = inTheWay.parse(row);
  if (isSame) {
    throw RefusalError.of('ALREADY_DONE', {
      ...{ kind: 'relation', id },
      what: {
        zh: `双方在该时段已有“${labelZh}”关系。`,
        en: `The two are in a relation "${labelEn}" in that time already.`,
      },
    });
  }
  throw RefusalError.invalid(
    path,
    `“${labelZh}”关系同一时间只能有一个：“${subject}”与“${other}”在该时段已有此关系。请先结束它（endRelation），或改用其他时段。`,
    `There is one relation "${labelEn}" at a time, and there is one between "${subject}" and "${other}" in that time: end it first (endRelation), or propose another time.`,
  );
}

const HANGS_UNDER = 'select directory.hangs_under($1, $2::uuid, $3::uuid, $4::tstzrange) as hangs';
const hangsRow = z.object({ hangs: z.boolean() });

/** Throws `INVALID_INPUT` where the object hangs under the subject already: the two would make a ring. */
export async function mustKeepTree(
  act: Act,
  { code, isTree, labelZh, labelEn }: RelationType,
  { subjectUnitId, objectUnitId }: Sides,
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
