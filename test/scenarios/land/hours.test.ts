/** When places are open: row 15 of the mechanisms; weekdays, seasons, holidays and make-up days. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadAreas } from '../../../src/app/areas.ts';
import { loadCalendar, readStatutoryDays } from '../../../src/app/calendar.ts';
import { renewOpenings } from '../../../src/modules/directory/index.ts';
import { withOwner } from '../../../src/data/open.ts';
import {
  AddExceptionalDaysDocument,
  ChangePlaceStatusDocument,
  OpenPlacesDocument,
  RemoveExceptionalDaysDocument,
  SetOpeningHoursDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { Onlooker } from './opening.ts';
import { office, openBy, roundTheClock, site } from './sites.ts';

let world: World;
let street: Actor;
let community: Actor;
let resident: Actor;
let seen: Onlooker;

/** It is Saturday 2026-11-21, 09:00; holidays of 2026 are known. */
beforeAll(async () => {
  world = await createWorld();
  ({ street, community } = await world.alliance('亲邻党建', 'street', 'community'));
  ({ resident } = await world.alliance('别处', 'resident'));
  seen = new Onlooker(resident);
  await loadAreas(world.database);
  await loadCalendar(world.database, world.clock.now());
});

afterAll(() => world[Symbol.asyncDispose]());

describe('row 15, the riders’ station that is open 24 hours', () => {
  let station: string;

  test('is open at any hour, as far ahead as is computed, holidays included: one period', async () => {
    station = await site(community, { name: '小哥驿站', kind: 'place.rider-home' });
    expect((await seen.look(station)).isOpenAt).toBeNull();
    await openBy(community, station, roundTheClock);
    const { isOpenAt, openingHours, openings, asked, nextOpening } = await seen.look(station, {
      from: '2026-12-31',
      to: '2027-01-02',
    });
    expect([isOpenAt, openingHours?.windows]).toEqual([
      true,
      [
        {
          ...{ rrule: 'FREQ=DAILY', opens: '00:00', closes: '24:00' },
          ...{ seasonFrom: null, seasonTo: null, firstDay: null, lastDay: null },
        },
      ],
    ]);
    expect(asked?.periods).toEqual([{ start: '2026-12-31T00:00:00+08:00', end: '2027-01-03T00:00:00+08:00' }]);
    expect([openings?.knownUntil, nextOpening]).toEqual(['2027-02-27T00:00:00+08:00', null]);
    expect(await seen.namesOpen('2026-11-24T03:00:00+08:00', 'place.rider-home')).toEqual(['小哥驿站']);
  });

  test('closes while it is out of use, and is open again afterwards', async () => {
    using clock = world.clock.held();
    const change = { placeId: station, expectedVersion: 2 };
    await community.do(ChangePlaceStatusDocument, { ...change, status: 'SUSPENDED' as const, reason: '换电柜检修' });
    clock.pass({ hours: 2 });
    expect([
      (await seen.look(station)).isOpenAt,
      await seen.namesOpen('2026-11-24T03:00:00+08:00', 'place.rider-home'),
    ]).toEqual([false, []]);
    await community.do(ChangePlaceStatusDocument, { ...change, expectedVersion: 3, status: 'IN_USE' as const });
    clock.pass({ hours: 2 });
    expect((await seen.look(station)).isOpenAt).toBe(true);
    expect(await seen.told(station, '2026-11-21', '2026-11-21')).toEqual(['11-21 11:00–11-22 00:00']);
  });
});

