import { defineEntity, p } from '@mikro-orm/core';
import type { AreaLevel } from '../../../../domain/directory/area-code.ts';

export type AreaScheme = 'STATISTICS' | 'CIVIL_AFFAIRS' | 'LOCAL';

/** An area as it was for a stretch of days. Its path and its place among the levels are set by trigger. */
export const AreaSchema = defineEntity({
  name: 'Area',
  schema: 'directory',
  tableName: 'area',
  properties: {
    id: p.uuid().primary(),
    scheme: p.text().$type<AreaScheme>(),
    code: p.text(),
    name: p.text(),
    level: p.text().$type<AreaLevel>(),
    parentId: p.uuid().nullable(),
    valid: p.string().columnType('daterange'),
    keeperUnitId: p.uuid().nullable(),
    edition: p.integer().defaultRaw('0'),
    version: p.integer().version(),
  },
});
export class Area extends AreaSchema.class {}
AreaSchema.setClass(Area);

/** What became of an area that ended. */
const AreaSuccessionSchema = defineEntity({
  name: 'AreaSuccession',
  schema: 'directory',
  tableName: 'area_succession',
  properties: {
    fromId: p.uuid().primary(),
    toId: p.uuid().primary(),
    day: p.date(),
    kind: p.text().$type<'RENAMED' | 'MERGED' | 'SPLIT' | 'RECODED'>(),
  },
});
export class AreaSuccession extends AreaSuccessionSchema.class {}
AreaSuccessionSchema.setClass(AreaSuccession);
