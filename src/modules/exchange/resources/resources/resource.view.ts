import type { Root } from '../../../../read/view.ts';
import { asc, contains, desc, id, many, ofId, one, oneOf, viewOf } from '../../../../read/words.ts';
import { listingVisible, placeOf, shownTo } from '../../listings/listing/listing.view.ts';
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
    slots: many('Slot', 'resource_id'),
    bookingRule,
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
