import { defineEntity, p } from '@mikro-orm/core';

/** Consent of a person to a purpose (单独同意), for as long as `valid` holds. Row-level security judges every access. */
const ConsentSchema = defineEntity({
  name: 'Consent',
  schema: 'access',
  tableName: 'consent',
  properties: {
    id: p.uuid().primary(),
    subjectType: p.text().$type<'beneficiary' | 'person'>(),
    subjectId: p.uuid(),
    unitId: p.uuid(),
    purpose: p.text(),
    evidence: p.text().nullable(),
    givenAt: p.datetime(3),
    valid: p.string().columnType('tstzrange'),
    withdrawnAt: p.datetime(3).nullable(),
    reason: p.text().nullable(),
    erasedAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class Consent extends ConsentSchema.class {}
ConsentSchema.setClass(Consent);
