/** When resources can be had, computed of their rules for some time ahead (src/data/openings.ts), and the slots that follow. */
import { z } from 'zod';
import type { Connection } from '../../../../data/chore.ts';
import {
  computeOpenings,
  exceptionRead,
  holidaysRead,
  renewOpenings,
  windowRead,
  type Opened,
  type Run,
} from '../../../../data/openings.ts';
import type { SlotTimetable } from '../../../../domain/calendar/slots.ts';
import { laySlots } from './lay-slots.service.ts';

const Rules = z.object({
  id: z.string(),
  spans: z.array(
    holidaysRead.extend({
      since: z.string(),
      edition: z.number(),
      slotMinutes: z.number().nullable(),
      capacity: z.number().nullable(),
      windows: z.array(windowRead.extend({ capacity: z.number().nullable() })),
    }),
  ),
  exceptions: z.array(exceptionRead),
});

/**
 * Editions that another, told later, has taken the place of before they began count for no day; once the resource is withdrawn,
 * none does. What is booked as a whole has no places, whatever was said of them.
 */
const RULES = `
select json_build_object('id', r.id,
  'spans', (select coalesce(json_agg(json_build_object('since', a.since, 'edition', a.edition, 'onHolidays', a.on_holidays,
      'onMakeUpDays', a.on_make_up_days, 'slotMinutes', a.slot_minutes,
      'capacity', case when coalesce((select b.mode from exchange.booking_rule b where b.resource_id = r.id order by b.edition desc limit 1), 'SLOTS') = 'SLOTS'
        then a.capacity end,
      'windows', (select coalesce(json_agg(json_build_object('recurrence', w.rrule, 'opens', w.opens, 'closes', w.closes,
          'season', case when w.season_from is not null then json_build_object('from', w.season_from, 'to', w.season_to) end,
          'firstDay', w.first_day, 'lastDay', w.last_day, 'capacity', w.capacity) order by w.no), '[]')
        from exchange.availability_window w where (w.resource_id, w.edition) = (a.resource_id, a.edition))) order by a.since), '[]')
    from exchange.availability a where a.resource_id = r.id and r.state = 'AVAILABLE'
      and not exists (select from exchange.availability n where n.resource_id = r.id and n.edition > a.edition and n.since <= a.since)),
  'exceptions', (select coalesce(json_agg(json_build_object('firstDay', lower(e.days), 'lastDay', upper(e.days) - 1,
      'hours', (select coalesce(json_agg(json_build_object('opens', o.opens, 'closes', o.closes)), '[]') from unnest(e.opens, e.closes) o(opens, closes)))), '[]')
    from exchange.availability_exception e where e.resource_id = r.id and e.taken_back_at is null and upper(e.days) > $2::date - 2)) as json
from exchange.resource r where r.id in (select json_array_elements_text($1::json)::uuid)`;

const available: Opened<SlotTimetable> = {
  table: 'exchange.resource',
  key: 'resource_id',
  opening: 'exchange.resource_opening',
  isTold: 'exists (select from exchange.availability a where a.resource_id = p.id)',
  lasts: "p.state = 'AVAILABLE'",
  rules: RULES,
  read: (json) => {
    const { id, spans, exceptions } = Rules.parse(json);
    return { id, schedule: spans.map(({ since, ...span }) => ({ from: since, timetable: { ...span, exceptions } })) };
  },
  follow: laySlots,
};

/** Computes when these resources can be had, and their slots. Their rows are locked already. */
export const computeAvailable = (run: Run, ids: readonly string[], now: Date): Promise<void> =>
  computeOpenings(available, run, ids, now);

/** Computes anew what is due, in small parts, until `isOver` says to stop; says how many resources that were. */
export const renewAvailable = (connection: Connection, now: Date, isOver?: () => boolean): Promise<number> =>
  renewOpenings(available, connection, now, isOver);
