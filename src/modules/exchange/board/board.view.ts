/**
 * The board of supply and demand: what is counted, and what of it is told. Whoever is outside of the alliance is not told
 * small figures, nor another with them where it alone would give one away; docs/decisions/0099 says why nothing does.
 */
import { boardColumns, FEWEST_TOLD, personTimeColumns, wishColumns } from '../../../domain/exchange/board.ts';
import type { BoardColumn, BoardSide } from '../../../domain/exchange/board.ts';
import type { Scope } from '../../../read/scope.ts';
import { any, join, literal, spellId, sql, whole, type Row, type Sql } from '../../../read/sql.ts';
import type { Field, FieldArguments, Fields } from '../../../read/view.ts';
import { column, computed, id, optional, rowsFrom, value, valueFrom, valueWhere } from '../../../read/words.ts';
import { isTold, withinTime } from './asked-cell.view.ts';
import { counted } from './counted.view.ts';

const few = whole(FEWEST_TOLD);

const isOfWishes = (col: Sql): Sql =>
  sql`${col} in (${join(
    wishColumns.map((each) => literal(each)),
    ', ',
  )})`;

/**
 * Of each column how it is told: `ALL` of it, `NONE` of its rows, or `SOME`: not its small figures and not the first of the
 * others (`first`), so that what the untold come to is not settled by any of them. Where they would be all the same, none is.
 */
const columnsTold = (isInside: Sql): Sql => sql`columns as (
    select s.side, x.col, coalesce(t.total, 0) as total, t.first,
      case when ${isInside} then 'ALL' when ${isOfWishes(sql`x.col`)} then 'NONE' when coalesce(t.small, 0) = 0 then 'ALL'
        when t.total < ${few} or t.first is null or t.low + t.big = t.small + ${few} then 'NONE' else 'SOME' end as told
    from (values ('NEEDS'), ('OFFERS')) s(side) cross join (values ${join(
      boardColumns.map((each) => sql`(${literal(each)})`),
      ', ',
    )}) x(col)
    left join (select c.side, c.col, sum(c.n) as total, count(*) filter (where c.n < ${few}) as small,
        sum(c.n) filter (where c.n < ${few}) as low, min(coalesce(c.key, '') collate "C") filter (where c.n >= ${few}) as first,
        (array_agg(c.n order by coalesce(c.key, '') collate "C") filter (where c.n >= ${few}))[1] as big
      from cells c group by c.side, c.col) t on t.side = s.side and t.col = x.col)`;

/** Totals, which no row gives away: nothing of a total that is small itself. */
const totals = (isInside: Sql): Sql => sql`totals as (
    select t.side, jsonb_object_agg(t.col, case when ${isInside} or not (${isOfWishes(sql`t.col`)} or t.total between 1 and ${few} - 1)
      then t.total end) as figures from columns t group by t.side)`;

const lines = (isInside: Sql, by: Sql): Sql => sql`lines as (
    select k.side, k.key, jsonb_object_agg(t.col, f.n) as figures
    from (select distinct c.side, c.key from cells c) k join columns t on t.side = k.side
      left join cells c on c.side = k.side and c.col = t.col and coalesce(c.key, '') = coalesce(k.key, ''),
      lateral (select case t.told when 'ALL' then coalesce(c.n, 0)
        when 'SOME' then case when c.n < ${few} or coalesce(k.key, '') = t.first collate "C" then null else coalesce(c.n, 0) end end as n) f
    group by k.side, k.key having ${any(isInside, sql`${by} <> 'UNIT' and bool_or(f.n > 0)`)})`;

/** What the rows of a key are called, and how the key is spelled. */
function named(by: Sql, key: Sql, scope: Scope): { readonly key: Sql; readonly label: Sql } {
  const isEnglish = sql`${scope.locale} = 'en'`;
  const uuid = sql`${key}::uuid`;
  return {
    key: sql`case ${by} when 'CATEGORY' then ${key} when 'TRACK' then ${spellId('track', key)}
      when 'AREA' then ${spellId('area', key)} else ${spellId('unit', key)} end`,
    label: sql`coalesce(case ${by}
      when 'CATEGORY' then (select case when ${isEnglish} then t.label_en else t.label_zh end from directory.term t where t.code = ${key})
      when 'TRACK' then (select t.name from directory.track t where t.id = ${uuid})
      when 'AREA' then (select a.name from directory.area a where a.id = ${uuid})
      else (select u.short_name from directory.unit u where u.id = ${uuid}) end, case when ${isEnglish} then 'Other' else '其他' end)`,
  };
}

const asked = (args: FieldArguments) => ({
  by: sql`${args.as('by', 'text')}`,
  from: args.as('from', 'timestamptz'),
  to: args.as('to', 'timestamptz'),
});

