import { defineEntity, p } from '@mikro-orm/core';
import type { MembershipRole, MembershipState } from '../../../../domain/directory/membership.ts';

/** `valid` is from when it began to when it ended; it was in force then but for the times in `suspended`. */
export const MembershipSchema = defineEntity({
  name: 'Membership',
  schema: 'directory',
  tableName: 'membership',
  properties: {
    id: p.uuid().primary(),
    allianceId: p.uuid(),
    unitId: p.uuid(),
    role: p.text().$type<MembershipRole>(),
    state: p.text().$type<MembershipState>(),
    statement: p.text(),
    reason: p.text().nullable(),
    appliedAt: p.datetime(3),
    decidedAt: p.datetime(3).nullable(),
    valid: p.string().columnType('tstzrange').nullable(),
    suspended: p.string().columnType('tstzmultirange').defaultRaw("'{}'"),
    version: p.integer().version(),
  },
});
export class Membership extends MembershipSchema.class {}
MembershipSchema.setClass(Membership);

/** A time in which a membership was in force: follows the membership by trigger. */
export const MembershipStretchSchema = defineEntity({
  name: 'MembershipStretch',
  schema: 'directory',
  tableName: 'membership_stretch',
  properties: {
    membershipId: () =>
      p.manyToOne(Membership).mapToPk().joinColumn('membership_id').createForeignKeyConstraint(false).primary(),
    number: p.integer().primary(),
    allianceId: p.uuid(),
    unitId: p.uuid(),
    valid: p.string().columnType('tstzrange'),
  },
});
export class MembershipStretch extends MembershipStretchSchema.class {}
MembershipStretchSchema.setClass(MembershipStretch);
