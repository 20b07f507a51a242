/** What the board counts, row by row: one query, each table of the alliance read once by its index. */
import type { BoardColumn, BoardSide } from '../../../domain/exchange/board.ts';
import type { Scope } from '../../../read/scope.ts';
import { join, literal, name, nothing, Row, sql, type Sql } from '../../../read/sql.ts';
import { membersWhere } from '../listings/listing/listing.view.ts';
import { isOpenToAll, needIsOpen, offerIsOpen } from '../listings/listing/state.view.ts';
import { isUnanswered } from '../matching/matches/state.view.ts';
import { agreementByClock, agreementStateNow, stateNow } from '../promises/commitments/as-of-now.view.ts';
import { areaOf, keyOf } from './asked-cell.view.ts';
import { matchedIn } from './listing-cell.view.ts';
import { isDelivered } from './promise-cell.view.ts';

/** Of which alliance, by what, and within which time. */
interface Counting {
  readonly alliance: Sql;
  readonly by: Sql;
  readonly within: (at: Sql) => Sql;
}

interface Side {
  readonly name: BoardSide;
  readonly kind: 'need' | 'offer';
  readonly isOpen: (row: Row, scope: Scope) => Sql;
  readonly isWish: Sql;
}

const SIDES: readonly Side[] = [
  { name: 'NEEDS', kind: 'need', isOpen: needIsOpen, isWish: sql`l.kind = 'MICRO_WISH'` },
  { name: 'OFFERS', kind: 'offer', isOpen: offerIsOpen, isWish: nothing },
];

const listedOf = (kind: Side['kind']): Sql => name(`${kind}_listed`);
const promisedOf = (kind: Side['kind']): Sql => name(`${kind}_promised`);

/** Parts of a WITH: `cells` are the figures that are not nothing, by side, column and key. */
export function counted(counting: Counting, scope: Scope): Sql {
  const { alliance, by } = counting;
  const areas = sql`areas as (select jsonb_object_agg(m.unit_id, ${areaOf(sql`m.unit_id`, scope)}) as of_unit
    from rights.membership m where ${by} = 'AREA' and m.alliance_id = ${alliance} and ${scope.holds(sql`m.valid`)})`;
  const cells = [...SIDES.flatMap((side) => cellsOf(side, counting, scope)), ...claims(counting, scope)];
  return join(
    [
      areas,
      ...SIDES.flatMap((side) => [listed(side, counting, scope), promised(side, counting, scope)]),
      sql`cells(side, col, key, n) as (${join(cells, ' union all ')})`,
    ],
    ', ',
  );
}

/** The unit of a listing is a member. `is true` makes of the members one list, that is looked into row by row. */
const isOfMember = (alliance: Sql, scope: Scope): Sql =>
  sql`(l.owner_unit_id in (${membersWhere(sql`m.alliance_id = ${alliance}`, scope)})) is true`;

const keyIn = ({ by }: Counting): Sql =>
  keyOf(by, new Row('l'), sql`((select a.of_unit from areas a) ->> l.owner_unit_id::text)`);

/** Listings shown to the alliance, with the key of their row and what they count as. */
function listed({ kind, isOpen, isWish }: Side, counting: Counting, scope: Scope): Sql {
  const { alliance, within } = counting;
  const l = new Row('l');
  return sql`${listedOf(kind)} as (select ${keyIn(counting)} as key, ${isOpen(l, scope)} as is_open, ${isWish} as is_wish,
      l.id in (${matchedIn(kind, alliance)}) as is_matched
    from ${name(`exchange.${kind}_audience`)} a join ${name(`exchange.${kind}`)} l on l.id = ${name(`a.${kind}_id`)}
    where a.alliance_id = ${alliance} and ${isOpenToAll(l)} and ${within(sql`l.published_at`)} and ${isOfMember(alliance, scope)})`;
}

/** The key of what came of a listing: none where that is not shown any more. Each is found by its id, however many there are. */
const keyOfListing = (kind: Side['kind'], id: Sql, counting: Counting, scope: Scope): Sql =>
  sql`(select ${keyIn(counting)} from ${name(`exchange.${kind}`)} l where l.id = ${id} and ${isOpenToAll(new Row('l'))}
    and exists (select from ${name(`exchange.${kind}_audience`)} a where ${name(`a.${kind}_id`)} = l.id and a.alliance_id = ${counting.alliance})
    and ${isOfMember(counting.alliance, scope)})`;