describe('hours of an office', () => {
  let centre: string;

  test('are by weekday; the answer goes no further than holidays are announced', async () => {
    centre = await site(community, { name: '党群服务中心', kind: 'place.centre' });
    await openBy(community, centre, { ...office, note: '午间有人值守' });
    expect(await seen.told(centre, '2026-11-21', '2026-11-24')).toEqual(['11-23 08:30–17:00', '11-24 08:30–17:00']);
    const { isOpenAt, openingHours, nextOpening, asked } = await seen.look(centre, {
      from: '2026-12-28',
      to: '2027-01-10',
    });
    expect([isOpenAt, openingHours?.note, nextOpening?.start]).toEqual([
      false,
      '午间有人值守',
      '2026-11-23T08:30:00+08:00',
    ]);
    expect(asked).toEqual({
      // The notice for 2027 tells the last days of 2026 too.
      since: '2026-12-28T00:00:00+08:00',
      until: '2026-12-29T00:00:00+08:00',
      knownUntil: '2026-12-29T00:00:00+08:00',
      periods: [{ start: '2026-12-28T08:30:00+08:00', end: '2026-12-28T17:00:00+08:00' }],
    });
    const beyond = await seen.look(centre, { from: '2026-12-29', to: '2027-01-02', at: '2027-01-04T10:00:00+08:00' });
    expect([beyond.asked, beyond.then]).toEqual([null, null]);
  });

  test('at most 62 days are answered at once, and the answer says so', async () => {
    const station = await site(community);
    await openBy(community, station, roundTheClock);
    const { asked } = await seen.look(station, { from: '2026-11-22', to: '2027-02-20' });
    expect(asked?.until).toBe('2027-01-23T00:00:00+08:00');
  });

  test.each(['2027-01-04T10:00:00+08:00', '2025-11-01T10:00:00+08:00'])(
    'which places are open at %s is refused, for nobody knows',
    async (at) => {
      const { errors } = await resident.try(OpenPlacesDocument, { at });
      expect(errors?.map(({ extensions, message }) => [extensions.code, message])).toEqual([
        ['BAD_USER_INPUT', expect.stringContaining('Which places are open then is not known')],
      ]);
    },
  );

  test('follow the notice for the next year as soon as it is loaded: closed on holidays, open on a make-up Saturday', async () => {
    const notice = { year: 2027, notice: '某号通知' };
    const days = [
      ...['2027-01-01', '2027-01-02', '2027-01-03'].map((day) => ({
        ...notice,
        day,
        kind: 'HOLIDAY' as const,
        name: '元旦',
      })),
      { ...notice, day: '2027-01-09', kind: 'MAKE_UP' as const, name: '元旦' },
    ];
    await loadCalendar(world.database, world.clock.now(), days);
    expect(await seen.told(centre, '2026-12-31', '2027-01-04')).toEqual(['12-31 08:30–17:00', '01-04 08:30–17:00']);
    expect(await seen.told(centre, '2027-01-08', '2027-01-10')).toEqual(['01-08 08:30–17:00', '01-09 08:30–17:00']);
    const names = (at: string) => seen.namesOpen(at, 'place.centre');
    expect([await names('2027-01-01T10:00:00+08:00'), await names('2027-01-09T10:00:00+08:00')]).toEqual([
      [],
      ['党群服务中心'],
    ]);
    expect((await seen.look(centre)).openings?.knownUntil).toBe('2027-02-27T00:00:00+08:00');
    // The same again changes nothing; another day more does.
    expect(await loadCalendar(world.database, world.clock.now(), days)).toContain(
      '0 new or changed; the openings of 0 places',
    );
    const more = [...days, { ...notice, day: '2027-01-04', kind: 'HOLIDAY' as const, name: '元旦' }];
    await loadCalendar(world.database, world.clock.now(), more);
    expect(await seen.told(centre, '2027-01-03', '2027-01-05')).toEqual(['01-05 08:30–17:00']);
    await loadCalendar(world.database, world.clock.now(), days);
    expect(await seen.told(centre, '2027-01-04', '2027-01-04')).toEqual(['01-04 08:30–17:00']);
  });

  test('are told anew for what is to come; when it was open stays as it was told', async () => {
    using clock = world.clock.held();
    clock.pass({ days: 3 });
    const windows = [{ rrule: 'FREQ=DAILY', opens: '20:00', closes: '02:00' }];
    await openBy(community, centre, { ...office, windows }, 2);
    expect(await seen.told(centre, '2026-11-22', '2026-11-25')).toEqual([
      '11-23 08:30–17:00',
      '11-24 08:30–09:00',
      '11-24 20:00–11-25 02:00',
      '11-25 20:00–11-26 00:00',
    ]);
    expect((await seen.look(centre, { at: '2026-11-23T09:00:00+08:00' })).then).toBe(true);
    expect(await seen.namesOpen('2026-11-23T09:00:00+08:00', 'place.centre')).toEqual(['党群服务中心']);
    await openBy(community, centre, office, 3);
  });

  test('are computed on as time goes by', async () => {
    const placeId = await site(community);
    await openBy(community, placeId, roundTheClock);
    using clock = world.clock.held();
    const until = async () => (await seen.look(placeId)).openings?.knownUntil.slice(0, 10);
    const renew = () => withOwner(world.database, (client) => renewOpenings(client, world.clock.now()));
    expect([await renew(), await until()]).toEqual([0, '2027-02-27']);
    clock.pass({ days: 8 });
    expect([await renew(), await until(), await renew()]).toEqual([3, '2027-03-07', 0]);
  });
});

describe('the chore', () => {
  const renew = () => withOwner(world.database, (client) => renewOpenings(client, world.clock.now()));

  test('leaves alone what is closed for good', async () => {
    const placeId = await site(community);
    await openBy(community, placeId, roundTheClock);
    await community.do(ChangePlaceStatusDocument, {
      placeId,
      expectedVersion: 2,
      status: 'CLOSED' as const,
      reason: '拆迁',
    });
    const known = async () => (await seen.look(placeId)).openings?.knownUntil;
    const before = await known();
    using clock = world.clock.held();
    clock.pass({ days: 10 });
    await renew();
    expect(await known()).toBe(before);
  });

  test('says nothing of days that nobody knew of when they came', async () => {
    const placeId = await site(community);
    await openBy(community, placeId, roundTheClock);
    // Nobody served for four months.
    const later = new Date(world.clock.now().getTime() + 120 * 86_400_000);
    await withOwner(world.database, (client) => renewOpenings(client, later));
    const then = async (at: string) => (await seen.look(placeId, { at })).then;
    expect([await then('2027-03-10T10:00:00+08:00'), await then('2027-03-22T10:00:00+08:00')]).toEqual([null, true]);
  });
});

