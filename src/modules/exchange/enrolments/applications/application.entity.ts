import { defineEntity, p } from '@mikro-orm/core';
import type { ApplicationState, GuardianRelation } from '../../../../domain/exchange/enrolment.ts';

/** That a unit applied to an enrolment for somebody (报名). For whom is kept apart. */
export const EnrolmentApplicationSchema = defineEntity({
  name: 'EnrolmentApplication',
  schema: 'exchange',
  tableName: 'enrolment_application',
  properties: {
    id: p.uuid().primary(),
    enrolmentId: p.uuid(),
    offerUnitId: p.uuid(),
    ownerUnitId: p.uuid(),
    postId: p.uuid(),
    number: p.text(),
    state: p.text().$type<ApplicationState>(),
    turn: p.integer().nullable(),
    respondBy: p.datetime(3).nullable(),
    appliedAt: p.datetime(3),
    offeredAt: p.datetime(3).nullable(),
    settledAt: p.datetime(3).nullable(),
    takesConsent: p.boolean(),
    consentedAt: p.datetime(3).nullable(),
    consentShown: p.text().nullable(),
    consentWithdrawnAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class EnrolmentApplication extends EnrolmentApplicationSchema.class {}
EnrolmentApplicationSchema.setClass(EnrolmentApplication);

/** For whom it is, as far as it is shown: nothing more is kept. Protected: row-level security judges every access. */
const EnrolmentApplicantSchema = defineEntity({
  name: 'EnrolmentApplicant',
  schema: 'exchange',
  tableName: 'enrolment_applicant',
  properties: {
    applicationId: p.uuid().primary(),
    ownerUnitId: p.uuid(),
    offerUnitId: p.uuid(),
    name: p.text(),
    identityNumber: p.text(),
    age: p.integer(),
    guardianName: p.text().nullable(),
    guardianRelation: p.text().$type<GuardianRelation>().nullable(),
    guardianMobile: p.text().nullable(),
  },
});
export class EnrolmentApplicant extends EnrolmentApplicantSchema.class {}
EnrolmentApplicantSchema.setClass(EnrolmentApplicant);
