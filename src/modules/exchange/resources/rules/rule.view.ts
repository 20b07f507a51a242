/** By which rule a resource is booked, as a field of it. */
import { sql, type Row, type Sql } from '../../../../read/sql.ts';
import { column, optional, valueFrom } from '../../../../read/words.ts';

const latest = (row: Row): Sql =>
  sql`select r.* from exchange.booking_rule r where r.resource_id = ${row.col('id')} order by r.edition desc limit 1`;

export const bookingRule = {
  ...valueFrom(latest, {
    mode: column('mode'),
    holdMinutes: column('hold_minutes'),
    freeHours: column('free_hours'),
    startMinutes: column('start_minutes'),
    noShowMinutes: column('no_show_minutes'),
    attendant: optional('attendant'),
    edition: column('edition'),
    toldAt: column('told_at'),
  }),
  present: (row: Row): Sql => sql`exists (${latest(row)})`,
};
