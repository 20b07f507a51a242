import { defineEntity, p } from '@mikro-orm/core';
import { Match } from '../matches/match.entity.ts';

/** That somebody for whom an offer was ordered fits what it asks: by which edition, when, by whose post. Never changed. */
const OrderJudgementSchema = defineEntity({
  name: 'OrderJudgement',
  schema: 'exchange',
  tableName: 'order_judgement',
  properties: {
    matchId: () => p.manyToOne(Match).mapToPk().joinColumn('match_id').createForeignKeyConstraint(false).primary(),
    offerId: p.uuid(),
    edition: p.integer(),
    verdict: p.text().$type<'YES'>(),
    judgedAt: p.datetime(3),
    postId: p.uuid(),
  },
});
export class OrderJudgement extends OrderJudgementSchema.class {}
OrderJudgementSchema.setClass(OrderJudgement);

/** Whom it was ordered for, as the unit that ordered knows them. Protected: row-level security judges every access. */
const OrderPersonSchema = defineEntity({
  name: 'OrderPerson',
  schema: 'exchange',
  tableName: 'order_person',
  properties: {
    matchId: () =>
      p.manyToOne(OrderJudgement).mapToPk().joinColumn('match_id').createForeignKeyConstraint(false).primary(),
    ownerUnitId: p.uuid(),
    personId: p.uuid(),
  },
});
export class OrderPerson extends OrderPersonSchema.class {}
OrderPersonSchema.setClass(OrderPerson);
