import type { Act } from '../../../../data/act.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { canonical } from '../../../../domain/calendar/recurrence.ts';
import type { OnHolidays, OnMakeUpDays } from '../../../../domain/calendar/timetable.ts';
import { mustBeWindow, type ToldWindow } from '../../../../domain/calendar/told.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { parseId } from '../../../../domain/ids.ts';
import { mustBeForAll } from '../../../../domain/privacy/reason.ts';
import type { Resource } from '../resources/resource.entity.ts';
import { ruleOf } from '../rules/rule.service.ts';
import { remember, tellable, type OfResource } from './tell-availability.service.ts';

interface Share {
  readonly allianceId: string;
  readonly atMost?: number | null;
  readonly reserved?: number | null;
}

interface SetAvailability extends OfResource {
  /** The edition that was seen; null where nothing was told. */
  readonly expectedVersion?: number | null;
  readonly since: string;
  readonly windows: readonly (ToldWindow & { readonly capacity?: number | null })[];
  readonly onHolidays: OnHolidays;
  readonly onMakeUpDays: OnMakeUpDays;
  readonly slotMinutes?: number | null;
  readonly capacity?: number | null;
  readonly perDay?: number | null;
  readonly shares?: readonly Share[] | null;
  readonly note?: string | null;
}

const EDITION = 'select coalesce(max(edition), 0) as edition from exchange.availability where resource_id = $1::uuid';

const TELL = `
insert into exchange.availability (resource_id, edition, since, on_holidays, on_make_up_days, slot_minutes, capacity, per_day, note, told_at)
values ($1::uuid, $2, $3::date, $4, $5, $6, $7, $8, $9, $10::timestamptz)`;

const TELL_WINDOWS = `
insert into exchange.availability_window (resource_id, edition, no, rrule, opens, closes, season_from, season_to, first_day, last_day, capacity)
select $1::uuid, $2, n, w ->> 'rrule', w ->> 'opens', w ->> 'closes', w ->> 'seasonFrom', w ->> 'seasonTo', (w ->> 'firstDay')::date,
  (w ->> 'lastDay')::date, (w ->> 'capacity')::integer
from json_array_elements($3::json) with ordinality o(w, n)`;

const TELL_SHARES = `
insert into exchange.availability_share (resource_id, edition, alliance_id, at_most, reserved)
select $1::uuid, $2, (h ->> 'allianceId')::uuid, (h ->> 'atMost')::integer, coalesce((h ->> 'reserved')::integer, 0)
from json_array_elements($3::json) h`;

export class AvailabilityService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** From a day on; what was told before stays on record, and so does whatever was booked by it. */
  set(viewer: Viewer, input: SetAvailability): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'setAvailability', input }, async (act) => {
      const resource = await tellable(act, input);
      const [told] = await act.run<{ edition: number }>(EDITION, [resource.id]);
      const edition = (told?.edition ?? 0) + 1;
      act.expectVersion('resource', { id: resource.id, version: edition - 1 }, input.expectedVersion ?? 0);
      input.windows.forEach(mustBeWindow);
      mustBeForAll('note', input.note ?? null);
      mustBeToCome(act, input);
      await mustFitMode(act, resource, input);
      const shares = sharesOf(resource, input);
      await mustBeAlliances(act, shares);
      const {
        since,
        onHolidays,
        onMakeUpDays,
        slotMinutes = null,
        capacity = null,
        perDay = null,
        note = null,
      } = input;
      const of = [since, onHolidays, onMakeUpDays, slotMinutes, capacity, perDay, note];
      await act.run(TELL, [resource.id, edition, ...of, act.now.toISOString()]);
      const windows = input.windows.map((window) => ({ ...window, rrule: canonical(window.rrule) }));
      await act.run(TELL_WINDOWS, [resource.id, edition, JSON.stringify(windows)]);
      await act.run(TELL_SHARES, [resource.id, edition, JSON.stringify(shares)]);
      return remember(act, 'resource:availability-set', resource, { since });
    });
  }
}

