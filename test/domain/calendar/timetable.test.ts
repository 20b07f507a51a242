/** Opening times in the light of seasons, holidays, make-up days and exceptions. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { instantInChina, minuteInChina } from '../../../src/domain/calendar.ts';
import { addDays, dayText, weekdayOf } from '../../../src/domain/calendar/days.ts';
import { readRecurrence } from '../../../src/domain/calendar/recurrence.ts';
import {
  hoursOn,
  knownBefore,
  openings,
  type Schedule,
  type StatutoryCalendar,
  type Timetable,
  type Window,
} from '../../../src/domain/calendar/timetable.ts';
import type { Period } from '../../../src/domain/period.ts';

/** As the notice for 2026 has them around the National Day. */
const calendar: StatutoryCalendar = {
  days: new Map([
    ['2026-09-20', 'MAKE_UP'],
    ...['25', '26', '27'].map((day) => [`2026-09-${day}`, 'HOLIDAY'] as const),
    ...['01', '02', '03', '04', '05', '06', '07'].map((day) => [`2026-10-${day}`, 'HOLIDAY'] as const),
    ['2026-10-10', 'MAKE_UP'],
  ]),
  knownBefore: '2027-01-01',
};

const WORKDAYS = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';

const window = (rule: string, opens: string, closes: string, more: Partial<Window> = {}): Window => ({
  ...{ recurrence: readRecurrence(rule), opens, closes, season: null, firstDay: null, lastDay: null },
  ...more,
});

const timetable = (windows: readonly Window[], more: Partial<Timetable> = {}): Timetable => ({
  ...{ windows, onHolidays: 'CLOSED', onMakeUpDays: 'AS_WEEKDAY', exceptions: [] },
  ...more,
});

/** One timetable, from ever on. */
const always = (only: Timetable): Schedule => [{ from: null, timetable: only }];

const spell = ({ start, end }: Period): string => `${minuteInChina(start)} – ${minuteInChina(end)}`;

const told = (of: Timetable, from: string, before: string): string[] =>
  openings(always(of), calendar, { from, before }).map(spell);

const office = [window(WORKDAYS, '08:30', '17:00')];

