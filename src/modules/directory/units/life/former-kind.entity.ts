import { defineEntity, p } from '@mikro-orm/core';
import type { UnitKind } from '../unit/unit.entity.ts';

/** Of which kind a unit was until it was put right. */
export const FormerKindSchema = defineEntity({
  name: 'FormerKind',
  schema: 'directory',
  tableName: 'former_kind',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(),
    kind: p.text().$type<UnitKind>(),
    until: p.datetime(3),
    reason: p.text(),
  },
});
export class FormerKind extends FormerKindSchema.class {}
FormerKindSchema.setClass(FormerKind);
