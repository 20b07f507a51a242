import { defineEntity, p } from '@mikro-orm/core';

/** What is shown masked, and in full when it is disclosed. */
export type Disclosable = 'unit' | 'beneficiary';

/** What was shown in full to somebody who sees it masked (去标识查看记录), for as long as `valid` holds. */
export const DisclosureSchema = defineEntity({
  name: 'Disclosure',
  schema: 'access',
  tableName: 'disclosure',
  properties: {
    id: p.uuid().primary(),
    subjectType: p.text().$type<Disclosable>(),
    subjectId: p.uuid(),
    ofUnitId: p.uuid(),
    personId: p.uuid(),
    unitId: p.uuid(),
    allianceId: p.uuid().nullable(),
    purpose: p.text(),
    reason: p.text(),
    valid: p.string().columnType('tstzrange'),
  },
});
export class Disclosure extends DisclosureSchema.class {}
DisclosureSchema.setClass(Disclosure);
