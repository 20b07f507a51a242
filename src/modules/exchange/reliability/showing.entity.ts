import { defineEntity, p } from '@mikro-orm/core';
import type { ReliabilityAudience } from '../../../domain/exchange/reliability.ts';

/** To whom a unit shows how reliable it is (履约信誉公开范围). None where it has said nothing. */
const ReliabilityShowingSchema = defineEntity({
  name: 'ReliabilityShowing',
  schema: 'exchange',
  tableName: 'reliability_showing',
  properties: {
    unitId: p.uuid().primary(),
    shownTo: p.text().$type<ReliabilityAudience>(),
    changedAt: p.datetime(3),
    version: p.integer().version(),
  },
});
export class ReliabilityShowing extends ReliabilityShowingSchema.class {}
ReliabilityShowingSchema.setClass(ReliabilityShowing);
