import { defineEntity, p } from '@mikro-orm/core';
import type { Part } from '../../../../domain/exchange/eligibility-parts.ts';
import type { EnrolmentMethod, EnrolmentState } from '../../../../domain/exchange/enrolment.ts';

/** Places of an offer that persons apply for (招生). What it takes to have one is settled when it is opened. */
export const EnrolmentSchema = defineEntity({
  name: 'Enrolment',
  schema: 'exchange',
  tableName: 'enrolment',
  properties: {
    id: p.uuid().primary(),
    offerId: p.uuid(),
    ownerUnitId: p.uuid(),
    places: p.integer(),
    fromAt: p.datetime(3),
    untilAt: p.datetime(3),
    method: p.text().$type<EnrolmentMethod>(),
    hoursToConfirm: p.integer(),
    eligibility: p.json().$type<readonly Part[]>(),
    ageOn: p.date().nullable(),
    takesConsent: p.boolean(),
    publicSource: p.text().nullable(),
    commitment: p.text().nullable(),
    state: p.text().$type<EnrolmentState>(),
    /** Places that are offered or had; follows the applications by trigger. */
    held: p.integer().defaultRaw('0'),
    openedAt: p.datetime(3),
    endedAt: p.datetime(3).nullable(),
    reason: p.text().nullable(),
    version: p.integer().version(),
  },
});
export class Enrolment extends EnrolmentSchema.class {}
EnrolmentSchema.setClass(Enrolment);

/** How the places were drawn, for everybody to do again. */
const EnrolmentDrawSchema = defineEntity({
  name: 'EnrolmentDraw',
  schema: 'exchange',
  tableName: 'enrolment_draw',
  properties: {
    enrolmentId: p.uuid().primary(),
    secret: p.text(),
    publicValue: p.text(),
    listDigest: p.text(),
    seed: p.text(),
    applicants: p.integer(),
    drawnAt: p.datetime(3),
  },
});
export class EnrolmentDraw extends EnrolmentDrawSchema.class {}
EnrolmentDrawSchema.setClass(EnrolmentDraw);
