import { defineEntity, p } from '@mikro-orm/core';
import type { ContactBasis } from '../../../../domain/directory/household.ts';

/** A household (户) that a unit looks after. Protected: row-level security judges every access. */
export const HouseholdSchema = defineEntity({
  name: 'Household',
  schema: 'directory',
  tableName: 'household',
  properties: {
    id: p.uuid().primary(),
    hostUnitId: p.uuid(),
    areaId: p.uuid(),
    door: p.text().nullable(),
    size: p.integer().nullable(),
    contactName: p.text().nullable(),
    contactMobile: p.text().nullable(),
    contactBasis: p.text().$type<ContactBasis>().nullable(),
    registeredAt: p.datetime(3),
    changedAt: p.datetime(3),
    erasedAt: p.datetime(3).nullable(),
    erasureReason: p.text().nullable(),
    version: p.integer().version(),
  },
});
export class Household extends HouseholdSchema.class {}
HouseholdSchema.setClass(Household);
