import { defineEntity, p } from '@mikro-orm/core';

export type FigurePrecision = 'EXACT' | 'AT_LEAST' | 'MORE_THAN' | 'ABOUT';

/** A figure of an area. It is never changed: another one takes its place. */
export const AreaStatisticSchema = defineEntity({
  name: 'AreaStatistic',
  schema: 'directory',
  tableName: 'area_statistic',
  properties: {
    id: p.uuid().primary(),
    areaId: p.uuid(),
    indicator: p.text(),
    asOf: p.date(),
    value: p.decimal().precision(14).scale(4),
    unit: p.text(),
    shareOf: p.text().nullable(),
    precision: p.text().$type<FigurePrecision>(),
    source: p.text(),
    recordedByUnit: p.uuid(),
    recordedAt: p.datetime(3),
    supersededAt: p.datetime(3).nullable(),
  },
});
export class AreaStatistic extends AreaStatisticSchema.class {}
AreaStatisticSchema.setClass(AreaStatistic);
