/** Offers and needs that a figure of the board counts, as their lists are filtered by it. */
import type { Scope } from '../../../read/scope.ts';
import { both, literal, name, sql, type Row, type Sql } from '../../../read/sql.ts';
import type { Filter } from '../../../read/view.ts';
import { isShownTo } from '../listings/listing/listing.view.ts';
import { isOpenToAll, needIsOpen, offerIsOpen } from '../listings/listing/state.view.ts';
import { askedCell, isInRow, isTold, type AskedCell } from './asked-cell.view.ts';

type Kind = 'need' | 'offer';

/** Listings with an agreement that all have signed in the alliance, by their ids. */
export const matchedIn = (kind: Kind, alliance: Sql): Sql =>
  sql`select distinct ${name(`r.${kind}_id`)} as id from exchange.agreement g join exchange.match r on r.id = g.match_id
    where g.alliance_id = ${alliance} and g.activated_at is not null and ${name(`r.${kind}_id`)} is not null`;

function isCounted(kind: Kind, row: Row, cell: AskedCell, of: Sql, scope: Scope): Sql {
  const alliance = sql`${cell.alliance}`;
  const inRow = sql`(${cell.by} is null or ${isInRow(row, cell, scope)})`;
  return both(
    sql`${cell.side} = ${literal(kind === 'need' ? 'NEEDS' : 'OFFERS')}`,
    isShownTo(kind, row, alliance, scope),
    isOpenToAll(row),
    cell.within(row.col('published_at')),
    of,
    inRow,
  );
}

const isMatched = (kind: Kind, row: Row, { alliance }: AskedCell, scope: Scope): Sql =>
  both(isTold(sql`${alliance}`, scope), sql`${row.col('id')} in (${matchedIn(kind, sql`${alliance}`)})`);

export const needCell: Filter = (row, value, scope) => {
  const cell = askedCell(value);
  const of = sql`case ${cell.column} when 'PUBLISHED' then ${row.col('kind')} = 'NEED'
    when 'OPEN' then ${row.col('kind')} = 'NEED' and ${needIsOpen(row, scope)}
    when 'MATCHED' then ${row.col('kind')} = 'NEED' and ${isMatched('need', row, cell, scope)}
    when 'WISHES' then ${row.col('kind')} = 'MICRO_WISH' and ${needIsOpen(row, scope)} else false end`;
  return isCounted('need', row, cell, of, scope);
};

export const offerCell: Filter = (row, value, scope) => {
  const cell = askedCell(value);
  const of = sql`case ${cell.column} when 'PUBLISHED' then true when 'OPEN' then ${offerIsOpen(row, scope)}
    when 'MATCHED' then ${isMatched('offer', row, cell, scope)} else false end`;
  return isCounted('offer', row, cell, of, scope);
};
