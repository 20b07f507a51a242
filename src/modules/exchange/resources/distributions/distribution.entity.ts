import { defineEntity, p } from '@mikro-orm/core';
import type { DistributionState, Every, Identification } from '../../../../domain/exchange/distribution.ts';

/** A stock handed out to persons by a rule. Who they are is nowhere; that they had theirs is a mark under a key that goes. */
const DistributionSchema = defineEntity({
  name: 'Distribution',
  schema: 'exchange',
  tableName: 'distribution',
  properties: {
    id: p.uuid().primary(),
    stockId: p.uuid(),
    title: p.text(),
    identifiedBy: p.text().$type<Identification>(),
    amountEach: p.decimal().precision(14).scale(4),
    perPerson: p.integer(),
    every: p.text().$type<Every>(),
    state: p.text().$type<DistributionState>(),
    /** These three follow by trigger. */
    handedOut: p.decimal().precision(14).scale(4).defaultRaw('0'),
    handOuts: p.integer().defaultRaw('0'),
    persons: p.integer().defaultRaw('0'),
    openedAt: p.datetime(3),
    closedAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class Distribution extends DistributionSchema.class {}
DistributionSchema.setClass(Distribution);
