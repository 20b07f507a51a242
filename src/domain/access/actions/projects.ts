/** Acts of 共富项目: projects and hours: the relation to its object that each takes. */
import { coordinates, type Actor } from '../actor.ts';
import { owns, inAlliance, ownerOnly, memberOnly, type Lines, type Owned, type InAlliance } from './relations.ts';

export interface ProjectsTargets {
  'project:launch': InAlliance;
  'project:close': Owned;
  'project:join': InAlliance;
  'contribution:record': { readonly partnerUnitIds: readonly string[] };
  'contribution:answer': InAlliance & {
    readonly leadUnitId: string;
    readonly partnerUnitIds: readonly string[];
    /** The unit that gave the hours. */
    readonly unitId: string;
  };
}

/** Who leads a project answers for its partners' hours, and each of them for its own. */
const answersFor = (actor: Actor, of: ProjectsTargets['contribution:answer']): boolean =>
  actor.unit === of.leadUnitId ||
  (of.unitId === of.leadUnitId && actor.unit !== null && of.partnerUnitIds.includes(actor.unit));

export const projectsActions: Lines<ProjectsTargets> = {
  'project:launch': { may: inAlliance, who: memberOnly },
  'project:close': { may: owns, who: ownerOnly },
  'project:join': { may: inAlliance, who: memberOnly },
  'contribution:record': {
    may: (actor, of) => actor.unit !== null && of.partnerUnitIds.includes(actor.unit),
    who: {
      zh: '只有该项目的共建单位可以登记工时；请先加入项目（joinProject）。',
      en: 'Only partners of the project may: join it first (joinProject).',
    },
  },
  'contribution:answer': {
    may: (actor, of) => actor.unit !== of.unitId && (answersFor(actor, of) || coordinates(actor, of.allianceId)),
    who: {
      zh: '工时由项目牵头单位或联盟协调员确认，牵头单位自己的工时也可由其他共建单位确认；本单位不能确认自己的投入，请联系他们处理。',
      en: 'Hours are answered by the lead unit of the project or a coordinator of the alliance, those of the lead unit by any other partner too, never by the unit that gave them: ask one of them.',
    },
  },
};
