/** Bodies and seats are public, as the alliances are that they govern: to sit in one gives no right to read anything. */
import { daysHold, onDay } from '../../../../read/days.ts';
import type { Scope } from '../../../../read/scope.ts';
import { sql, type Row, type Sql } from '../../../../read/sql.ts';
import { everyone } from '../../../../read/view.ts';
import {
  column,
  computed,
  id,
  many,
  newestFirst,
  ofId,
  one,
  oneOf,
  optionalOne,
  valueFrom,
  viewOf,
} from '../../../../read/words.ts';
import { GoverningBodySchema, SeatSchema } from './body.entity.ts';

/** What stands under the body, in alliances below as well: numbers of what is public anyway. */
const rollUp = (row: Row, scope: Scope): Sql => sql`
  with recursive below (id, alliance_id) as (
    select b.id, b.alliance_id from directory.governing_body b where b.parent_id = ${row.col('id')} and b.state = 'STANDING'
    union
    select b.id, b.alliance_id from below join directory.governing_body b on b.parent_id = below.id and b.state = 'STANDING'
  )
  select (select count(*) from below) as bodies,
    (select count(distinct below.alliance_id) from below) as alliances,
    (select count(distinct m.unit_id) from rights.membership m
      where m.alliance_id in (select below.alliance_id from below) and ${scope.holds(sql`m.valid`)}) as units,
    (select count(*) from directory.seat s
      where s.body_id in (select below.id from below) and ${daysHold(sql`s.since`, sql`s.until`, scope.today)}) as seats`;

export const bodyView = viewOf(GoverningBodySchema, {
  type: 'GoverningBody',
  visible: everyone,
  fields: {
    id: id('body'),
    alliance: one('Alliance', 'alliance_id'),
    kind: one('Term', 'kind', 'code'),
    parent: optionalOne('GoverningBody', 'parent_id'),
    bodies: many('GoverningBody', 'parent_id'),
    seats: many('Seat', 'body_id'),
    rollUp: valueFrom(rollUp, {
      bodies: column('bodies'),
      alliances: column('alliances'),
      units: column('units'),
      seats: column('seats'),
    }),
  },
  filters: {
    kind: oneOf('kind'),
    state: oneOf('state'),
    standingOn: onDay('established_on', 'disbanded_on'),
  },
  orders: { OLDEST: newestFirst.OLDEST, NEWEST: newestFirst.NEWEST },
});

export const seatView = viewOf(SeatSchema, {
  type: 'Seat',
  visible: everyone,
  fields: {
    id: id('seat'),
    body: one('GoverningBody', 'body_id'),
    unit: one('Unit', 'unit_id'),
    state: computed(
      (row, scope) =>
        sql`case when ${row.col('until')} <= ${scope.today} or ${row.col('until')} = ${row.col('since')} then 'ENDED' when ${row.col('since')} > ${scope.today} then 'UPCOMING' else 'HELD' end`,
    ),
  },
  filters: {
    unitId: ofId('unit_id', 'unit'),
    heldOn: onDay('since', 'until'),
  },
  orders: { OLDEST: newestFirst.OLDEST, NEWEST: newestFirst.NEWEST },
});
