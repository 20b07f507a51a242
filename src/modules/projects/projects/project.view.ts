import type { Scope } from '../../../read/scope.ts';
import { any, literal, Row, sql, type Sql } from '../../../read/sql.ts';
import type { Root } from '../../../read/view.ts';
import {
  asc,
  computed,
  contains,
  decimal,
  desc,
  id,
  many,
  ofId,
  one,
  oneOf,
  value,
  viewOf,
  type ValueField,
} from '../../../read/words.ts';
import { ProjectPartnerSchema, ProjectSchema } from './project.entity.ts';

/** Hours as a quantity. */
export const hours = (column: string): ValueField =>
  value({ value: decimal(column), unit: computed(() => literal('小时')) });

const visible = (row: Row, scope: Scope): Sql =>
  any(
    sql`${row.col('visibility')} = 'PUBLIC'`,
    scope.hasAllianceHat ? scope.inAlliance(row.col('alliance_id')) : scope.isUnit(row.col('lead_unit_id')),
  );

/** Whether the project with that id may be seen: what belongs to it is seen with it. */
export const projectSeen = (projectId: Sql, scope: Scope): Sql =>
  sql`exists (select from projects.project j where j.id = ${projectId} and ${visible(new Row('j'), scope)})`;

export const projectView = viewOf(ProjectSchema, {
  type: 'Project',
  scope: 'projects:read',
  visible,
  fields: {
    id: id('project'),
    alliance: one('Alliance', 'alliance_id'),
    leadUnit: one('Unit', 'lead_unit_id'),
    target: hours('target_hours'),
    contributed: hours('contributed_hours'),
    partners: many('ProjectPartner', 'project_id'),
    contributions: many('Contribution', 'project_id'),
  },
  filters: {
    state: oneOf('state'),
    allianceId: ofId('alliance_id', 'alliance'),
    partnerUnitId: (row, unit) =>
      sql`exists (select from projects.partner p where p.project_id = ${row.col('id')} and p.unit_id = ${unit.id('unit')})`,
    search: contains('title', 'goal'),
  },
  orders: { NEWEST: [desc('id', 'uuid')], ENDING: [asc('ends_on', 'date')] },
});

export const projectPartnerView = viewOf(ProjectPartnerSchema, {
  type: 'ProjectPartner',
  scope: 'projects:read',
  visible: (row, scope) => any(scope.isUnit(row.col('unit_id')), projectSeen(row.col('project_id'), scope)),
  fields: {
    id: id('partner'),
    project: one('Project', 'project_id'),
    unit: one('Unit', 'unit_id'),
    contributed: value({
      value: computed(
        (row) => sql`(select trim_scale(coalesce(sum(c.hours), 0))::text from projects.contribution c
          join projects.contribution_answer a on a.contribution_id = c.id and a.answer = 'CONFIRMED'
          where c.project_id = ${row.col('project_id')} and c.unit_id = ${row.col('unit_id')})`,
      ),
      unit: computed(() => literal('小时')),
    }),
  },
  orders: { OLDEST: [asc('id', 'uuid')], NEWEST: [desc('id', 'uuid')] },
});

export const projectRoots: Readonly<Record<string, Root>> = {
  project: { kind: 'one', type: 'Project', argument: 'id', of: 'project' },
  projects: { kind: 'many', type: 'Project' },
};