/** Outside of the alliance the whole time is told of and no part: figures of two times that differ a little would be told by their difference. */
const isAnswered = (isInside: Sql, { from, to }: ReturnType<typeof asked>): Sql =>
  any(isInside, sql`coalesce(${from}, ${to}) is null`);

function board(alliance: Row, scope: Scope, args: FieldArguments): Sql {
  scope.weigh(args);
  const given = asked(args);
  const { by, from, to } = given;
  const of = alliance.col('id');
  const isInside = isTold(of, scope);
  const { key, label } = named(by, sql`l.key`, scope);
  const total = (side: BoardSide): Sql => sql`(select t.figures from totals t where t.side = ${literal(side)})`;
  const rows = (
    side: BoardSide,
  ): Sql => sql`(select coalesce(jsonb_agg(jsonb_build_object('key', ${key}, 'label', ${label}, 'figures', l.figures)
    order by l.key collate "C"), '[]') from lines l where l.side = ${literal(side)})`;
  return sql`with ${counted({ alliance: of, by, within: withinTime(from, to) }, scope)},
    ${columnsTold(isInside)}, ${totals(isInside)}, ${lines(isInside, by)}
    select ${of} as alliance_id, ${by} as by, ${from} as from_at, ${to} as to_at, not ${isInside} as is_masked,
      ${total('NEEDS')} as needs_total, ${rows('NEEDS')} as needs_rows, ${total('OFFERS')} as offers_total, ${rows('OFFERS')} as offers_rows
    where ${isAnswered(isInside, given)}`;
}

const basisOf = (col: BoardColumn): string => (personTimeColumns.some((one) => one === col) ? 'PERSON_TIME' : 'ITEM');

/** A figure, of a row that has what its cell is made of. */
const figure: Fields = {
  column: column('col'),
  tally: valueWhere((row) => sql`${row.col('count')} is not null`, { count: column('count'), basis: column('basis') }),
  isSuppressed: computed((row) => sql`${row.col('count')} is null`),
  filter: value({
    board: value({
      allianceId: id('alliance', 'alliance_id'),
      side: column('side'),
      column: column('col'),
      by: optional('by'),
      key: optional('key'),
      from: optional('from_at'),
      to: optional('to_at'),
    }),
  }),
};

interface Line {
  readonly row: Row;
  readonly side: BoardSide;
  readonly figures: Sql;
  readonly by: Sql;
  readonly key: Sql;
}

/** The figures of a line, those of wishes for needs alone. */
function figuresOf({ row, side, figures, by, key }: Line, columns: readonly BoardColumn[] = boardColumns): Sql {
  const told = columns.filter((col) => side === 'NEEDS' || !wishColumns.some((one) => one === col));
  const numbered = told.map((col, i) => sql`(${whole(i)}, ${literal(col)}, ${literal(basisOf(col))})`);
  return sql`select ${row.col('alliance_id')} as alliance_id, ${literal(side)} as side, ${by} as by, ${key} as key,
    ${row.col('from_at')} as from_at, ${row.col('to_at')} as to_at, f.col, f.basis, (${figures} ->> f.col)::integer as count
    from (values ${join(numbered, ', ')}) f(n, col, basis) order by f.n`;
}

const totalOf = (row: Row, side: BoardSide): Line => ({
  ...{ row, side, by: sql`null`, key: sql`null` },
  figures: row.col(`${side.toLowerCase()}_total`),
});

const sideOf = (side: BoardSide): Field =>
  value({
    total: rowsFrom((row) => figuresOf(totalOf(row, side)), figure),
    rows: rowsFrom(
      (
        row,
      ) => sql`select ${row.col('alliance_id')} as alliance_id, ${row.col('by')} as by, l ->> 'key' as key, l ->> 'label' as label,
        l -> 'figures' as figures, ${row.col('from_at')} as from_at, ${row.col('to_at')} as to_at
        from jsonb_array_elements(${row.col(`${side.toLowerCase()}_rows`)}) with ordinality r(l, n) order by n`,
      {
        key: optional('key'),
        label: column('label'),
        figures: rowsFrom(
          (row) => figuresOf({ row, side, figures: row.col('figures'), by: row.col('by'), key: row.col('key') }),
          figure,
        ),
      },
    ),
  });

const ofNeeds = (col: BoardColumn): Field => valueFrom((row) => figuresOf(totalOf(row, 'NEEDS'), [col]), figure);

export const supplyDemandBoard: Field = {
  ...valueFrom(board, {
    asOf: computed((_row, scope) => sql`${scope.now}`),
    by: column('by'),
    isMasked: column('is_masked'),
    needs: sideOf('NEEDS'),
    offers: sideOf('OFFERS'),
    matchRate: value({ numerator: ofNeeds('MATCHED'), denominator: ofNeeds('PUBLISHED') }),
  }),
  present: (alliance, scope, args) => isAnswered(isTold(alliance.col('id'), scope), asked(args)),
};
