import type { Scope } from '../../../../read/scope.ts';
import { Row, sql, type Sql } from '../../../../read/sql.ts';
import { asc, computed, id, many, one, oneOf, viewOf } from '../../../../read/words.ts';
import { period } from '../../listings/listing/listing.view.ts';
import { resourceVisible } from '../resources/resource.view.ts';
import { SlotSchema } from './slot.entity.ts';

/** Places held or booked: what was held for longer than it may be holds nothing, whether or not somebody wrote that down. */
const takenNow = (row: Row, scope: Scope): Sql =>
  sql`(${row.col('taken')} - (select coalesce(sum(b.count), 0)::integer from exchange.booking b
    where b.slot_id = ${row.col('id')} and b.state = 'HELD' and b.held_until <= ${scope.now}))`;

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
    taken: computed(takenNow),
    remaining: computed((row, scope) => sql`${row.col('capacity')} - ${takenNow(row, scope)}`),
    bookings: many('Booking', 'slot_id'),
  },
  filters: {
    state: oneOf('state'),
    from: (row, from) => sql`${row.col('starts_at')} >= ${from.as('timestamptz')}`,
    to: (row, to) => sql`${row.col('ends_at')} <= ${to.as('timestamptz')}`,
    minRemaining: (row, least, scope) =>
      sql`${row.col('capacity')} - ${takenNow(row, scope)} >= ${least.as('integer')}`,
  },
  orders: { SOONEST: [asc('starts_at', 'timestamptz')] },
});
