import { defineEntity, p } from '@mikro-orm/core';

/** Between what cuts have to lie in an area (优惠幅度). Never changed: another is set. */
export const BenefitFrameSchema = defineEntity({
  name: 'BenefitFrame',
  schema: 'exchange',
  tableName: 'benefit_frame',
  properties: {
    id: p.uuid().primary(),
    ownerUnitId: p.uuid(),
    areaId: p.uuid(),
    service: p.text(),
    least: p.decimal().precision(12).scale(2),
    most: p.decimal().precision(12).scale(2),
    fromDay: p.date(),
    setAt: p.datetime(3),
  },
});
export class BenefitFrame extends BenefitFrameSchema.class {}
BenefitFrameSchema.setClass(BenefitFrame);
