/** Closing notices of places (临时闭馆), and other hours on some days. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadAreas } from '../../../src/app/areas.ts';
import { loadCalendar } from '../../../src/app/calendar.ts';
import {
  AddExceptionalDaysDocument,
  RemoveExceptionalDaysDocument,
  SetOpeningHoursDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { Onlooker } from './opening.ts';
import { office, openBy, roundTheClock, site } from './sites.ts';

let world: World;
let community: Actor;
let seen: Onlooker;

/** It is Saturday 2026-11-21, 09:00; holidays of 2026 are known. */
beforeAll(async () => {
  world = await createWorld();
  ({ community } = await world.alliance('亲邻党建', 'community'));
  const { resident } = await world.alliance('别处', 'resident');
  seen = new Onlooker(resident);
  await loadAreas(world.database);
  await loadCalendar(world.database, world.clock.now());
});

afterAll(() => world[Symbol.asyncDispose]());

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
    expect(await seen.told(point, '2026-11-23', '2026-11-29')).toEqual([
      '11-25 08:30–17:00',
      '11-26 08:30–17:00',
      '11-27 08:30–17:00',
      '11-28 09:00–11:00',
      '11-28 14:00–16:00',
    ]);
    const { exceptionalDays } = await seen.look(point);
    expect(
      exceptionalDays.map(({ firstDay, lastDay, reason, hours }) => [firstDay, lastDay, reason, hours.length]),
    ).toEqual([
      ['2026-11-23', '2026-11-24', '设备检修', 0],
      ['2026-11-28', '2026-11-28', '邻里集市', 2],
    ]);
    expect(await seen.namesOpen('2026-11-23T10:00:00+08:00', 'place.point')).toEqual([]);
    expect(await seen.namesOpen('2026-11-28T15:00:00+08:00', 'place.point')).toEqual(['亲邻点']);
  });

  test('is taken back by a day of it; what is over stays', async () => {
    using clock = world.clock.held();
    clock.pass({ days: 3 });
    await community.do(RemoveExceptionalDaysDocument, { placeId: point, day: '2026-11-23' });
    expect(await seen.told(point, '2026-11-23', '2026-11-24')).toEqual(['11-24 09:00–17:00']);
    const again = await community.refused(RemoveExceptionalDaysDocument, { placeId: point, day: '2026-11-24' });
    expect(again).toMatchObject({
      code: 'INVALID_INPUT',
      message: '"亲邻点" has no exceptional days on 2026-11-24 that are not over: see its exceptionalDays.',
    });
    clock.pass({ days: 6 });
    const over = { placeId: point, day: '2026-11-28' };
    expect((await community.refused(RemoveExceptionalDaysDocument, over)).message).toContain('not over');
    expect([(await seen.look(point)).exceptionalDays, (await seen.look(point)).all]).toEqual([
      [],
      [{ firstDay: '2026-11-28' }],
    ]);
  });

  test('is told once, however many tell it at the same time', async () => {
    const days = { placeId: point, firstDay: '2026-12-07', lastDay: '2026-12-08', hours: [], reason: '停电' };
    const all = await Promise.all(Array.from({ length: 5 }, () => community.act(AddExceptionalDaysDocument, days)));
    expect(all.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(Array(4).fill('INVALID_INPUT'));
    expect((await seen.look(point)).all).toHaveLength(2);
  });

  test('and rules that are told at the same time lose neither', async () => {
    const { version } = await seen.look(point);
    const [a, b] = await Promise.all([
      community.act(SetOpeningHoursDocument, { placeId: point, expectedVersion: version, ...roundTheClock }),
      community.act(AddExceptionalDaysDocument, {
        ...{ placeId: point, firstDay: '2026-12-14', lastDay: '2026-12-14', hours: [], reason: '检修' },
      }),
    ]);
    expect([a.userErrors, b.userErrors]).toEqual([[], []]);
    expect(await seen.told(point, '2026-12-13', '2026-12-15')).toEqual([
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
