/** What becomes of the relations of units to an area that ends. */
import type { Act } from '../../../../data/act.ts';
import { instantInChina } from '../../../../domain/calendar.ts';
import { relationMachine } from '../../../../domain/directory/relation.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { endedAt, NEVER } from '../../../../domain/validity.ts';
import { Relation } from './relation.entity.ts';
import { concerned } from './sides.service.ts';

/** A relation as it was, and what of its time is after the end of the area. */
export interface Carried {
  readonly relation: Relation;
  readonly was: Pick<Relation, 'state' | 'reason'>;
  readonly rest: string;
}

const BEYOND = `
select id, (valid * tstzrange($2::timestamptz, null))::text as rest
from directory.relation
where object_area_id = $1::uuid and not isempty(valid) and (upper(valid) is null or upper(valid) > $2::timestamptz)
order by id`;

/** Ends them on the day on which the area is no more. What is only proposed is agreed no more from then on. The area is locked. */
export async function endRelationsOf(act: Act, areaId: string, day: string): Promise<Carried[]> {
  const end = instantInChina(day, '00:00');
  const ended: Carried[] = [];
  for (const { id, rest } of await act.run<{ id: string; rest: string }>(BEYOND, [areaId, end.toISOString()])) {
    const relation = await act.lock(Relation, 'relation', id);
    const { state, reason } = relation;
    ended.push({ relation, was: { state, reason }, rest });
    const valid = endedAt(relation.valid ?? NEVER, end);
    relation.valid = valid;
    if (relation.state === 'AGREED' && (end <= act.now || valid === NEVER)) {
      relation.state = advance(relationMachine, relation, 'ENDED', 'end');
      relation.reason = `所对区划自 ${day} 起失效 The area is no more since ${day}`;
    }
    await remember(act, 'relation:ended', relation);
  }
  return ended;
}

const CARRIES = `
select v.rest::text as rest from (
  select $4::tstzrange * directory.time_of_days(a.valid) as rest from directory.area a where a.id = $3::uuid) v
where not isempty(v.rest) and not exists (select from directory.relation r
  where r.type_code = $1 and r.object_area_id = $3::uuid and r.valid && v.rest
    and (r.subject_unit_id = $2::uuid or r.cardinality in ('ONE_TO_ONE', 'ONE_TO_MANY')))`;

/** The same area under another name or code: what units were to the one they are to the other, unless another is already. */
export async function carryOver(act: Act, relations: readonly Carried[], areaId: string): Promise<void> {
  for (const { relation, was, rest } of relations) {
    const { typeCode, subjectUnitId, cardinality, proposedByUnitId, proposedUntil, statement } = relation;
    const [fitting] = await act.run<{ rest: string }>(CARRIES, [typeCode, subjectUnitId, areaId, rest]);
    if (fitting === undefined) continue;
    const carried = act.em.create(Relation, {
      ...{
        id: act.newId('relation'),
        typeCode,
        subjectUnitId,
        cardinality,
        proposedByUnitId,
        proposedUntil,
        statement,
      },
      ...{ objectAreaId: areaId, valid: fitting.rest, ...was },
      ...{ proposedAt: act.now, decidedAt: act.now, version: 1 },
    });
    await remember(act, 'relation:carried-over', carried);
  }
}

async function remember(act: Act, action: string, relation: Relation): Promise<void> {
  await act.em.flush();
  const body = { state: relation.state, type: relation.typeCode };
  act.record(action, 'relation', relation, { unitIds: await concerned(act, relation), body });
}
