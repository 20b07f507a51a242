import type { Act } from '../../../../data/act.ts';
import { relationMachine, type RelationState } from '../../../../domain/directory/relation.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { endedAt } from '../../../../domain/validity.ts';
import { Relation } from './relation.entity.ts';
import { concerned } from './sides.service.ts';

const LASTING = `
select id from directory.relation
where $1::uuid in (subject_unit_id, object_unit_id)
  and (state = 'PROPOSED' or state = 'AGREED' and (upper(valid) is null or upper(valid) > $2::timestamptz))
  or proposed_by_unit_id = $1::uuid and state = 'PROPOSED'
order by id`;

/**
 * Ends the relations of a unit that is dissolved; what is only proposed is taken back or declined. What others are to areas
 * that it looks after stays with the areas. The unit is locked.
 */
export async function endRelations(act: Act, unitId: string, reason: string): Promise<void> {
  for (const { id } of await act.run<{ id: string }>(LASTING, [unitId, act.now.toISOString()])) {
    const relation = await act.lock(Relation, 'relation', id);
    const { proposedByUnitId } = relation;
    const open: RelationState = proposedByUnitId === unitId ? 'WITHDRAWN' : 'DECLINED';
    const to = relation.state === 'PROPOSED' ? open : 'ENDED';
    relation.state = advance(relationMachine, relation, to, 'end');
    if (to !== 'ENDED') relation.decidedAt = act.now;
    if (to !== 'WITHDRAWN') relation.reason = reason;
    if (relation.valid != null) relation.valid = endedAt(relation.valid, act.now);
    await act.em.flush();
    const body = { state: relation.state, type: relation.typeCode };
    act.record(`relation:${to.toLowerCase()}`, 'relation', relation, {
      unitIds: await concerned(act, relation),
      body,
    });
  }
}
