import type { Scope } from '../../../../read/scope.ts';
import { sql, whole, type Row, type Sql } from '../../../../read/sql.ts';
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
import { listingVisible, placeOf, shownTo } from '../../listings/listing/listing.view.ts';
import { availabilityFields } from '../availability/availability.view.ts';
import { bookingRule } from '../rules/rule.view.ts';
import { goodOn } from '../stock/stock.view.ts';
import { ResourceSchema } from './resource.entity.ts';

export const resourceVisible = listingVisible('resource');

const said = {
  term: one('Term', 'term', 'code'),
  note: optional('note'),
  seenAt: column('seen_at'),
  saidBy: one('Unit', 'said_by_unit_id'),
};

const conditionsOf = (row: Row, most: 1 | 20): Sql =>
  sql`select c.term, c.note, c.seen_at, c.said_by_unit_id from exchange.resource_condition c
    where c.resource_id = ${row.col('id')} order by c.number desc limit ${whole(most)}`;

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
    condition: { ...valueFrom((row) => conditionsOf(row, 1), said), present: isThere((row) => conditionsOf(row, 1)) },
    conditions: rowsFrom((row) => conditionsOf(row, 20), said),
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
