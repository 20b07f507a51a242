import type { Act } from '../../../../data/act.ts';
import { personRelationMachine } from '../../../../domain/directory/person-relation.ts';
import type { RelationState } from '../../../../domain/directory/relation.ts';
import { advance } from '../../../../domain/lifecycle.ts';
import { endedAt } from '../../../../domain/validity.ts';
import { PersonRelation } from './person-relation.entity.ts';

/** Posts come before what somebody is by them, which ends with them. */
const HELD_FIRST = 'select from directory.post where unit_id = $1::uuid order by id for update';
const LASTING = `
select id, host_unit_id = $1::uuid as "isHost" from directory.person_relation
where $1::uuid in (host_unit_id, home_unit_id)
  and (state = 'PROPOSED' or state = 'AGREED' and not isempty(valid) and (upper_inf(valid) or upper(valid) > $2::timestamptz))
order by id for update`;

/**
 * Ends what persons are to a unit that is dissolved, to its areas and places; what is only proposed is taken back or
 * declined. What persons of the unit are elsewhere ends with their posts. The unit is locked.
 */
export async function endPersonRelations(act: Act, unitId: string, reason: string): Promise<void> {
  await act.run(HELD_FIRST, [unitId]);
  const lasting = await act.run<{ id: string; isHost: boolean }>(LASTING, [unitId, act.now.toISOString()]);
  for (const { id } of lasting.filter(({ isHost }) => isHost)) {
    const relation = await act.lock(PersonRelation, 'personrelation', id);
    const open: RelationState = relation.proposedBy === 'UNIT' ? 'WITHDRAWN' : 'DECLINED';
    const to = relation.state === 'PROPOSED' ? open : 'ENDED';
    relation.state = advance(personRelationMachine, relation, to, 'end');
    if (to !== 'ENDED') relation.decidedAt = act.now;
    if (to !== 'WITHDRAWN') relation.reason = reason;
    if (relation.valid != null) relation.valid = endedAt(relation.valid, act.now);
    await act.em.flush();
    const { homeUnitId, state, typeCode } = relation;
    const unitIds = to === 'ENDED' && homeUnitId != null ? [unitId, homeUnitId] : [unitId];
    act.record(`person-relation:${to.toLowerCase()}`, 'personrelation', relation, {
      ...{ unitIds, body: { state, type: typeCode } },
    });
  }
}
