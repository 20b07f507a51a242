/** When places are open: rows 3, 6 and 15 of the mechanisms; holidays, make-up days and closing notices. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadAreas } from '../../src/app/areas.ts';
import { loadCalendar, readStatutoryDays } from '../../src/app/calendar.ts';
import { renewOpenings } from '../../src/modules/directory/index.ts';
import { withOwner } from '../../src/data/open.ts';
import {
  AddExceptionalDaysDocument,
  ChangePlaceStatusDocument,
  OpeningsOfDocument,
  OpenPlacesDocument,
  RemoveExceptionalDaysDocument,
  SetOpeningHoursDocument,
  type OpeningsOfQueryVariables,
} from '../generated/operations.ts';
import type { Actor } from '../support/actor.ts';
import { createWorld, type World } from '../support/world.ts';
import { area, keeperOf } from './land.ts';
import { office, openBy, roundTheClock, site } from './sites.ts';
import { there } from './story.ts';

let world: World;
let street: Actor;
let community: Actor;
let resident: Actor;

/** It is Saturday 2026-11-21, 09:00; holidays of 2026 are known. */
beforeAll(async () => {
  world = await createWorld();
  ({ street, community } = await world.alliance('亲邻党建', 'street', 'community'));
  ({ resident } = await world.alliance('别处', 'resident'));
  await loadAreas(world.database);
  await loadCalendar(world.database, world.clock.now());
});

afterAll(() => world[Symbol.asyncDispose]());

const look = async (id: string, asked: Omit<OpeningsOfQueryVariables, 'id'> = {}) =>
  there((await resident.ask(OpeningsOfDocument, { id, ...asked })).place);

/** As `11-23 08:30–17:00`, or with both days where it goes over midnight. */
async function told(id: string, from: string, to: string): Promise<string[]> {
  const { asked } = await look(id, { from, to });
  return there(asked).periods.map(({ start, end }) => {
    const [a, b] = [there(start), there(end)].map((at) => [at.slice(5, 10), at.slice(11, 16)]);
    const [[day = '', opens = ''] = [], [last = '', closes = ''] = []] = [a, b];
    return `${day} ${opens}–${day === last ? '' : `${last} `}${closes}`;
  });
}

const openThen = async (at: string, filter: { kind?: string[]; within?: { areaId: string } } = {}) =>
  there((await resident.ask(OpenPlacesDocument, { at, ...filter })).places);

const namesOpen = async (at: string, kind: string) =>
  (await openThen(at, { kind: [kind] })).nodes.map(({ name }) => name).sort();

