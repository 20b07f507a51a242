import { defineEntity, p } from '@mikro-orm/core';
import type { ProjectState } from '../../../domain/projects/project.ts';

export type ProjectVisibility = 'PUBLIC' | 'ALLIANCE';

export const ProjectSchema = defineEntity({
  name: 'Project',
  schema: 'projects',
  tableName: 'project',
  properties: {
    id: p.uuid().primary(),
    allianceId: p.uuid(),
    leadUnitId: p.uuid(),
    title: p.text(),
    goal: p.text(),
    targetHours: p.decimal().precision(14).scale(4),
    /** Follows the confirmed contributions by trigger: wider than any one of them, because nothing bounds their sum. */
    contributedHours: p.decimal().precision(20).scale(4).defaultRaw('0'),
    startsOn: p.date(),
    endsOn: p.date(),
    visibility: p.text().$type<ProjectVisibility>(),
    state: p.text().$type<ProjectState>(),
    version: p.integer().version(),
    createdAt: p.datetime(3),
  },
});
export class Project extends ProjectSchema.class {}
ProjectSchema.setClass(Project);

export const ProjectPartnerSchema = defineEntity({
  name: 'ProjectPartner',
  schema: 'projects',
  tableName: 'partner',
  properties: {
    id: p.uuid().primary(),
    projectId: () => p.manyToOne(Project).mapToPk().joinColumn('project_id').createForeignKeyConstraint(false),
    unitId: p.uuid(),
    pledge: p.text(),
    joinedAt: p.datetime(3),
    version: p.integer().version(),
  },
});
export class ProjectPartner extends ProjectPartnerSchema.class {}
ProjectPartnerSchema.setClass(ProjectPartner);
