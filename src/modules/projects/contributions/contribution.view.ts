import { any, literal, sql } from '../../../read/sql.ts';
import {
  column,
  computed,
  facet,
  id,
  idFacet,
  ofId,
  one,
  optional,
  optionalOne,
  viewFrom,
} from '../../../read/words.ts';
import { hours, projectSeen } from '../projects/project.view.ts';

const CONTRIBUTIONS = sql`select c.*, coalesce(a.answer, 'RECORDED') as state, a.unit_id as answered_by_unit_id, a.reason, a.answered_at
  from projects.contribution c left join projects.contribution_answer a on a.contribution_id = c.id`;

export const contributionView = viewFrom(() => CONTRIBUTIONS, {
  type: 'Contribution',
  scope: 'projects:read',
  visible: (row, scope) => any(scope.isUnit(row.col('unit_id')), projectSeen(row.col('project_id'), scope)),
  filters: {
    state: (row, states) => sql`${row.col('state')} = any(${states.as('text[]')})`,
    unitId: ofId('unit_id', 'unit'),
  },
  facets: { STATE: facet('state'), UNIT: idFacet('unit_id', 'unit') },
  measures: { HOURS: { amount: (row) => row.col('hours'), unit: () => literal('小时') } },
  fields: {
    id: id('contribution'),
    project: one('Project', 'project_id'),
    unit: one('Unit', 'unit_id'),
    hours: hours('hours'),
    servedOn: column('served_on'),
    note: column('note'),
    recordedAt: column('recorded_at'),
    state: computed((row) => row.col('state')),
    answeredBy: optionalOne('Unit', 'answered_by_unit_id'),
    answeredAt: optional('answered_at'),
    reason: optional('reason'),
  },
});
