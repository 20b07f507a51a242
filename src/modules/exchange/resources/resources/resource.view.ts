import type { Scope } from '../../../../read/scope.ts';
import { any, Row, sql, whole, type Sql } from '../../../../read/sql.ts';
import type { Computes, Root } from '../../../../read/view.ts';
import {
  asc,
  column,
  contains,
  desc,
  equals,
  id,
  many,
  manyWhere,
  ofId,
  one,
  oneOf,
  optional,
  optionalOne,
  rowsFrom,
  valueFrom,
  viewOf,
} from '../../../../read/words.ts';
import { listingVisible, partiesSee, placeOf, shownTo } from '../../listings/listing/listing.view.ts';
import { availabilityFields } from '../availability/availability.view.ts';
import { bookingRule } from '../rules/rule.view.ts';
import { goodOn } from '../stock/stock.view.ts';
import { ResourceSchema } from './resource.entity.ts';

export const resourceVisible = listingVisible('resource');

const said = {
  term: one('Term', 'term', 'code'),
  note: optional('note'),
  seenAt: column('seen_at'),
  saidBy: optionalOne('Unit', 'said_by'),
};

/** What its own unit says is known to be its; that another borrowed it only the two and who sees the lending know. */
const knowsWho = (row: Row, scope: Scope): Sql =>
  any(
    sql`c.said_by_unit_id = ${row.col('owner_unit_id')}`,
    scope.isUnit(row.col('owner_unit_id')),
    scope.isUnit(sql`c.said_by_unit_id`),
    sql`exists (select from exchange.lending l where l.resource_id = ${row.col('id')}
      and l.borrower_unit_id = c.said_by_unit_id and ${partiesSee(new Row('l'), scope, 'owner_unit_id', 'borrower_unit_id')})`,
  );

const conditionsOf = (row: Row, scope: Scope, most: 1 | 20): Sql =>
  sql`select c.term, c.note, c.seen_at, case when ${knowsWho(row, scope)} then c.said_by_unit_id end as said_by
    from exchange.resource_condition c where c.resource_id = ${row.col('id')} order by c.number desc limit ${whole(most)}`;

/** What can be had of it, where its unit lets others know: the lots that are good today, less what is promised. */
const available = (row: Row, scope: Scope): Sql =>
  sql`select trim_scale(greatest(${goodOn(sql`k.id`, scope.today)} - k.reserved, 0))::text as value, k.unit
    from exchange.stock k where k.resource_id = ${row.col('id')} and k.is_shared`;

/** Whether there is such a row. */
const isThere =
  (of: Computes): Computes =>
  (row, scope, args) =>
    sql`exists (${of(row, scope, args)})`;

export const resourceView = viewOf(ResourceSchema, {
  type: 'Resource',
  scope: 'offers:read',
  visible: resourceVisible,
  fields: {
    id: id('resource'),
    unit: one('Unit', 'owner_unit_id'),
    ...placeOf('resource'),
    place: optionalOne('Place', 'place_id'),
    category: optionalOne('Term', 'category', 'code'),
    condition: {
      ...valueFrom((row, scope) => conditionsOf(row, scope, 1), said),
      present: isThere((row, scope) => conditionsOf(row, scope, 1)),
    },
    conditions: rowsFrom((row, scope) => conditionsOf(row, scope, 20), said),
    stock: optionalOne('Stock', 'id', 'resource_id'),
    available: {
      ...valueFrom(available, { value: column('value'), unit: column('unit') }),
      present: isThere(available),
    },
    lendings: many('Lending', 'resource_id'),
    slots: manyWhere(
      'Slot',
      (slot, row) => sql`(${slot.col('resource_id')} = ${row.col('id')} and ${slot.col('state')} <> 'WITHDRAWN')`,
    ),
    bookingRule,
    ...availabilityFields,
    audience: many('Audience', 'listing_id'),
  },
  filters: {
    kind: oneOf('kind'),
    state: oneOf('state'),
    category: equals('category', 'text'),
    placeId: ofId('place_id', 'place'),
    unitId: ofId('owner_unit_id', 'unit'),
    allianceId: shownTo('resource'),
    search: contains('name', 'description'),
  },
  orders: { NEWEST: [desc('id', 'uuid')], NAME: [asc('name', 'text')] },
});

export const resourceRoots: Readonly<Record<string, Root>> = {
  resource: { kind: 'one', type: 'Resource', argument: 'id', of: 'resource' },
  resources: { kind: 'many', type: 'Resource' },
};
