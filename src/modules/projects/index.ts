/** 共富项目: projects of an alliance, their partners, and the hours they give. */
import type { Module } from '../../graphql/module.ts';
import { many } from '../../read/words.ts';
import { Contribution, ContributionAnswer } from './contributions/contribution.entity.ts';
import { unansweredContributions } from './contributions/contribution.pending.ts';
import { ContributionResolver } from './contributions/contribution.resolver.ts';
import { ContributionService } from './contributions/contribution.service.ts';
import { contributionView } from './contributions/contribution.view.ts';
import { dissolutions } from './projects/dissolution.events.ts';
import { Project, ProjectPartner } from './projects/project.entity.ts';
import { ProjectResolver } from './projects/project.resolver.ts';
import { ProjectService } from './projects/project.service.ts';
import { projectPartnerView, projectRoots, projectView } from './projects/project.view.ts';

export const projects: Module = {
  name: 'projects',
  resolvers: [ProjectResolver, ContributionResolver],
  entities: [Project, ProjectPartner, Contribution, ContributionAnswer],
  read: {
    views: [projectView, projectPartnerView, contributionView],
    extensions: {
      Unit: { partnerships: many('ProjectPartner', 'unit_id') },
      Alliance: { projects: many('Project', 'alliance_id') },
    },
    roots: projectRoots,
  },
  pending: [unansweredContributions],
  rules: {
    Query: { project: 'anyone', projects: 'anyone' },
    Mutation: {
      launchProject: 'signedIn',
      joinProject: 'signedIn',
      completeProject: 'signedIn',
      cancelProject: 'signedIn',
      contributeHours: 'signedIn',
      confirmContribution: 'signedIn',
      rejectContribution: 'signedIn',
    },
  },
  hears: dissolutions,
  instances: (work) =>
    new Map<unknown, object>([
      [ProjectResolver, new ProjectResolver(new ProjectService(work))],
      [ContributionResolver, new ContributionResolver(new ContributionService(work))],
    ]),
};

export { Project, ProjectPartner };
