/** Rooms that can be had by rules: a study with places in slots, and a stage that is booked as a whole. */
import { dayInChina } from '../../../domain/calendar.ts';
import { globalId } from '../../../domain/ids.ts';
import {
  BookSlotDocument,
  DailyBookPeriodDocument,
  DailySetAvailabilityDocument,
  DailySetBookingRuleDocument,
} from '../../../generated/operations.ts';
import { atTime, daysFrom } from '../calendar.ts';
import { made, type Cast } from '../cast.ts';
import { ALLIANCE, type DailyRows } from './rows.ts';

/** Whatever day it is told on: holidays of the year to come may not be announced. */
const everyDay = { onHolidays: 'AS_USUAL', onMakeUpDays: 'AS_USUAL' } as const;

/** Of the two slots that come first: the first is full. */
const readers = [
  { unit: 'power', slot: 0, count: 8, purpose: '青年员工读书会' },
  { unit: 'hospital', slot: 0, count: 4, purpose: '护理组备课' },
  { unit: 'mingzhu', slot: 1, count: 5, purpose: '亲子共读' },
] as const;

const players = [
  { unit: 'yubo', days: 9, from: '14:00', to: '17:00', purpose: '邻里歌会彩排' },
  { unit: 'tianxiangqiao', days: 10, from: '09:00', to: '12:00', purpose: '农产品直播专场' },
] as const;

export async function tellRooms(cast: Cast, rows: DailyRows, now: Date): Promise<void> {
  await tellStudy(cast, rows, now);
  await tellStage(cast, rows, now);
}

async function tellStudy(cast: Cast, { resources }: DailyRows, now: Date): Promise<void> {
  const step = 'study-open';
  const told = await cast('yubo', ALLIANCE, atTime(now, -1, '08:40')).act(step, DailySetAvailabilityDocument, {
    resourceId: globalId('resource', resources.study.id),
    since: dayInChina(now),
    windows: [
      { rrule: 'FREQ=WEEKLY;BYDAY=SA,SU', opens: '09:00', closes: '11:30' },
      { rrule: 'FREQ=WEEKLY;BYDAY=SA,SU', opens: '14:00', closes: '17:00' },
    ],
    capacity: 12,
    ...everyDay,
    note: '座位用完请归还原处。',
  });
  const slots = made(step, told.resource).slots.nodes;
  for (const [i, { unit, slot, count, purpose }] of readers.entries()) {
    const booking = { slotId: made(step, slots[slot]).id, count, purpose };
    const reader = cast(unit, ALLIANCE, atTime(now, -1, `11:${String(10 + i)}`));
    await reader.act(`study-booked-${i + 1}`, BookSlotDocument, booking);
  }
}

async function tellStage(cast: Cast, { resources }: DailyRows, now: Date): Promise<void> {
  const resourceId = globalId('resource', resources.stage.id);
  const mall = (time: string) => cast('wuyue', ALLIANCE, atTime(now, -5, time));
  const rule = { mode: 'PERIODS' as const, holdMinutes: 60, freeHours: 24, startMinutes: 30, noShowMinutes: 30 };
  await mall('09:00').act('stage-rule', DailySetBookingRuleDocument, { resourceId, ...rule });
  await mall('09:05').act('stage-open', DailySetAvailabilityDocument, {
    ...{ resourceId, since: dayInChina(daysFrom(now, -5)), ...everyDay },
    windows: [{ rrule: 'FREQ=DAILY', opens: '09:00', closes: '21:00' }],
  });
  for (const { unit, days, from, to, purpose } of players) {
    const period = { start: atTime(now, days, from).toISOString(), end: atTime(now, days, to).toISOString() };
    const player = cast(unit, ALLIANCE, atTime(now, -2, '16:00'));
    await player.act(`stage-booked-${unit}`, DailyBookPeriodDocument, { resourceId, period, purpose });
  }
}
