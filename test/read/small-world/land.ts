/** The land of the small world: a county with a street, a grid that is drawn and one that went into it. */
import { globalId } from '../../../src/domain/ids.ts';
import { loadCalendar } from '../../../src/app/calendar.ts';
import {
  AddExceptionalDaysDocument,
  ChangePlaceStatusDocument,
  RecordAreaStatisticDocument,
  ReviseAreaDocument,
  SucceedAreaDocument,
} from '../../generated/operations.ts';
import { area, square } from '../../scenarios/land/land.ts';
import { relatedTo } from '../../scenarios/people/relation-steps.ts';
import { at, office, openBy, roundTheClock, site } from '../../scenarios/land/sites.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Things } from './supply.ts';

/** The unit of the keeper looks after it. */
export async function divideLand(world: World, keeper: Actor): Promise<Things> {
  await world.people.administrator(there(keeper.unit), there(keeper.person));
  const county = globalId('area', await world.people.county('慈溪市', '330282', there(keeper.unit)));
  const street = await area(keeper, county, {
    ...{ level: 'TOWNSHIP', scheme: 'STATISTICS', code: '330282001', name: '浒山街道' },
  });
  const boundary = {
    crs: 'WGS84' as const,
    coordinates: [[square(121.24, 30.17, 0.01), square(121.24, 30.17, 0.001)]],
  };
  const grid = await area(keeper, street, { code: 'HS-1', name: '第一网格', boundary });
  const gone = await area(keeper, street, { code: 'HS-2', name: '第二网格' });
  await relatedTo('grid-branch', keeper, keeper, grid);
  const micro = await area(keeper, grid, { level: 'MICRO_GRID', code: 'HS-1-1', name: '一号楼' });
  await keeper.do(ReviseAreaDocument, { areaId: micro, expectedVersion: 1, name: '一、二号楼' });
  const where = (i: number) => at(121.2412 + i / 1000, 30.1713);
  const centre = await site(keeper, {
    name: '中心',
    kind: 'place.centre',
    areaId: grid,
    location: where(0),
    floorArea: '2700',
    services: ['space.hall', 'staff.electrician'],
  });
  await site(keeper, {
    name: '驿站',
    areaId: gone,
    parentId: centre,
    location: where(2),
    level: 'GRID',
    status: 'PLANNED',
  });
  // It was filed there before the area ended.
  const followed = {
    areaId: gone,
    expectedVersion: 1,
    successorAreaId: grid,
    kind: 'MERGED',
    day: '2026-06-01',
  } as const;
  await keeper.do(SucceedAreaDocument, followed);
  const home = await site(keeper, {
    name: '住户',
    kind: 'place.home',
    isPublic: false,
    location: where(3),
    areaId: micro,
  });
  const stopped = { placeId: home, expectedVersion: 1, status: 'SUSPENDED' as const, reason: '搬家' };
  await keeper.do(ChangePlaceStatusDocument, stopped);
  const figure = { areaId: grid, indicator: 'statistic.population', asOf: '2026-06-30', unit: '人', source: '台账' };
  for (const value of ['120', '121']) {
    await keeper.do(RecordAreaStatisticDocument, { ...figure, value, precision: 'AT_LEAST' as const });
  }
  const share = { ...figure, indicator: 'statistic.young-and-middle-aged', unit: '%', shareOf: 'statistic.population' };
  await keeper.do(RecordAreaStatisticDocument, { ...share, value: '70', precision: 'ABOUT' as const });
  const nowhere = await site(keeper, { name: '无处', parentId: centre });
  await loadCalendar(world.database, world.clock.now());
  await openAndClose(keeper, centre);
  await openBy(keeper, nowhere, roundTheClock);
  return { centre, home, county, township: street, grid, gone, micro };
}

/** By season and over midnight, with a note; closed on some days, and open at two other times on one. */
async function openAndClose(keeper: Actor, placeId: string): Promise<void> {
  const windows = [
    ...office.windows,
    { rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA', opens: '20:00', closes: '02:00', firstDay: '2026-11-07' },
    {
      rrule: 'FREQ=DAILY',
      opens: '07:00',
      closes: '08:00',
      seasonFrom: '05-01',
      seasonTo: '09-30',
      lastDay: '2027-09-30',
    },
  ];
  await openBy(keeper, placeId, { ...office, windows, note: '午间有人值守' });
  const closed = { placeId, firstDay: '2026-11-24', lastDay: '2026-11-25', hours: [], reason: '检修' };
  await keeper.do(AddExceptionalDaysDocument, closed);
  const hours = [
    { opens: '09:00', closes: '11:00' },
    { opens: '13:00', closes: '15:00' },
  ];
  const fair = { placeId, firstDay: '2026-11-29', lastDay: '2026-11-29', hours, reason: '邻里集市' };
  await keeper.do(AddExceptionalDaysDocument, fair);
}
