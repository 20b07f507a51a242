import { Row, sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { asc, computed, contains, desc, id, many, ofId, one, oneOf, viewOf } from '../../../../read/words.ts';
import { listingVisible, period, placeOf, shownTo } from '../../listings/listing/listing.view.ts';
import { ResourceSchema, SlotSchema } from './resource.entity.ts';

const visible = listingVisible('resource');

export const resourceView = viewOf(ResourceSchema, {
  type: 'Resource',
  scope: 'offers:read',
  visible,
  fields: {
    id: id('resource'),
    unit: one('Unit', 'owner_unit_id'),
    ...placeOf('resource'),
    slots: many('Slot', 'resource_id'),
    audience: many('Audience', 'listing_id'),
  },
  filters: {
    kind: oneOf('kind'),
    unitId: ofId('owner_unit_id', 'unit'),
    allianceId: shownTo('resource'),
    search: contains('name', 'description'),
  },
  orders: { NEWEST: [desc('id', 'uuid')], NAME: [asc('name', 'text')] },
});

/** Seen with its resource. */
export const slotView = viewOf(SlotSchema, {
  type: 'Slot',
  scope: 'offers:read',
  visible: (row, scope) =>
    sql`exists (select from exchange.resource r where r.id = ${row.col('resource_id')} and ${visible(new Row('r'), scope)})`,
  fields: {
    id: id('slot'),
    resource: one('Resource', 'resource_id'),
    period,
    remaining: computed((row) => sql`${row.col('capacity')} - ${row.col('taken')}`),
    bookings: many('Booking', 'slot_id'),
  },
  filters: {
    from: (row, from) => sql`${row.col('starts_at')} >= ${from.as('timestamptz')}`,
    to: (row, to) => sql`${row.col('ends_at')} <= ${to.as('timestamptz')}`,
    minRemaining: (row, least) => sql`${row.col('capacity')} - ${row.col('taken')} >= ${least.as('integer')}`,
  },
  orders: { SOONEST: [asc('starts_at', 'timestamptz')] },
});

export const resourceRoots: Readonly<Record<string, Root>> = {
  resource: { kind: 'one', type: 'Resource', argument: 'id', of: 'resource' },
  resources: { kind: 'many', type: 'Resource' },
};