function mustBeToCome(act: Act, { since }: SetAvailability): void {
  if (since >= dayInChina(act.now)) return;
  throw RefusalError.invalid(
    ['input', 'since'],
    '可用时间须从今日或以后起生效；过去的安排不能更改。',
    'It holds from today or later: when a resource could be had is not changed afterwards.',
  );
}

/** Slots have places; what is booked by periods has none. */
async function mustFitMode(act: Act, { id, name }: Resource, input: SetAvailability): Promise<void> {
  const { mode } = await ruleOf(act, id);
  const hasPlaces = input.capacity != null;
  if (mode === 'SLOTS' && !hasPlaces) {
    throw RefusalError.invalid(
      ['input', 'capacity'],
      `“${name}”按时段名额预约，须填写每个时段的名额；如为整体预约，请先设置预约规则（setBookingRule）。`,
      `"${name}" is booked by places in slots: say how many each has, or first tell that it is booked by periods (setBookingRule).`,
    );
  }
  const isOfSlots = hasPlaces || input.slotMinutes != null || input.perDay != null || (input.shares ?? []).length > 0;
  if (mode === 'PERIODS' && (isOfSlots || input.windows.some(({ capacity }) => capacity != null))) {
    throw RefusalError.invalid(
      ['input', 'capacity'],
      `“${name}”按起止时间整体预约，没有时段名额；请去掉 capacity、slotMinutes、perDay 和 shares。`,
      `"${name}" is booked as a whole, and has no places: leave out capacity, slotMinutes, perDay and shares.`,
    );
  }
}

const NOWHERE = `
select (n.place - 1)::integer as i from unnest($1::uuid[]) with ordinality n(id, place) where not exchange.is_alliance(n.id) order by n.place limit 1`;

/** Throws `INVALID_INPUT` at the first share of an alliance that there is not. */
async function mustBeAlliances(act: Act, shares: readonly Share[]): Promise<void> {
  const [nowhere] = await act.run<{ i: number }>(NOWHERE, [shares.map(({ allianceId }) => allianceId)]);
  if (nowhere === undefined) return;
  throw RefusalError.invalid(
    ['input', 'shares', String(nowhere.i), 'allianceId'],
    '没有这个联盟；请从 alliances 中选择。',
    'There is no such alliance: choose one of alliances.',
  );
}

/** Shares are of alliances that the resource is shown to, each once, and fit into the smallest slot together. */
function sharesOf(resource: Resource, { shares, capacity, windows }: SetAvailability): Share[] {
  const refused = (i: number, field: string, zh: string, en: string) =>
    RefusalError.invalid(['input', 'shares', String(i), field], zh, en);
  const named = (shares ?? []).map((share) => ({ ...share, allianceId: parseId('alliance', share.allianceId) }));
  const least = Math.min(capacity ?? 0, ...windows.map((window) => window.capacity ?? capacity ?? 0));
  let reserved = 0;
  named.forEach(({ allianceId, atMost, reserved: kept }, i) => {
    if (resource.visibility !== 'PUBLIC' && !resource.shownTo.includes(allianceId)) {
      throw refused(i, 'allianceId', '该资源未面向此联盟。', 'The resource is not shown to that alliance.');
    }
    if (named.findIndex((other) => other.allianceId === allianceId) < i) {
      throw refused(i, 'allianceId', '同一联盟只能填写一次。', 'An alliance has one share.');
    }
    reserved += kept ?? 0;
    if (reserved > least) {
      throw refused(
        i,
        'reserved',
        `预留名额合计不得超过最小时段的名额 ${least}。`,
        `What is kept for alliances is at most ${least} together, the places of the smallest slot.`,
      );
    }
    if (atMost != null && (kept ?? 0) > atMost) {
      throw refused(i, 'atMost', '上限不得少于预留名额。', 'At most it may have no fewer places than are kept for it.');
    }
  });
  return named;
}
