import { defineEntity, p } from '@mikro-orm/core';
import type { MembershipState } from '../../../domain/directory/membership.ts';

type MembershipRole = 'LEAD' | 'CORE' | 'MEMBER' | 'OBSERVER';

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
    version: p.integer().version(),
  },
});
export class Membership extends MembershipSchema.class {}
MembershipSchema.setClass(Membership);
