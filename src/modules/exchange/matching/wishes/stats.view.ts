/**
 * What became of micro-wishes, in figures: of things done, of times, of persons. None of them is the sum of others. Whoever
 * is not in the alliance is told nothing where one of them is below five: so few may be known one by one.
 */
import { any, literal, name, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Scope } from '../../../../read/scope.ts';
import type { Field, FieldArguments } from '../../../../read/view.ts';
import { column, computed, value, valueFrom } from '../../../../read/words.ts';

const tally = (count: string, basis: string) => value({ count: column(count), basis: computed(() => literal(basis)) });

function counted(alliance: Row, scope: Scope, args: FieldArguments): Sql {
  scope.weigh(counted);
  const [from, to] = [args.as('from', 'timestamptz'), args.as('to', 'timestamptz')];
  const isWithin = (at: Sql): Sql =>
    sql`${at} >= coalesce(${from}, '-infinity') and ${at} < coalesce(${to}, 'infinity')`;
  const made = isWithin(sql`c.claimed_at`);
  return sql`select
    (count(distinct c.need_id) filter (where c.state = 'DONE' and ${isWithin(sql`c.settled_at`)}))::integer as completed_items,
    (count(*) filter (where ${made}))::integer as claim_person_times,
    (count(distinct c.person_id) filter (where ${made}))::integer as claimants_unique
    from exchange.wish_claim c where c.alliance_id = ${alliance.col('id')} and c.state <> 'WITHDRAWN'`;
}

/** To who is in the alliance, or of so many that they tell of nobody; nothing otherwise. */
function told(alliance: Row, scope: Scope, args: FieldArguments): Sql {
  const isFew = (count: Sql): Sql => sql`${count} between 1 and 4`;
  const tellsOfFew = any(
    ...['completed_items', 'claim_person_times', 'claimants_unique'].map((one) => isFew(sql`s.${name(one)}`)),
  );
  return sql`select s.* from (${counted(alliance, scope, args)}) s
    where ${any(scope.inAlliance(alliance.col('id')), sql`not (${tellsOfFew})`)}`;
}

export const needStats: Field = {
  ...valueFrom(told, {
    completedItems: tally('completed_items', 'ITEM'),
    claimPersonTimes: tally('claim_person_times', 'PERSON_TIME'),
    claimantsUnique: tally('claimants_unique', 'PERSON'),
  }),
  present: (alliance, scope, args) => sql`exists (${told(alliance, scope, args)})`,
};
