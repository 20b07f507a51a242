import { sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { asc, contains, desc, id, many, manyWhere, ofId, one, oneOf, viewOf } from '../../../../read/words.ts';
import { listingVisible, placeOf, shownTo } from '../../listings/listing/listing.view.ts';
import { availabilityFields } from '../availability/availability.view.ts';
import { bookingRule } from '../rules/rule.view.ts';
import { ResourceSchema } from './resource.entity.ts';

export const resourceVisible = listingVisible('resource');

export const resourceView = viewOf(ResourceSchema, {
  type: 'Resource',
  scope: 'offers:read',
  visible: resourceVisible,
  fields: {
    id: id('resource'),
    unit: one('Unit', 'owner_unit_id'),
    ...placeOf('resource'),
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
