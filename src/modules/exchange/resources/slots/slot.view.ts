import { Row, sql } from '../../../../read/sql.ts';
import { asc, computed, id, many, one, viewOf } from '../../../../read/words.ts';
import { period } from '../../listings/listing/listing.view.ts';
import { resourceVisible } from '../resources/resource.view.ts';
import { SlotSchema } from './slot.entity.ts';

/** Seen with its resource. */
export const slotView = viewOf(SlotSchema, {
  type: 'Slot',
  scope: 'offers:read',
  visible: (row, scope) =>
    sql`exists (select from exchange.resource r where r.id = ${row.col('resource_id')} and ${resourceVisible(new Row('r'), scope)})`,
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
