import type { Scope } from '../../../../read/scope.ts';
import { all, any, both, everything, literal, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { id, manyWhere, newestFirst, optional, optionalOne, viewOf } from '../../../../read/words.ts';
import { isLive } from '../listing/state.view.ts';
import { SavedSearchSchema } from './search.entity.ts';

/** Where the search names nothing, everything will do. */
const fits = (named: Sql, condition: Sql): Sql => any(sql`${named} is null`, condition);

/** What others published since the unit looked, that takes matches and is what the search is for. Who sees it is the listing's to say. */
function isNew(listing: Row, search: Row, scope: Scope): Sql {
  scope.weigh(isNew);
  const [category, words] = [search.col('category'), search.col('words')];
  const same = (column: string): Sql => fits(search.col(column), sql`${listing.col(column)} = ${search.col(column)}`);
  const text = sql`lower(${listing.col('title')} || ' ' || ${listing.col('description')})`;
  return all([
    sql`${search.col('ended_at')} is null`,
    isLive(listing, scope),
    sql`${listing.col('published_at')} > ${search.col('seen_at')}`,
    sql`${listing.col('owner_unit_id')} <> ${search.col('unit_id')}`,
    fits(
      category,
      sql`(${listing.col('category')} = ${category} or starts_with(${listing.col('category')}, ${category} || '.'))`,
    ),
    fits(words, sql`position(lower(${words}) in ${text}) > 0`),
    same('track_id'),
    same('programme_id'),
  ]);
}

const found = (type: 'Offer' | 'Need', what: 'OFFERS' | 'NEEDS') =>
  manyWhere(type, (listing, search, scope) =>
    both(sql`${search.col('looks_for')} = ${literal(what)}`, isNew(listing, search, scope)),
  );

/** Its unit's own: with an alliance hat, those that were saved under that. */
const visible = (row: Row, scope: Scope): Sql =>
  all([scope.isUnit(row.col('unit_id')), scope.hasAllianceHat ? scope.inAlliance(row.col('alliance_id')) : everything]);

export const searchView = viewOf(SavedSearchSchema, {
  type: 'SavedSearch',
  visible,
  fields: {
    id: id('search'),
    alliance: optionalOne('Alliance', 'alliance_id'),
    category: optionalOne('Term', 'category', 'code'),
    search: optional('words'),
    track: optionalOne('Track', 'track_id'),
    programme: optionalOne('Programme', 'programme_id'),
    newOffers: found('Offer', 'OFFERS'),
    newNeeds: found('Need', 'NEEDS'),
  },
  filters: { isEnded: (row, isEnded) => sql`(${row.col('ended_at')} is not null) = ${isEnded.as('boolean')}` },
  orders: newestFirst,
});

export const searchRoots: Readonly<Record<string, Root>> = {
  savedSearch: { kind: 'one', type: 'SavedSearch', argument: 'id', of: 'search' },
  savedSearches: { kind: 'many', type: 'SavedSearch' },
};