describe('a place', () => {
  test('is closed on holidays, and open on make-up days as on weekdays', () => {
    expect(told(timetable(office), '2026-09-30', '2026-10-12')).toEqual([
      '2026-09-30 08:30 – 2026-09-30 17:00',
      '2026-10-08 08:30 – 2026-10-08 17:00',
      '2026-10-09 08:30 – 2026-10-09 17:00',
      '2026-10-10 08:30 – 2026-10-10 17:00',
    ]);
    expect(told(timetable(office), '2026-09-19', '2026-09-21')).toEqual(['2026-09-20 08:30 – 2026-09-20 17:00']);
  });

  test('is open on holidays as on Sundays, where its unit says so', () => {
    const windows = [...office, window('FREQ=WEEKLY;BYDAY=SU', '10:00', '12:00')];
    expect(told(timetable(windows, { onHolidays: 'AS_SUNDAY' }), '2026-10-06', '2026-10-09')).toEqual([
      '2026-10-06 10:00 – 2026-10-06 12:00',
      '2026-10-07 10:00 – 2026-10-07 12:00',
      '2026-10-08 08:30 – 2026-10-08 17:00',
    ]);
  });

  test('is on a holiday as on a Sunday of that month and date, whichever month the Sunday is in', () => {
    const notices: StatutoryCalendar = { days: new Map([['2026-10-31', 'HOLIDAY']]), knownBefore: '2027-01-01' };
    const windows = [
      window('FREQ=DAILY;BYMONTH=10', '08:00', '17:00'),
      window('FREQ=DAILY;BYMONTH=11', '10:00', '22:00'),
      window('FREQ=MONTHLY;BYMONTHDAY=31', '18:00', '19:00'),
    ];
    const of = timetable(windows, { onHolidays: 'AS_SUNDAY' });
    expect(hoursOn(of, notices, '2026-10-31').map(({ opens }) => opens)).toEqual(['08:00', '18:00']);
  });

  test('knows no notice where it is open as usual', () => {
    const asUsual = timetable(office, { onHolidays: 'AS_USUAL', onMakeUpDays: 'AS_USUAL' });
    expect(told(asUsual, '2026-10-09', '2026-10-11')).toEqual(['2026-10-09 08:30 – 2026-10-09 17:00']);
    expect(told(asUsual, '2026-10-01', '2026-10-02')).toEqual(['2026-10-01 08:30 – 2026-10-01 17:00']);
    expect([
      knownBefore(always(asUsual), calendar, '2027-02-01'),
      knownBefore(always(timetable(office)), calendar, '2027-02-01'),
    ]).toEqual(['2027-02-01', '2027-01-01']);
    expect(knownBefore(always(timetable(office)), calendar, '2026-12-01')).toBe('2026-12-01');
  });

  test('a make-up Saturday is as the Friday before it, a make-up Sunday as the Monday after it', () => {
    const windows = [
      window('FREQ=WEEKLY;BYDAY=MO', '09:00', '10:00'),
      window('FREQ=WEEKLY;BYDAY=FR', '14:00', '15:00'),
    ];
    expect([
      told(timetable(windows), '2026-09-20', '2026-09-21'),
      told(timetable(windows), '2026-10-10', '2026-10-11'),
    ]).toEqual([['2026-09-20 09:00 – 2026-09-20 10:00'], ['2026-10-10 14:00 – 2026-10-10 15:00']]);
  });

  test('is open round the clock: one period, however many days', () => {
    const all = timetable([window('FREQ=DAILY', '00:00', '24:00')], { onHolidays: 'AS_USUAL' });
    expect(told(all, '2026-09-24', '2026-10-12')).toEqual(['2026-09-24 00:00 – 2026-10-12 00:00']);
  });

  test('is open over midnight, also on the night before the first day that is asked for', () => {
    const nights = timetable([window('FREQ=WEEKLY;BYDAY=FR,SA', '20:00', '02:00')]);
    expect(told(nights, '2026-11-21', '2026-11-23')).toEqual([
      '2026-11-21 00:00 – 2026-11-21 02:00',
      '2026-11-21 20:00 – 2026-11-22 02:00',
    ]);
  });

  test('has seasons, also over the turn of the year', () => {
    const windows = [
      window('FREQ=DAILY', '08:00', '18:00', { season: { from: '05-01', to: '09-30' } }),
      window('FREQ=DAILY', '09:00', '17:00', { season: { from: '10-01', to: '04-30' } }),
    ];
    const of = timetable(windows, { onHolidays: 'AS_USUAL' });
    const opens = (day: string) => hoursOn(of, calendar, day).map((hours) => hours.opens);
    expect(['2026-04-30', '2026-05-01', '2026-09-30', '2026-10-01', '2027-01-01'].map(opens).flat()).toEqual([
      '09:00',
      '08:00',
      '08:00',
      '09:00',
      '09:00',
    ]);
  });

  test('has windows that begin and end', () => {
    const windows = [
      window('FREQ=DAILY;INTERVAL=2', '09:00', '10:00', { firstDay: '2026-11-02', lastDay: '2026-11-06' }),
    ];
    expect(told(timetable(windows), '2026-11-01', '2026-11-30').map((one) => one.slice(0, 10))).toEqual([
      '2026-11-02',
      '2026-11-04',
      '2026-11-06',
    ]);
  });

  test('has exceptional days: closed, or open at other times, whatever the notices say', () => {
    const exceptions = [
      { firstDay: '2026-10-01', lastDay: '2026-10-01', hours: [{ opens: '09:00', closes: '11:00' }] },
      { firstDay: '2026-10-08', lastDay: '2026-10-09', hours: [] },
    ];
    expect(told(timetable(office, { exceptions }), '2026-10-01', '2026-10-11')).toEqual([
      '2026-10-01 09:00 – 2026-10-01 11:00',
      '2026-10-10 08:30 – 2026-10-10 17:00',
    ]);
  });

  test('closed on a day, it still ends the night before', () => {
    const exceptions = [{ firstDay: '2026-11-21', lastDay: '2026-11-21', hours: [] }];
    const nights = timetable([window('FREQ=DAILY', '20:00', '02:00')], { exceptions });
    expect(told(nights, '2026-11-21', '2026-11-22')).toEqual(['2026-11-21 00:00 – 2026-11-21 02:00']);
  });
});