describe('row 15, the riders’ station that is open 24 hours', () => {
  let station: string;

  test('is open at any hour, as far ahead as is computed, holidays included: one period', async () => {
    station = await site(community, { name: '小哥驿站', kind: 'place.rider-home' });
    expect((await look(station)).isOpenAt).toBeNull();
    await openBy(community, station, roundTheClock);
    const { isOpenAt, openingHours, openings, asked, nextOpening } = await look(station, {
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
    expect(await namesOpen('2026-11-24T03:00:00+08:00', 'place.rider-home')).toEqual(['小哥驿站']);
  });

  test('closes while it is out of use, and is open again afterwards', async () => {
    using clock = world.clock.held();
    const change = { placeId: station, expectedVersion: 2 };
    await community.do(ChangePlaceStatusDocument, { ...change, status: 'SUSPENDED' as const, reason: '换电柜检修' });
    clock.pass({ hours: 2 });
    expect([(await look(station)).isOpenAt, await namesOpen('2026-11-24T03:00:00+08:00', 'place.rider-home')]).toEqual([
      false,
      [],
    ]);
    await community.do(ChangePlaceStatusDocument, { ...change, expectedVersion: 3, status: 'IN_USE' as const });
    clock.pass({ hours: 2 });
    expect((await look(station)).isOpenAt).toBe(true);
    expect(await told(station, '2026-11-21', '2026-11-21')).toEqual(['11-21 11:00–11-22 00:00']);
  });
});

describe('hours of an office', () => {
  let centre: string;

  test('are by weekday; the answer goes no further than holidays are announced', async () => {
    centre = await site(community, { name: '党群服务中心', kind: 'place.centre' });
    await openBy(community, centre, { ...office, note: '午间有人值守' });
    expect(await told(centre, '2026-11-21', '2026-11-24')).toEqual(['11-23 08:30–17:00', '11-24 08:30–17:00']);
    const { isOpenAt, openingHours, nextOpening, asked } = await look(centre, { from: '2026-12-31', to: '2027-01-10' });
    expect([isOpenAt, openingHours?.note, nextOpening?.start]).toEqual([
      false,
      '午间有人值守',
      '2026-11-23T08:30:00+08:00',
    ]);
    expect(asked).toEqual({
      since: '2026-12-31T00:00:00+08:00',
      until: '2027-01-01T00:00:00+08:00',
      knownUntil: '2027-01-01T00:00:00+08:00',
      periods: [{ start: '2026-12-31T08:30:00+08:00', end: '2026-12-31T17:00:00+08:00' }],
    });
    const beyond = await look(centre, { from: '2027-01-01', to: '2027-01-02', at: '2027-01-04T10:00:00+08:00' });
    expect([beyond.asked, beyond.then]).toEqual([null, null]);
  });

  test('at most 62 days are answered at once, and the answer says so', async () => {
    const station = await site(community);
    await openBy(community, station, roundTheClock);
    const { asked } = await look(station, { from: '2026-11-22', to: '2027-02-20' });
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
    expect(await told(centre, '2026-12-31', '2027-01-04')).toEqual(['12-31 08:30–17:00', '01-04 08:30–17:00']);
    expect(await told(centre, '2027-01-08', '2027-01-10')).toEqual(['01-08 08:30–17:00', '01-09 08:30–17:00']);
    const names = (at: string) => namesOpen(at, 'place.centre');
    expect([await names('2027-01-01T10:00:00+08:00'), await names('2027-01-09T10:00:00+08:00')]).toEqual([
      [],
      ['党群服务中心'],
    ]);
    expect((await look(centre)).openings?.knownUntil).toBe('2027-02-27T00:00:00+08:00');
    // The same again changes nothing; another day more does.
    expect(await loadCalendar(world.database, world.clock.now(), days)).toContain(
      '0 new or changed; the openings of 0 places',
    );
    const more = [...days, { ...notice, day: '2027-01-04', kind: 'HOLIDAY' as const, name: '元旦' }];
    await loadCalendar(world.database, world.clock.now(), more);
    expect(await told(centre, '2027-01-03', '2027-01-05')).toEqual(['01-05 08:30–17:00']);
    await loadCalendar(world.database, world.clock.now(), days);
    expect(await told(centre, '2027-01-04', '2027-01-04')).toEqual(['01-04 08:30–17:00']);
  });

  test('are told anew for what is to come; when it was open stays as it was told', async () => {
    using clock = world.clock.held();
    clock.pass({ days: 3 });
    const windows = [{ rrule: 'FREQ=DAILY', opens: '20:00', closes: '02:00' }];
    await openBy(community, centre, { ...office, windows }, 2);
    expect(await told(centre, '2026-11-22', '2026-11-25')).toEqual([
      '11-23 08:30–17:00',
      '11-24 08:30–09:00',
      '11-24 20:00–11-25 02:00',
      '11-25 20:00–11-26 00:00',
    ]);
    expect((await look(centre, { at: '2026-11-23T09:00:00+08:00' })).then).toBe(true);
    expect(await namesOpen('2026-11-23T09:00:00+08:00', 'place.centre')).toEqual(['党群服务中心']);
    await openBy(community, centre, office, 3);
  });

  test('are computed on as time goes by', async () => {
    const placeId = await site(community);
    await openBy(community, placeId, roundTheClock);
    using clock = world.clock.held();
    const until = async () => (await look(placeId)).openings?.knownUntil.slice(0, 10);
    const renew = () => withOwner(world.database, (client) => renewOpenings(client, world.clock.now()));
    expect([await renew(), await until()]).toEqual([0, '2027-02-27']);
    clock.pass({ days: 8 });
    expect([await renew(), await until(), await renew()]).toEqual([3, '2027-03-07', 0]);
  });
});

describe('a closing notice (闭馆)', () => {
  let point: string;

  beforeAll(async () => {
    point = await site(community, { name: '亲邻点', kind: 'place.point' });
    await openBy(community, point, office);
  });

  test('closes the place on its days, with a reason that everybody reads; other hours are told the same way', async () => {
    const days = { placeId: point, firstDay: '2026-11-23', lastDay: '2026-11-24', hours: [], reason: '设备检修' };
    await community.do(AddExceptionalDaysDocument, days);
    const saturday = { firstDay: '2026-11-28', lastDay: '2026-11-28', reason: '邻里集市' };
    await community.do(AddExceptionalDaysDocument, {
      ...{ placeId: point, ...saturday },
      hours: [
        { opens: '09:00', closes: '11:00' },
        { opens: '14:00', closes: '16:00' },
      ],
    });
    expect(await told(point, '2026-11-23', '2026-11-29')).toEqual([
      '11-25 08:30–17:00',
      '11-26 08:30–17:00',
      '11-27 08:30–17:00',
      '11-28 09:00–11:00',
      '11-28 14:00–16:00',
    ]);
    const { exceptionalDays } = await look(point);
    expect(
      exceptionalDays.map(({ firstDay, lastDay, reason, hours }) => [firstDay, lastDay, reason, hours.length]),
    ).toEqual([
      ['2026-11-23', '2026-11-24', '设备检修', 0],
      ['2026-11-28', '2026-11-28', '邻里集市', 2],
    ]);
    expect(await namesOpen('2026-11-23T10:00:00+08:00', 'place.point')).toEqual([]);
    expect(await namesOpen('2026-11-28T15:00:00+08:00', 'place.point')).toEqual(['亲邻点']);
  });

  test('is taken back by a day of it; what is over stays', async () => {
    using clock = world.clock.held();
    clock.pass({ days: 3 });
    await community.do(RemoveExceptionalDaysDocument, { placeId: point, day: '2026-11-23' });
    expect(await told(point, '2026-11-23', '2026-11-24')).toEqual(['11-24 09:00–17:00']);
    const again = await community.refused(RemoveExceptionalDaysDocument, { placeId: point, day: '2026-11-24' });
    expect(again).toMatchObject({
      code: 'INVALID_INPUT',
      message: '"亲邻点" has no exceptional days on 2026-11-24 that are not over: see its exceptionalDays.',
    });
    clock.pass({ days: 6 });
    const over = { placeId: point, day: '2026-11-28' };
    expect((await community.refused(RemoveExceptionalDaysDocument, over)).message).toContain('not over');
    expect([(await look(point)).exceptionalDays, (await look(point)).all]).toEqual([[], [{ firstDay: '2026-11-28' }]]);
  });

  test('is told once, however many tell it at the same time', async () => {
    const days = { placeId: point, firstDay: '2026-12-07', lastDay: '2026-12-08', hours: [], reason: '停电' };
    const all = await Promise.all(Array.from({ length: 5 }, () => community.act(AddExceptionalDaysDocument, days)));
    expect(all.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(Array(4).fill('INVALID_INPUT'));
    expect((await look(point)).all).toHaveLength(2);
  });

  test('and rules that are told at the same time lose neither', async () => {
    const { version } = await look(point);
    const [a, b] = await Promise.all([
      community.act(SetOpeningHoursDocument, { placeId: point, expectedVersion: version, ...roundTheClock }),
      community.act(AddExceptionalDaysDocument, {
        ...{ placeId: point, firstDay: '2026-12-14', lastDay: '2026-12-14', hours: [], reason: '检修' },
      }),
    ]);
    expect([a.userErrors, b.userErrors]).toEqual([[], []]);
    expect(await told(point, '2026-12-13', '2026-12-15')).toEqual([
      '12-13 00:00–12-14 00:00',
      '12-15 00:00–12-16 00:00',
    ]);
  });

  test.each([
    [{ firstDay: '2026-11-20', lastDay: '2026-11-30' }, 'begin today or later'],
    [{ firstDay: '2026-11-30', lastDay: '2026-11-29' }, 'not before the first'],
    [{ firstDay: '2026-11-30', lastDay: '2027-12-30' }, 'at most 366 days'],
    [{ firstDay: '2026-12-08', lastDay: '2026-12-09' }, 'has exceptional days on 2026-12-08 already (停电)'],
    [{ firstDay: '2026-12-01', lastDay: '2026-12-01', hours: [{ opens: '24:00', closes: '24:00' }] }, '00:00 to 23:59'],
  ])('is refused where it cannot be: %j', async (wrong, message) => {
    const input = { placeId: point, hours: [], reason: '检修', ...wrong };
    const refusal = await community.refused(AddExceptionalDaysDocument, input);
    expect(refusal.code).toBe('INVALID_INPUT');
    expect(refusal.message).toContain(message);
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
    expect(await told(garden, '2026-11-30', '2026-12-01')).toEqual(['11-30 07:00–18:00', '12-01 09:00–18:00']);
  });
});

describe('rows 3 and 6, stations and points', () => {
  test('of a street with 12 communities: 9 stations; which are open is asked in one question', async () => {
    const county = await keeperOf(world, street, '330282');
    const official = { level: 'TOWNSHIP', scheme: 'STATISTICS', code: '330282001', name: '浒山街道' } as const;
    const hushan = await area(street, county, official);
    const communities: string[] = [];
    for (let i = 1; i <= 12; i += 1) {
      const code = `330282001${String(i).padStart(3, '0')}`;
      communities.push(
        await area(street, hushan, { level: 'COMMUNITY', scheme: 'STATISTICS', code, name: `社区${i}` }),
      );
    }
    for (let i = 0; i < 9; i += 1) {
      const placeId = await site(street, { name: `先锋驿站${i + 1}`, areaId: there(communities[i]) });
      await openBy(street, placeId, i < 3 ? roundTheClock : office);
    }
    const within = { areaId: hushan };
    const count = async (at: string) => (await openThen(at, { kind: ['place.station'], within })).totalCount;
    expect([await count('2026-11-24T10:00:00+08:00'), await count('2026-11-24T22:00:00+08:00')]).toEqual([9, 3]);
  });

  test('147 points, each with its operator, its hours and its grid, are read page by page', async () => {
    const home = await world.sql<{ id: string }>("select id from directory.area where code = '330282001001'");
    const communityId = `area_${there(home[0]).id.replaceAll('-', '')}`;
    for (let i = 1; i <= 147; i += 1) {
      const areaId = await area(street, communityId, { code: `Q-${i}`, name: `网格${i}` });
      const placeId = await site(i % 2 === 0 ? street : community, { name: `亲邻点${i}`, kind: 'place.point', areaId });
      await openBy(i % 2 === 0 ? street : community, placeId, office);
    }
    const page = await openThen('2026-11-24T10:00:00+08:00', {
      kind: ['place.point'],
      within: { areaId: communityId },
    });
    expect([page.totalCount, page.nodes.length]).toEqual([147, 100]);
    const night = await openThen('2026-11-24T20:00:00+08:00', {
      kind: ['place.point'],
      within: { areaId: communityId },
    });
    expect(night.totalCount).toBe(0);
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
