import { defineEntity, p } from '@mikro-orm/core';
import { Match } from '../matches/match.entity.ts';

/** What was ordered, from which edition of the menu. */
const MatchItemSchema = defineEntity({
  name: 'MatchItem',
  schema: 'exchange',
  tableName: 'match_item',
  properties: {
    matchId: () => p.manyToOne(Match).mapToPk().joinColumn('match_id').createForeignKeyConstraint(false).primary(),
    offerId: p.uuid(),
    edition: p.integer(),
    code: p.text().primary(),
    count: p.integer(),
  },
});
export class MatchItem extends MatchItemSchema.class {}
MatchItemSchema.setClass(MatchItem);
