import { defineEntity, p } from '@mikro-orm/core';

/** A time for which an agreement stands still, by word of a party. Ended by a party, by the clock, or with the agreement. */
const AgreementSuspensionSchema = defineEntity({
  name: 'AgreementSuspension',
  schema: 'exchange',
  tableName: 'agreement_suspension',
  properties: {
    id: p.uuid().primary(),
    agreementId: p.uuid(),
    unitId: p.uuid(),
    reason: p.text(),
    suspendedAt: p.datetime(3),
    until: p.datetime(3).nullable(),
    endedAt: p.datetime(3).nullable(),
    /** None where nobody had to say that it goes on. */
    resumedByUnitId: p.uuid().nullable(),
  },
});
export class AgreementSuspension extends AgreementSuspensionSchema.class {}
AgreementSuspensionSchema.setClass(AgreementSuspension);

/** A notice that a party has given of an agreement. It may be withdrawn until it takes effect. */
const AgreementTerminationSchema = defineEntity({
  name: 'AgreementTermination',
  schema: 'exchange',
  tableName: 'agreement_termination',
  properties: {
    id: p.uuid().primary(),
    agreementId: p.uuid(),
    unitId: p.uuid(),
    reason: p.text(),
    givenAt: p.datetime(3),
    effectiveAt: p.datetime(3),
    withdrawnAt: p.datetime(3).nullable(),
  },
});
export class AgreementTermination extends AgreementTerminationSchema.class {}
AgreementTerminationSchema.setClass(AgreementTermination);
