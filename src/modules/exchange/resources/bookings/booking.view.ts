import type { Scope } from '../../../../read/scope.ts';
import { any, both, everything, existsWhere, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Root } from '../../../../read/view.ts';
import { column, computed, id, one, optionalOne, valueFrom, viewOf } from '../../../../read/words.ts';
import { partiesSee } from '../../listings/listing/listing.view.ts';
import { BookingSchema } from './booking.entity.ts';

/** A hold that has timed out is over, whether or not somebody wrote that down. */
const isLapsed = (row: Row, scope: Scope): Sql =>
  sql`${row.col('state')} = 'HELD' and ${row.col('held_until')} <= ${scope.now}`;

const stateNow = (row: Row, scope: Scope): Sql =>
  sql`case when ${isLapsed(row, scope)} then 'EXPIRED' else ${row.col('state')} end`;

const startOf = (row: Row): Sql =>
  sql`coalesce(${row.col('starts_at')}, (select s.starts_at from exchange.slot s where s.id = ${row.col('slot_id')}))`;

export const bookingView = viewOf(BookingSchema, {
  type: 'Booking',
  scope: 'promises:read',
  visible: (row, scope) => {
    const booked = sql`exchange.resource r where r.id = ${row.col('resource_id')}`;
    const isOwners = existsWhere(booked, scope.isParty(sql`r.owner_unit_id`));
    // An app reads of the alliance it was let read, whoever booked.
    const underHat = scope.kind === 'APP' ? scope.inAlliance(row.col('alliance_id')) : everything;
    return any(partiesSee(row, scope, 'unit_id'), both(isOwners, underHat));
  },
  fields: {
    id: id('booking'),
    resource: one('Resource', 'resource_id'),
    slot: optionalOne('Slot', 'slot_id'),
    period: valueFrom(
      (row) =>
        sql`select ${row.col('starts_at')} as starts_at, ${row.col('ends_at')} as ends_at where ${row.col('slot_id')} is null
          union all select s.starts_at, s.ends_at from exchange.slot s where s.id = ${row.col('slot_id')}`,
      { start: column('starts_at'), end: column('ends_at') },
    ),
    unit: one('Unit', 'unit_id'),
    alliance: one('Alliance', 'alliance_id'),
    agreement: optionalOne('Agreement', 'agreement_id'),
    state: computed(stateNow),
    freeUntil: computed(
      (row) => sql`${startOf(row)} - make_interval(hours => coalesce((select r.free_hours from exchange.booking_rule r
        where r.resource_id = ${row.col('resource_id')} and r.edition = ${row.col('rule_edition')}), 0))`,
    ),
    noShowBy: optionalOne('Post', 'no_show_post_id'),
  },
  filters: { state: (row, given, scope) => sql`${stateNow(row, scope)} = any(${given.as('text[]')})` },
});

export const bookingRoots: Readonly<Record<string, Root>> = { bookings: { kind: 'many', type: 'Booking' } };
