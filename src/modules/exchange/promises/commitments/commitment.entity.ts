import { defineEntity, p } from '@mikro-orm/core';
import type { CommitmentState } from '../../../../domain/exchange/commitment.ts';
import type { FlowAction } from '../../../../domain/exchange/flow.ts';
import type { Dimension } from '../../../../domain/exchange/ledger.ts';
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
    action: p.text().$type<FlowAction>().default('DELIVER_SERVICE'),
    quantity: p.decimal().precision(14).scale(4),
    quantityUnit: p.text(),
    /** Follows the confirmed deliveries by trigger. */
    fulfilled: p.decimal().precision(14).scale(4).defaultRaw('0'),
    /** Follows the releases by trigger. */
    released: p.decimal().precision(14).scale(4).defaultRaw('0'),
    dueAt: p.datetime(3).nullable(),
    /** What one of it is worth in accounts of the alliance, where the terms say so: all three, or none. */
    accountDimension: p.text().$type<Dimension>().nullable(),
    accountBasis: p.text().nullable(),
    worth: p.decimal().precision(14).scale(4).nullable(),
    state: p.text().$type<CommitmentState>(),
    rank: p.integer(),
    /** Which promise of the terms it came out of, from 1. */
    series: p.integer(),
    version: p.integer().version(),
  },
});
export class Commitment extends CommitmentSchema.class {}
CommitmentSchema.setClass(Commitment);

/** How much less is owed, by word of the unit that it is owed to, or since the agreement has ended. Never changed. */
const CommitmentReleaseSchema = defineEntity({
  name: 'CommitmentRelease',
  schema: 'exchange',
  tableName: 'commitment_release',
  properties: {
    id: p.uuid().primary(),
    commitmentId: p.uuid(),
    /** None where it is owed no more since the agreement has ended. */
    unitId: p.uuid().nullable(),
    quantity: p.decimal().precision(14).scale(4),
    reason: p.text(),
    releasedAt: p.datetime(3),
  },
});
export class CommitmentRelease extends CommitmentReleaseSchema.class {}
CommitmentReleaseSchema.setClass(CommitmentRelease);

/** That a promise was not kept in time, as the unit says that it was made to. Once. */
const CommitmentBreachSchema = defineEntity({
  name: 'CommitmentBreach',
  schema: 'exchange',
  tableName: 'commitment_breach',
  properties: {
    commitmentId: () =>
      p.manyToOne(Commitment).mapToPk().joinColumn('commitment_id').createForeignKeyConstraint(false).primary(),
    unitId: p.uuid(),
    reason: p.text(),
    declaredAt: p.datetime(3),
  },
});
export class CommitmentBreach extends CommitmentBreachSchema.class {}
CommitmentBreachSchema.setClass(CommitmentBreach);

/** What the other unit says to that. Once. */
const BreachAnswerSchema = defineEntity({
  name: 'BreachAnswer',
  schema: 'exchange',
  tableName: 'commitment_breach_answer',
  properties: {
    commitmentId: () =>
      p.manyToOne(Commitment).mapToPk().joinColumn('commitment_id').createForeignKeyConstraint(false).primary(),
    unitId: p.uuid(),
    statement: p.text(),
    statedAt: p.datetime(3),
  },
});
export class BreachAnswer extends BreachAnswerSchema.class {}
BreachAnswerSchema.setClass(BreachAnswer);