describe('rules', () => {
  let placeId: string;

  beforeAll(async () => {
    placeId = await site(community, { name: '议事厅', kind: 'place.deliberation' });
  });

  test.each([
    [{ rrule: 'FREQ=HOURLY' }, 'FREQ is DAILY'],
    [{ rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO' }, 'say which that is'],
    [{ rrule: 'FREQ=DAILY;INTERVAL=2,3' }, 'INTERVAL is one whole number'],
    [{ seasonFrom: '02-31', seasonTo: '04-30' }, 'a day that there is'],
    [{ opens: '8:30' }, 'as 08:30'],
    [{ closes: '24:30' }, 'as 17:00'],
    [{ seasonFrom: '05-01' }, 'give both, or neither'],
    [{ seasonFrom: '5-1', seasonTo: '09-30' }, 'as 05-01'],
    [{ firstDay: '2026-12-01', lastDay: '2026-11-30' }, 'not before the first'],
  ])('are refused where they are none: %j', async (wrong, message) => {
    const windows = [{ rrule: 'FREQ=DAILY', opens: '08:30', closes: '17:00', ...wrong }];
    const refusal = await community.refused(SetOpeningHoursDocument, {
      placeId,
      expectedVersion: 1,
      ...office,
      windows,
    });
    expect(refusal.code).toBe('INVALID_INPUT');
    expect(refusal.message).toContain(message);
  });

  test('are told by the unit that runs the place, of the version it has seen, while the place is not closed for good', async () => {
    const rules = { placeId, expectedVersion: 1, ...office };
    expect(await street.refused(SetOpeningHoursDocument, rules)).toMatchObject({ code: 'FORBIDDEN' });
    const days = { placeId, firstDay: '2026-12-01', lastDay: '2026-12-01', hours: [], reason: '检修' };
    expect(await street.refused(AddExceptionalDaysDocument, days)).toMatchObject({ code: 'FORBIDDEN' });
    const day = { placeId, day: '2026-12-01' };
    expect(await street.refused(RemoveExceptionalDaysDocument, day)).toMatchObject({ code: 'FORBIDDEN' });
    const both = await Promise.all([1, 2].map(() => community.act(SetOpeningHoursDocument, rules)));
    expect(both.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['VERSION_CONFLICT']);
    const closed = { placeId, expectedVersion: 2, status: 'CLOSED' as const, reason: '拆迁' };
    await community.do(ChangePlaceStatusDocument, closed);
    const late = { ...rules, expectedVersion: 3 };
    expect(await community.refused(SetOpeningHoursDocument, late)).toMatchObject({ code: 'WRONG_STATE' });
  });

  test('are kept with FREQ before all', async () => {
    const id = await site(community);
    const windows = [{ rrule: 'BYDAY=MO;FREQ=WEEKLY', opens: '08:00', closes: '09:00' }];
    await openBy(community, id, { ...office, windows });
    expect((await seen.look(id)).openingHours?.windows.map(({ rrule }) => rrule)).toEqual(['FREQ=WEEKLY;BYDAY=MO']);
  });

  test('have seasons', async () => {
    const garden = await site(community, { name: '花园', kind: 'place.living-room' });
    const daily = { rrule: 'FREQ=DAILY', closes: '18:00' };
    await openBy(community, garden, {
      windows: [
        { ...daily, opens: '07:00', seasonFrom: '03-01', seasonTo: '11-30' },
        { ...daily, opens: '09:00', seasonFrom: '12-01', seasonTo: '02-28' },
      ],
      onHolidays: 'AS_USUAL',
      onMakeUpDays: 'AS_USUAL',
    });
    expect(await seen.told(garden, '2026-11-30', '2026-12-01')).toEqual(['11-30 07:00–18:00', '12-01 09:00–18:00']);
  });
});

test('the notices that are shipped: 33 holidays and 6 make-up days of 2026, 28 and 5 of 2025', () => {
  const count = (year: number, kind: string) =>
    readStatutoryDays().filter((one) => one.year === year && one.kind === kind).length;
  expect([count(2026, 'HOLIDAY'), count(2026, 'MAKE_UP'), count(2025, 'HOLIDAY'), count(2025, 'MAKE_UP')]).toEqual([
    33, 6, 28, 5,
  ]);
  expect(() => readStatutoryDays('year,notice,day,kind,name\n2026,某号,2026-02-30,HOLIDAY,元旦')).toThrow('line 2');
});
