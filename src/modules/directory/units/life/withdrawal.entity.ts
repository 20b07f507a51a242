import { defineEntity, p } from '@mikro-orm/core';
import type { UnitKind } from '../unit/unit.entity.ts';

/** A unit that was registered by mistake, as it was. Under row-level security. */
export const RegistrationWithdrawalSchema = defineEntity({
  name: 'RegistrationWithdrawal',
  schema: 'directory',
  tableName: 'registration_withdrawal',
  properties: {
    id: p.uuid().primary(),
    /** It is there no more. */
    unitId: p.uuid(),
    byUnitId: p.uuid(),
    allianceId: p.uuid(),
    kind: p.text().$type<UnitKind>(),
    name: p.text(),
    shortName: p.text(),
    reason: p.text(),
    registeredAt: p.datetime(3),
    withdrawnAt: p.datetime(3),
  },
});
export class RegistrationWithdrawal extends RegistrationWithdrawalSchema.class {}
RegistrationWithdrawalSchema.setClass(RegistrationWithdrawal);
