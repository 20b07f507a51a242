import { personRelationMachine } from '../../../../domain/directory/person-relation.ts';
import { whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import { any, both, sql } from '../../../../read/sql.ts';

const PROPOSED = whileIn(personRelationMachine, 'PROPOSED');

/** Relations of persons: what the person proposed waits for an administrator of the unit, what the unit proposed for the person. */
export const proposedPersonRelations: PendingSource = {
  kind: 'PERSON_RELATION',
  verb: 'ANSWER',
  waitsFor: 'PERSON',
  states: PROPOSED,
  acts: ['agreePersonRelation', 'declinePersonRelation'],
  isProtected: true,
  waits: (scope) => ({
    from: sql`directory.person_relation_shown r`,
    where: both(
      isWaiting(PROPOSED, sql`r.state`),
      any(
        both(sql`r.proposed_by = 'UNIT'`, scope.isPerson(sql`r.person_id`)),
        both(sql`r.proposed_by = 'PERSON'`, scope.administers(sql`r.host_unit_id`)),
      ),
    ),
    id: sql`r.id`,
    since: sql`r.proposed_at`,
    dueAt: sql`r.proposed_until`,
    unitId: sql`case r.proposed_by when 'UNIT' then r.host_unit_id else r.home_unit_id end`,
    waitsFor: sql`case r.proposed_by when 'UNIT' then 'PERSON' else 'UNIT' end`,
  }),
  // Who it is stands in the relation itself, for those who may be told.
  title: (id, scope) =>
    sql`(select ${says(
      scope,
      sql`'答复人员关系：' || t.label_zh`,
      sql`'Answer the relation of a person: ' || t.label_en`,
    )} from directory.person_relation_shown r join directory.person_relation_type t on t.code = r.type_code where r.id = ${id})`,
};
