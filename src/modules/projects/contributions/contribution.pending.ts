import { whileIn } from '../../../domain/pending.ts';
import { contributionMachine } from '../../../domain/projects/project.ts';
import { says, type PendingSource } from '../../../read/pending.ts';
import type { Scope } from '../../../read/scope.ts';
import { any, both, existsWhere, sql, type Sql } from '../../../read/sql.ts';

/** The lead unit; for its own hours, the other partners. */
const answersFor = (scope: Scope): Sql =>
  any(
    scope.isUnit(sql`j.lead_unit_id`),
    both(
      sql`c.unit_id = j.lead_unit_id`,
      existsWhere(sql`projects.partner p where p.project_id = j.id`, scope.isUnit(sql`p.unit_id`)),
    ),
  );

/** Hours that were recorded, for whoever answers them: never the unit that gave them. */
export const unansweredContributions: PendingSource = {
  kind: 'CONTRIBUTION',
  verb: 'CONFIRM',
  waitsFor: 'UNIT',
  states: whileIn(contributionMachine, 'RECORDED'),
  acts: ['confirmContribution', 'rejectContribution'],
  waits: (scope) => ({
    from: sql`projects.project j join projects.contribution c on c.project_id = j.id and c.is_awaited`,
    where: both(
      any(answersFor(scope), scope.coordinates(sql`j.alliance_id`)),
      sql`c.unit_id <> ${scope.unit}`,
      sql`j.state in ('OPEN', 'COMPLETED')`,
      scope.fitsHat(sql`j.alliance_id`),
      scope.isMember(sql`j.alliance_id`),
    ),
    id: sql`c.id`,
    since: sql`c.recorded_at`,
    allianceId: sql`j.alliance_id`,
    unitId: sql`c.unit_id`,
    waitsFor: sql`case when ${answersFor(scope)} then 'UNIT' else 'COORDINATOR' end`,
  }),
  title: (id, scope) =>
    sql`(select ${says(scope, sql`'确认工时：'`, sql`'Confirm hours given: '`)} || j.title || ' ' || trim_scale(c.hours) || ${says(scope, sql`' 小时'`, sql`' h'`)}
      from projects.contribution c join projects.project j on j.id = c.project_id where c.id = ${id})`,
};
