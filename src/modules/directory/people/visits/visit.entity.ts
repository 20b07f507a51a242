import { defineEntity, p } from '@mikro-orm/core';
import type { VisitState } from '../../../../domain/directory/household.ts';

/** A visit to a household (走访记录). Row-level security judges every access. */
export const VisitSchema = defineEntity({
  name: 'Visit',
  schema: 'directory',
  tableName: 'visit',
  properties: {
    id: p.uuid().primary(),
    householdId: p.uuid(),
    hostUnitId: p.uuid(),
    typeCode: p.text(),
    linkId: p.uuid().nullable(),
    personId: p.uuid().nullable(),
    day: p.date(),
    purpose: p.text(),
    outcome: p.text(),
    needsFollowUp: p.boolean(),
    state: p.text().$type<VisitState>(),
    recordedAt: p.datetime(3),
    changedAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class Visit extends VisitSchema.class {}
VisitSchema.setClass(Visit);
