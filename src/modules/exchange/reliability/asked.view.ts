/** Who is told how reliable a unit is, for which time, and of which alliance. */
import { parseId } from '../../../domain/ids.ts';
import { UNSAID } from '../../../domain/exchange/reliability.ts';
import type { Scope } from '../../../read/scope.ts';
import { any, both, existsWhere, literal, nothing, sql, type Row, type Sql } from '../../../read/sql.ts';
import type { FieldArguments } from '../../../read/view.ts';

const IN_CHINA = sql`at time zone 'Asia/Shanghai'`;

/**
 * One row, with the time; none for whom it is not shown to. `is_own`: who asks is of the unit. `is_of_hat`: under an alliance
 * hat, what is told is of that alliance. Whoever is not told the single promises is told of one time and one whole alone:
 * of two that differ in one promise, one would know what became of that.
 */
export function asked(unit: Row, scope: Scope, args: FieldArguments): Sql {
  const [from, to] = [args.as('from', 'timestamptz'), args.as('to', 'timestamptz')];
  const alliance = args.as('allianceId', 'uuid', (given) =>
    typeof given === 'string' ? parseId('alliance', given) : null,
  );
  const shownTo = sql`coalesce(s.shown_to, ${literal(UNSAID)})`;
  const memberships = sql`rights.membership m where m.unit_id = ${unit.col('id')} and ${scope.holds(sql`m.valid`)}`;
  const there = sql`m.alliance_id`;
  const isOwn = scope.isParty(unit.col('id'));
  const isCoordinators = both(sql`${shownTo} <> 'NOBODY'`, existsWhere(memberships, scope.coordinates(there)));
  const isFellow = scope.kind === 'PERSON' ? existsWhere(memberships, scope.inAlliance(there)) : nothing;
  const isMembers = both(sql`${shownTo} = 'MEMBERS'`, isFellow);
  const mayChoose = any(isOwn, isCoordinators);
  const fitsHat = sql`(${alliance} is null or ${scope.fitsHat(sql`${alliance}`)})`;
  const choosesNothing = sql`num_nonnulls(${from}, ${to}, ${alliance}) = 0`;
  const isShown = any(both(mayChoose, fitsHat), both(choosesNothing, any(isMembers, sql`${shownTo} = 'EVERYBODY'`)));
  const until = sql`coalesce(${to}, date_trunc('month', ${scope.now} ${IN_CHINA}) ${IN_CHINA})`;
  return sql`select ${unit.col('id')} as unit_id, ${alliance} as alliance_id, ${shownTo} as shown_to, s.version,
      (${isOwn}) is true as is_own, (${any(mayChoose, isMembers)}) is true as is_of_hat,
      coalesce(${from}, (${until} ${IN_CHINA} - interval '1 year') ${IN_CHINA}) as from_at, ${until} as to_at
    from (values (1)) one left join exchange.reliability_showing s on s.unit_id = ${unit.col('id')}
    where ${isShown} offset 0`;
}

/** Whether what was due then is of the time. */
export const isDueIn = (due: Sql, told: Row, scope: Scope): Sql =>
  sql`${due} >= ${told.col('from_at')} and ${due} < ${told.col('to_at')} and ${due} <= ${scope.now}`;

/** Whether what lies in that alliance is what was asked for. */
export const isOfAsked = (alliance: Sql, told: Row): Sql =>
  sql`(${told.col('alliance_id')} is null or ${alliance} = ${told.col('alliance_id')})`;
