import { defineEntity, p } from '@mikro-orm/core';
import type { AllianceState } from '../../../../domain/directory/alliance.ts';

export const AllianceSchema = defineEntity({
  name: 'Alliance',
  schema: 'directory',
  tableName: 'alliance',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    description: p.text(),
    leadUnitId: p.uuid(),
    /** The code of a term; those that are older than kinds have none. */
    kind: p.text().nullable(),
    foundedOn: p.date(),
    state: p.text().$type<AllianceState>().defaultRaw("'ACTIVE'"),
    /** The unit that the lead is offered to. */
    leadOfferedTo: p.uuid().nullable(),
    leadOfferedAt: p.datetime(3).nullable(),
    dissolvedAt: p.datetime(3).nullable(),
    dissolvedReason: p.text().nullable(),
    /** Which revision of its required roles is in force. */
    roleRevision: p.integer().defaultRaw('0'),
    version: p.integer().version(),
    createdAt: p.datetime(3),
  },
});
export class Alliance extends AllianceSchema.class {}
AllianceSchema.setClass(Alliance);
