import { defineEntity, p } from '@mikro-orm/core';

/** What a unit was called until it was renamed. */
export const FormerNameSchema = defineEntity({
  name: 'FormerName',
  schema: 'directory',
  tableName: 'former_name',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(),
    name: p.text(),
    shortName: p.text(),
    until: p.datetime(3),
    reason: p.text(),
  },
});
export class FormerName extends FormerNameSchema.class {}
FormerNameSchema.setClass(FormerName);
