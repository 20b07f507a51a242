/** Places that persons apply for: enrolments of offers, draws, and applications with their waiting lists. */
import type { Part } from '../../../graphql/module.ts';
import { EnrolmentApplicant, EnrolmentApplication } from './applications/application.entity.ts';
import { ApplicationResolver } from './applications/application.resolver.ts';
import { ApplicationService } from './applications/application.service.ts';
import { enrolmentApplicationRoots, enrolmentApplicationView } from './applications/application.view.ts';
import { dueDraws, offeredPlaces } from './enrolment.pending.ts';
import { DrawService } from './enrolments/draw.service.ts';
import { Enrolment, EnrolmentDraw } from './enrolments/enrolment.entity.ts';
import { EnrolmentResolver } from './enrolments/enrolment.resolver.ts';
import { EnrolmentService } from './enrolments/enrolment.service.ts';
import { enrolmentRoots, enrolmentTurnView, enrolmentView } from './enrolments/enrolment.view.ts';

export const enrolments: Part = {
  resolvers: [EnrolmentResolver, ApplicationResolver],
  entities: [Enrolment, EnrolmentDraw, EnrolmentApplication, EnrolmentApplicant],
  views: [enrolmentView, enrolmentTurnView, enrolmentApplicationView],
  pending: [offeredPlaces, dueDraws],
  roots: { ...enrolmentRoots, ...enrolmentApplicationRoots },
  rules: {
    Query: {
      enrolment: 'anyone',
      enrolments: 'anyone',
      enrolmentApplication: 'signedIn',
      enrolmentApplications: 'signedIn',
    },
    Mutation: {
      openEnrolment: 'signedIn',
      drawEnrolment: 'signedIn',
      changeEnrolmentPlaces: 'signedIn',
      endEnrolment: 'signedIn',
      applyToEnrolment: 'signedIn',
      confirmPlace: 'signedIn',
      declinePlace: 'signedIn',
      withdrawEnrolmentApplication: 'signedIn',
      leaveEnrolment: 'signedIn',
      withdrawGuardianConsent: 'signedIn',
    },
  },
  instances: (work) => [
    [EnrolmentResolver, new EnrolmentResolver(new EnrolmentService(work), new DrawService(work))],
    [ApplicationResolver, new ApplicationResolver(new ApplicationService(work))],
  ],
};
