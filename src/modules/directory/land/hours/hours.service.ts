import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { canonical } from '../../../../domain/calendar/recurrence.ts';
import type { Hours, OnHolidays, OnMakeUpDays } from '../../../../domain/calendar/timetable.ts';
import { mustBeDaysToCome, mustBeWindow, type ToldWindow } from '../../../../domain/calendar/told.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import { mustGoOn, owned } from '../places/place.service.ts';
import type { Place } from '../places/place.entity.ts';
import { computePlaces } from './renewal.service.ts';

interface OfPlace {
  readonly idempotencyKey: string;
  readonly placeId: string;
}
interface SetHours extends OfPlace {
  readonly expectedVersion: number;
  readonly windows: readonly ToldWindow[];
  readonly onHolidays: OnHolidays;
  readonly onMakeUpDays: OnMakeUpDays;
  readonly note?: string | null;
}
interface Add extends OfPlace {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly hours: readonly Hours[];
  readonly reason: string;
}
interface Remove extends OfPlace {
  readonly day: string;
}

const TELL_HOURS = `
insert into directory.place_hours (place_id, edition, on_holidays, on_make_up_days, note, told_at)
values ($1::uuid, $2, $3, $4, $5, $6::timestamptz)`;

const TELL_WINDOWS = `
insert into directory.place_window (place_id, edition, no, rrule, opens, closes, season_from, season_to, first_day, last_day)
select $1::uuid, $2, n, w ->> 'rrule', w ->> 'opens', w ->> 'closes', w ->> 'seasonFrom', w ->> 'seasonTo', (w ->> 'firstDay')::date, (w ->> 'lastDay')::date
from json_array_elements($3::json) with ordinality o(w, n)`;

const TELL_EXCEPTION = `
insert into directory.place_exception (place_id, no, days, opens, closes, reason, told_at)
select $1::uuid, (select count(*) + 1 from directory.place_exception where place_id = $1::uuid), daterange($2::date, $3::date, '[]'),
  array(select h ->> 'opens' from json_array_elements($4::json) h), array(select h ->> 'closes' from json_array_elements($4::json) h), $5, $6::timestamptz`;

export class HoursService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** What was told before stays on record, and so does when the place was open by it. */
  set(viewer: Viewer, input: SetHours): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'setOpeningHours', input }, async (act) => {
      const place = await told(act, input);
      act.expectVersion('place', place, input.expectedVersion);
      input.windows.forEach(mustBeWindow);
      mustBeForAll('note', input.note ?? null);
      const edition = (place.hoursEdition ?? 0) + 1;
      const { onHolidays, onMakeUpDays, note = null } = input;
      await act.run(TELL_HOURS, [place.id, edition, onHolidays, onMakeUpDays, note, act.now.toISOString()]);
      await act.run(TELL_WINDOWS, [
        place.id,
        edition,
        JSON.stringify(input.windows.map((window) => ({ ...window, rrule: canonical(window.rrule) }))),
      ]);
      place.hoursEdition = edition;
      return remember(act, 'place:hours-set', place);
    });
  }

  addExceptional(viewer: Viewer, input: Add): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'addExceptionalDays', input }, async (act) => {
      const place = await told(act, input);
      mustBeDaysToCome(input, dayInChina(act.now), changeStatus);
      mustBeForAll('reason', input.reason);
      await mustBeUsual(act, place, input);
      const { firstDay, lastDay, hours, reason } = input;
      const values = [place.id, firstDay, lastDay, JSON.stringify(hours), reason.trim()];
      await act.run(TELL_EXCEPTION, [...values, act.now.toISOString()]);
      return remember(act, 'place:exceptional-days-added', place, { firstDay, lastDay });
    });
  }

  /** What of it is past was so. */
  removeExceptional(viewer: Viewer, input: Remove): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'removeExceptionalDays', input }, async (act) => {
      const place = await told(act, input);
      const [taken] = await act.run<{ firstDay: string; lastDay: string }>(
        `update directory.place_exception set taken_back_at = $3::timestamptz
         where place_id = $1::uuid and days @> $2::date and taken_back_at is null and upper(days) > $4::date
         returning lower(days)::text as "firstDay", (upper(days) - 1)::text as "lastDay"`,
        [place.id, input.day, act.now.toISOString(), dayInChina(act.now)],
      );
      if (taken === undefined) {
        throw RefusalError.invalid(
          ['input', 'day'],
          `“${place.name}”在 ${input.day} 没有尚未结束的临时安排；请查看 exceptionalDays。`,
          `"${place.name}" has no exceptional days on ${input.day} that are not over: see its exceptionalDays.`,
        );
      }
      return remember(act, 'place:exceptional-days-removed', place, taken);
    });
  }
}

const changeStatus = {
  zh: '长期停用请变更状态（changePlaceStatus）。',
  en: 'for longer, change the status of the place (changePlaceStatus).',
};

/** The place, locked, for somebody who may tell when it is open. */
async function told(act: Act, input: OfPlace): Promise<Place> {
  const place = await owned(act, input, 'place:tell-hours');
  mustGoOn(place);
  return place;
}

/** Refuses days that are exceptional already: the notices would contradict each other. */
async function mustBeUsual(act: Act, place: Place, { firstDay, lastDay }: Add): Promise<void> {
  const [other] = await act.run<{ day: string; reason: string }>(
    `select greatest(lower(days), $2::date)::text as day, reason from directory.place_exception
     where place_id = $1::uuid and taken_back_at is null and days && daterange($2::date, $3::date, '[]') order by days limit 1`,
    [place.id, firstDay, lastDay],
  );
  if (other === undefined) return;
  throw RefusalError.invalid(
    ['input', 'firstDay'],
    `“${place.name}”在 ${other.day} 已有临时安排（${other.reason}），请先撤销（removeExceptionalDays）或另选日期。`,
    `"${place.name}" has exceptional days on ${other.day} already (${other.reason}): take those back first (removeExceptionalDays), or choose other days.`,
  );
}

/** Tells the record, and computes when the place is open from now on. */
async function remember(
  act: Act,
  action: string,
  place: Place,
  body: Readonly<Record<string, string>> = {},
): Promise<{ place: string }> {
  await act.em.flush();
  await computePlaces((text, values) => act.run(text, values), [place.id], act.now);
  act.record(action, 'place', place, { unitIds: [place.ownerUnitId], body });
  return { place: place.id };
}
