/** When places are open, computed of their rules for some time ahead (src/data/openings.ts). */
import { z } from 'zod';
import type { Connection } from '../../../../data/chore.ts';
import {
  computeOpenings,
  exceptionRead,
  holidaysRead,
  renewOpenings as renew,
  windowRead,
  type Opened,
  type Run,
} from '../../../../data/openings.ts';
import type { Timetable } from '../../../../domain/calendar/timetable.ts';

const Rules = holidaysRead.extend({
  id: z.string(),
  windows: z.array(windowRead),
  exceptions: z.array(exceptionRead),
});

const RULES = `
select json_build_object('id', p.id, 'onHolidays', h.on_holidays, 'onMakeUpDays', h.on_make_up_days,
  'windows', (select coalesce(json_agg(json_build_object('recurrence', w.rrule, 'opens', w.opens, 'closes', w.closes,
      'season', case when w.season_from is not null then json_build_object('from', w.season_from, 'to', w.season_to) end,
      'firstDay', w.first_day, 'lastDay', w.last_day) order by w.no), '[]')
    from directory.place_window w where (w.place_id, w.edition) = (h.place_id, h.edition)),
  'exceptions', (select coalesce(json_agg(json_build_object('firstDay', lower(e.days), 'lastDay', upper(e.days) - 1,
      'hours', (select coalesce(json_agg(json_build_object('opens', o.opens, 'closes', o.closes)), '[]') from unnest(e.opens, e.closes) o(opens, closes)))), '[]')
    from directory.place_exception e where e.place_id = p.id and e.taken_back_at is null and upper(e.days) > $2::date - 2)) as json
from directory.place p join directory.place_hours h on (h.place_id, h.edition) = (p.id, p.hours_edition)
where p.id in (select json_array_elements_text($1::json)::uuid)`;

const places: Opened<Timetable> = {
  table: 'directory.place',
  key: 'place_id',
  opening: 'directory.place_opening',
  isTold: 'p.hours_edition is not null',
  lasts: "p.status <> 'CLOSED'",
  rules: RULES,
  read: (json) => {
    const { id, ...timetable } = Rules.parse(json);
    return { id, schedule: [{ from: null, timetable }] };
  },
};

/** Computes when these places are open. Their rows are locked already. */
export const computePlaces = (run: Run, ids: readonly string[], now: Date): Promise<void> =>
  computeOpenings(places, run, ids, now);

/** Computes anew what is due, in small parts, until `isOver` says to stop; says how many places that were. */
export const renewOpenings = (connection: Connection, now: Date, isOver?: () => boolean): Promise<number> =>
  renew(places, connection, now, isOver);
