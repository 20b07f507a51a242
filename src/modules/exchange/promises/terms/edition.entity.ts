import { defineEntity, p } from '@mikro-orm/core';
import { Agreement } from '../agreements/agreement.entity.ts';

/** A unit that an agreement is between. Who they are never changes. */
const AgreementPartySchema = defineEntity({
  name: 'AgreementParty',
  schema: 'exchange',
  tableName: 'agreement_party',
  properties: {
    agreementId: () =>
      p.manyToOne(Agreement).mapToPk().joinColumn('agreement_id').createForeignKeyConstraint(false).primary(),
    unitId: p.uuid().primary(),
    rank: p.integer(),
    role: p.text().nullable(),
    mustSign: p.boolean(),
  },
});
export class AgreementParty extends AgreementPartySchema.class {}
AgreementPartySchema.setClass(AgreementParty);

/** What it says, as somebody proposed it: the text that is signed, and its hash. Never changed. */
const AgreementEditionSchema = defineEntity({
  name: 'AgreementEdition',
  schema: 'exchange',
  tableName: 'agreement_edition',
  properties: {
    agreementId: () =>
      p.manyToOne(Agreement).mapToPk().joinColumn('agreement_id').createForeignKeyConstraint(false).primary(),
    number: p.integer().primary(),
    canonical: p.text(),
    hash: p.text(),
    proposedByUnitId: p.uuid(),
    proposedAt: p.datetime(3),
  },
});
export class AgreementEdition extends AgreementEditionSchema.class {}
AgreementEditionSchema.setClass(AgreementEdition);
