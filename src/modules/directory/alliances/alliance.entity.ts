import { defineEntity, p } from '@mikro-orm/core';

export const AllianceSchema = defineEntity({
  name: 'Alliance',
  schema: 'directory',
  tableName: 'alliance',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    description: p.text(),
    leadUnitId: p.uuid(),
    foundedOn: p.date(),
    version: p.integer().version(),
    createdAt: p.datetime(3),
  },
});
export class Alliance extends AllianceSchema.class {}
AllianceSchema.setClass(Alliance);
