import { relationMachine } from '../../../../domain/directory/relation.ts';
import { whileIn } from '../../../../domain/pending.ts';
import { isWaiting, says, type PendingSource } from '../../../../read/pending.ts';
import type { Scope } from '../../../../read/scope.ts';
import { any, both, nothing, sql, type Sql } from '../../../../read/sql.ts';

const PROPOSED = whileIn(relationMachine, 'PROPOSED');

/** An administrator of the side that did not propose it; for an area, of a unit that looks after it, or after what it lies in. */
function answers(scope: Scope): Sql {
  const keeps =
    scope.kind === 'PERSON'
      ? both(
          sql`r.object_area_id is not null and directory.keeps_area(${scope.unit}, r.object_area_id, ${scope.today})`,
          scope.administers(scope.unit),
        )
      : nothing;
  const ofSubject = sql`r.proposed_by_unit_id = r.subject_unit_id`;
  return any(
    both(ofSubject, any(scope.administers(sql`r.object_unit_id`), keeps)),
    both(scope.administers(sql`r.subject_unit_id`), sql`not ${ofSubject}`),
  );
}

/** Relations of units that the other side proposed. */
export const proposedRelations: PendingSource = {
  kind: 'RELATION',
  verb: 'ANSWER',
  waitsFor: 'UNIT',
  states: PROPOSED,
  acts: ['agreeRelation', 'declineRelation'],
  waits: (scope) => ({
    from: sql`directory.relation r`,
    where: both(isWaiting(PROPOSED, sql`r.state`), answers(scope)),
    id: sql`r.id`,
    since: sql`r.proposed_at`,
    dueAt: sql`r.proposed_until`,
    unitId: sql`r.proposed_by_unit_id`,
  }),
  title: (id, scope) =>
    sql`(select ${says(
      scope,
      sql`'答复' || u.short_name || '提出的单位关系：' || t.label_zh`,
      sql`'Answer the relation that ' || u.short_name || ' proposes: ' || t.label_en`,
    )} from directory.relation r join directory.relation_type t on t.code = r.type_code
      join directory.unit u on u.id = r.proposed_by_unit_id where r.id = ${id})`,
};