/** Agreements that came of them. */
const promised = ({ kind }: Side, counting: Counting, scope: Scope): Sql =>
  sql`${promisedOf(kind)} as (select g.id, g.state, g.confirm_within_days, g.activated_at, g.suspended_until, g.ends_at, g.ends_as,
      ${keyOfListing(kind, name(`r.${kind}_id`), counting, scope)} as key
    from exchange.agreement g join exchange.match r on r.id = g.match_id
    where g.alliance_id = ${counting.alliance} and ${name(`r.${kind}_id`)} is not null)`;

const cell = (side: BoardSide, column: BoardColumn, key: Sql, rows: Sql): Sql =>
  sql`select ${literal(side)}, ${literal(column)}, ${key}, count(*) from ${rows} group by ${key}`;

function cellsOf({ name: side, kind }: Side, counting: Counting, scope: Scope): Sql[] {
  const { alliance, within } = counting;
  const [g, c, e, r] = [new Row('g'), new Row('c'), new Row('e'), new Row('r')];
  const of = (column: BoardColumn, key: Sql, rows: Sql): Sql => cell(side, column, key, rows);
  // Found by what they belong to, whatever PostgreSQL thinks of how many are open: it would compare each with each.
  const commitments = sql`${promisedOf(kind)} g, lateral (select c.* from exchange.commitment c where c.agreement_id = g.id offset 0) c`;
  const events = sql`lateral (select e.* from exchange.event e where e.commitment_id = c.id offset 0) e`;
  const isOpen = sql`${agreementByClock(g, scope)} = 'ACTIVE' and ${stateNow(c, scope)} = 'OPEN'`;
  return [
    sql`select ${literal(side)}, x.col, s.key, x.n from (select l.key,
        count(*) filter (where not l.is_wish) as published, count(*) filter (where not l.is_wish and l.is_open) as open,
        count(*) filter (where not l.is_wish and l.is_matched) as matched, count(*) filter (where l.is_wish and l.is_open) as wishes
      from ${listedOf(kind)} l group by l.key) s,
      lateral (values ('PUBLISHED', s.published), ('OPEN', s.open), ('MATCHED', s.matched), ('WISHES', s.wishes)) x(col, n) where x.n > 0`,
    of(
      'PROPOSED',
      sql`p.key`,
      sql`(select ${keyOfListing(kind, name(`r.${kind}_id`), counting, scope)} as key from exchange.match r
        where r.alliance_id = ${alliance} and ${name(`r.${kind}_id`)} is not null and ${isUnanswered(r, scope)} and ${within(sql`r.created_at`)}) p`,
    ),
    of(
      'AGREED',
      sql`g.key`,
      sql`${promisedOf(kind)} g where ${agreementStateNow(g, scope)} = 'ACTIVE' and ${within(sql`g.activated_at`)}`,
    ),
    of('COMMITTED', sql`g.key`, sql`${commitments} where ${isOpen} and ${within(sql`g.activated_at`)}`),
    of(
      'OVERDUE',
      sql`g.key`,
      sql`${commitments} where c.due_at <= ${scope.now} and ${isOpen} and ${within(sql`c.due_at`)}`,
    ),
    of(
      'DELIVERED',
      sql`g.key`,
      sql`${commitments}, ${events} where ${isDelivered(e, scope)} and ${within(sql`e.occurred_at`)}`,
    ),
  ];
}

/** Claims of micro-wishes, each a person once. */
function claims(counting: Counting, scope: Scope): Sql[] {
  const { alliance, within } = counting;
  const of = (column: BoardColumn, state: string, at: Sql): Sql =>
    cell(
      'NEEDS',
      column,
      sql`p.key`,
      sql`(select ${keyOfListing('need', sql`w.need_id`, counting, scope)} as key from exchange.wish_claim w
        where w.alliance_id = ${alliance} and w.state = ${literal(state)} and ${within(at)}) p`,
    );
  return [of('CLAIMED', 'CLAIMED', sql`w.claimed_at`), of('GRANTED', 'DONE', sql`w.settled_at`)];
}
