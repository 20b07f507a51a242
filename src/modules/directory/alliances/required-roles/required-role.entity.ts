import { defineEntity, p } from '@mikro-orm/core';
import type { MembershipRole } from '../../../../domain/directory/membership.ts';
import type { UnitKind } from '../../units/unit/unit.entity.ts';

/** A kind of party that an alliance has to have, as one revision of its rules says (必备角色). Written once. */
export const RequiredRoleSchema = defineEntity({
  name: 'RequiredRole',
  schema: 'directory',
  tableName: 'required_role',
  properties: {
    allianceId: p.uuid().primary(),
    revision: p.integer().primary(),
    number: p.integer().primary(),
    name: p.text(),
    /** Any of these; whichever where none is named. */
    unitKinds: p.array().$type<UnitKind[]>(),
    roles: p.array().$type<MembershipRole[]>(),
    minimum: p.integer(),
    setAt: p.datetime(3),
  },
});
export class RequiredRole extends RequiredRoleSchema.class {}
RequiredRoleSchema.setClass(RequiredRole);
