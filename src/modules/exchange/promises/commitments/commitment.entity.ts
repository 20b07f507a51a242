import { defineEntity, p } from '@mikro-orm/core';
import type { CommitmentState } from '../../../../domain/exchange/commitment.ts';
import { Agreement } from '../agreements/agreement.entity.ts';

export const CommitmentSchema = defineEntity({
  name: 'Commitment',
  schema: 'exchange',
  tableName: 'commitment',
  properties: {
    id: p.uuid().primary(),
    agreementId: () => p.manyToOne(Agreement).mapToPk().joinColumn('agreement_id').createForeignKeyConstraint(false),
    fromUnitId: p.uuid(),
    toUnitId: p.uuid(),
    title: p.text(),
    quantity: p.decimal().precision(14).scale(4),
    quantityUnit: p.text(),
    /** Follows the confirmed deliveries by trigger. */
    fulfilled: p.decimal().precision(14).scale(4).defaultRaw('0'),
    dueAt: p.datetime(3).nullable(),
    state: p.text().$type<CommitmentState>(),
    rank: p.integer(),
    version: p.integer().version(),
  },
});
export class Commitment extends CommitmentSchema.class {}
CommitmentSchema.setClass(Commitment);