const times = fc
  .integer({ min: 0, max: 47 })
  .map((half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);
const someDays = fc.integer({ min: 20_700, max: 20_740 }).map(dayText);
const hours = fc.record({ opens: times, closes: fc.oneof(times, fc.constant('24:00')) });
const windows = fc.array(
  fc
    .tuple(fc.constantFrom('FREQ=DAILY', WORKDAYS, 'FREQ=WEEKLY;BYDAY=SA,SU', 'FREQ=MONTHLY;BYDAY=1MO'), hours)
    .map(([rule, { opens, closes }]) => window(rule, opens, closes)),
  { maxLength: 4 },
);
const timetables: fc.Arbitrary<Timetable> = fc.record({
  windows,
  onHolidays: fc.constantFrom('CLOSED' as const, 'AS_SUNDAY' as const, 'AS_USUAL' as const),
  onMakeUpDays: fc.constantFrom('AS_WEEKDAY' as const, 'AS_USUAL' as const),
  exceptions: fc.array(
    fc
      .record({ firstDay: someDays, hours: fc.array(hours, { maxLength: 2 }) })
      .map((one) => ({ ...one, lastDay: one.firstDay })),
    { maxLength: 1 },
  ),
});

const isIn = (periods: readonly Period[], at: Date): boolean =>
  periods.some(({ start, end }) => start <= at && at < end);

describe('whatever the timetable', () => {
  test('openings are in order, apart, none of them empty, and within the days asked for', () => {
    fc.assert(
      fc.property(timetables, someDays, fc.integer({ min: 1, max: 30 }), (of, from, count) => {
        const before = addDays(from, count);
        let last = instantInChina(from, '00:00').getTime() - 1;
        for (const { start, end } of openings(always(of), calendar, { from, before })) {
          expect(start.getTime()).toBeGreaterThan(last);
          expect(end.getTime()).toBeGreaterThan(start.getTime());
          expect(end.getTime()).toBeLessThanOrEqual(instantInChina(before, '00:00').getTime());
          last = end.getTime();
        }
      }),
    );
  });

  test('it is open at a time when a window of that day or of the day before has it, and at no other', () => {
    fc.assert(
      fc.property(timetables, someDays, (of, day) => {
        const found = openings(always(of), calendar, { from: day, before: addDays(day, 1) });
        for (let half = 0; half < 48; half += 1) {
          const time = `${String(half >> 1).padStart(2, '0')}:${half % 2 === 0 ? '15' : '45'}`;
          const today = hoursOn(of, calendar, day).some(
            ({ opens, closes }) => opens <= time && (time < closes || closes <= opens),
          );
          const lastNight = hoursOn(of, calendar, addDays(day, -1)).some(
            ({ opens, closes }) => closes <= opens && time < closes,
          );
          expect(isIn(found, instantInChina(day, time))).toBe(today || lastNight);
        }
      }),
    );
  });

  test('asked for in two parts it is open when it is asked for in one', () => {
    fc.assert(
      fc.property(
        timetables,
        someDays,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (of, from, a, b) => {
          const [middle, before] = [addDays(from, a), addDays(from, a + b)];
          const parts = [
            openings(always(of), calendar, { from, before: middle }),
            openings(always(of), calendar, { from: middle, before }),
          ];
          const whole = openings(always(of), calendar, { from, before });
          const [joined = [], second = []] = parts;
          for (const next of second) {
            const last = joined.at(-1);
            if (last?.end.getTime() === next.start.getTime())
              joined[joined.length - 1] = { start: last.start, end: next.end };
            else joined.push(next);
          }
          expect(whole).toEqual(joined);
        },
      ),
    );
  });

  test('closed on a day, nothing opens on it', () => {
    fc.assert(
      fc.property(timetables, someDays, (of, day) => {
        const closed = { ...of, exceptions: [{ firstDay: day, lastDay: day, hours: [] }] };
        expect(hoursOn(closed, calendar, day)).toEqual([]);
      }),
    );
  });

  test('a make-up day is as some weekday of its week or the next', () => {
    fc.assert(
      fc.property(timetables, (of) => {
        fc.pre(of.onMakeUpDays === 'AS_WEEKDAY' && of.exceptions.length === 0);
        expect(hoursOn(of, calendar, '2026-10-10')).toEqual(hoursOn(of, calendar, '2026-10-09'));
        expect(weekdayOf('2026-09-21')).toBe(1);
        expect(hoursOn(of, calendar, '2026-09-20')).toEqual(hoursOn(of, calendar, '2026-09-21'));
      }),
    );
  });
});
