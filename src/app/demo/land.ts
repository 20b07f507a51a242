/** Where the demonstration happens: two communities of 浒山 with their grids, who is on duty there, and places with their hours. */
import { dayInChina } from '../../domain/calendar.ts';
import { globalId } from '../../domain/ids.ts';
import {
  AgreePersonRelationDocument,
  CreateAreaDocument,
  OpenPlaceDocument,
  ProposePersonRelationDocument,
  SetOpeningHoursDocument,
  type CreateAreaInput,
  type SetOpeningHoursInput,
} from '../../generated/operations.ts';
import { divisionId } from '../area-list.ts';
import { namedId } from '../named-id.ts';
import { atTime, daysFrom } from './calendar.ts';
import { made, type Cast } from './cast.ts';

/** The divisions above, whose county the civil affairs bureau looks after: codes of `data/areas/divisions.csv`. */
export const demoDivisions = { codes: ['33', '3302', '330282'], county: '330282', keeper: 'civil-affairs' } as const;

const MADE = -380;
/** As they were made: told again, a step must say what it said. */
const FRESH = 1;

type Box = readonly [west: number, south: number, east: number, north: number];

interface DemoArea {
  readonly key: string;
  readonly name: string;
  readonly code: string;
  readonly level: CreateAreaInput['level'];
  /** Who makes it: whoever looks after what it lies in. */
  readonly by: string;
  readonly keeper: string;
  /** The key of another; the county where there is none. */
  readonly in: string | null;
  readonly box: Box;
}

const areas: readonly DemoArea[] = [
  {
    ...{ key: 'hushan', name: '浒山街道', code: '330282001', level: 'TOWNSHIP', by: 'civil-affairs', keeper: 'hushan' },
    ...{ in: null, box: [121.234, 30.165, 121.265, 30.188] },
  },
  {
    ...{ key: 'yubo', name: '虞波社区', code: '330282001021', level: 'COMMUNITY', by: 'hushan', keeper: 'yubo' },
    ...{ in: 'hushan', box: [121.24, 30.1735, 121.246, 30.1785] },
  },
  {
    ...{ key: 'mingzhu', name: '明珠社区', code: '330282001022', level: 'COMMUNITY', by: 'hushan', keeper: 'mingzhu' },
    ...{ in: 'hushan', box: [121.246, 30.1775, 121.25, 30.1825] },
  },
  {
    ...{ key: 'yubo-1', name: '虞波第一网格', code: 'YB-1', level: 'GRID', by: 'yubo', keeper: 'yubo' },
    ...{ in: 'yubo', box: [121.24, 30.1735, 121.243, 30.1785] },
  },
  {
    ...{ key: 'yubo-2', name: '虞波第二网格', code: 'YB-2', level: 'GRID', by: 'yubo', keeper: 'yubo' },
    ...{ in: 'yubo', box: [121.243, 30.1735, 121.246, 30.1785] },
  },
  {
    ...{ key: 'yubo-2-1', name: '阳光花园微网格', code: 'YB-2-1', level: 'MICRO_GRID', by: 'yubo', keeper: 'yubo' },
    ...{ in: 'yubo-2', box: [121.243, 30.1735, 121.246, 30.176] },
  },
  {
    ...{ key: 'mingzhu-1', name: '明珠第一网格', code: 'MZ-1', level: 'GRID', by: 'mingzhu', keeper: 'mingzhu' },
    ...{ in: 'mingzhu', box: [121.246, 30.1775, 121.25, 30.1825] },
  },
];

type Hours = Omit<SetOpeningHoursInput, 'idempotencyKey' | 'placeId' | 'expectedVersion'>;

const alwaysOpen: Hours = {
  windows: [{ rrule: 'FREQ=DAILY', opens: '00:00', closes: '24:00' }],
  onHolidays: 'AS_USUAL',
  onMakeUpDays: 'AS_USUAL',
};

const officeHours: Hours = {
  windows: [{ rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', opens: '08:30', closes: '17:00' }],
  onHolidays: 'CLOSED',
  onMakeUpDays: 'AS_WEEKDAY',
};

const mealTimes: Hours = {
  windows: [
    { rrule: 'FREQ=DAILY', opens: '10:30', closes: '13:00' },
    { rrule: 'FREQ=DAILY', opens: '16:30', closes: '18:30', seasonFrom: '05-01', seasonTo: '09-30' },
  ],
  onHolidays: 'AS_USUAL',
  onMakeUpDays: 'AS_USUAL',
  note: '夏季加开晚餐。',
};

interface DemoPlace {
  readonly unit: string;
  readonly name: string;
  readonly kind: string;
  readonly area: string;
  readonly at: readonly [longitude: number, latitude: number];
  readonly services: readonly string[];
  readonly hours: Hours;
}

const places: readonly DemoPlace[] = [
  {
    ...{ unit: 'yubo', name: '虞波社区党群服务中心', kind: 'place.centre', area: 'yubo-2', at: [121.2431, 30.1762] },
    ...{ services: ['skill.mediation', 'skill.legal'], hours: officeHours },
  },
  {
    ...{ unit: 'yubo', name: '阳光花园亲邻点', kind: 'place.point', area: 'yubo-2-1', at: [121.2442, 30.1748] },
    ...{ services: ['skill.repair'], hours: officeHours },
  },
  {
    ...{ unit: 'mingzhu', name: '明珠邻里食堂', kind: 'place.canteen', area: 'mingzhu-1', at: [121.2478, 30.1795] },
    ...{ services: ['meals.elderly', 'meals.worker'], hours: mealTimes },
  },
  {
    ...{ unit: 'riders', name: '先锋骑士驿站', kind: 'place.rider-home', area: 'hushan', at: [121.2495, 30.1746] },
    ...{ services: ['meals.worker'], hours: alwaysOpen },
  },
];

/** Who is on duty where: by which post, proposed by the person, agreed by a unit that looks after the land. */
const duties = [
  { type: 'grid-head', person: 'hushan', area: 'mingzhu-1', agreedBy: 'mingzhu', statement: '街道干部下沉任网格长' },
  { type: 'grid-officer', person: 'riders', area: 'yubo-2', agreedBy: 'yubo', statement: '骑手兼任流动网格员' },
] as const;

/** What was made of it, by what it is called here: areas by key, places by kind, duties by who has them. */
export interface Land {
  readonly areas: ReadonlyMap<string, string>;
  readonly places: ReadonlyMap<string, string>;
  readonly duties: ReadonlyMap<string, string>;
}

export async function tellLand(cast: Cast, now: Date): Promise<Land> {
  const areas = await tellAreas(cast, now);
  return { areas, places: await tellPlaces(cast, areas, now), duties: await tellDuties(cast, areas, now) };
}

async function tellAreas(cast: Cast, now: Date): Promise<ReadonlyMap<string, string>> {
  const since = dayInChina(daysFrom(now, MADE));
  const county = globalId('area', divisionId(demoDivisions.county, null));
  const ids = new Map<string, string>();
  for (const [i, { key, name, code, level, by, keeper, in: parent, box }] of areas.entries()) {
    const step = `area-${key}`;
    const { area } = await cast(by, null, atTime(now, MADE, `09:${String(10 + i)}`)).act(step, CreateAreaDocument, {
      ...{ name, code, level, since, keeperUnitId: globalId('unit', namedId('unit', keeper)) },
      scheme: level === 'GRID' || level === 'MICRO_GRID' ? ('LOCAL' as const) : ('STATISTICS' as const),
      parentId: parent === null ? county : idOf(ids, parent),
      boundary: { crs: 'WGS84' as const, coordinates: [[ring(box)]] },
    });
    ids.set(key, made(step, area).id);
  }
  return ids;
}

async function tellPlaces(
  cast: Cast,
  areaIds: ReadonlyMap<string, string>,
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { unit, name, kind, area, at, services, hours } of places) {
    const step = `place-${kind}`;
    const owner = cast(unit, null, atTime(now, -200, '14:00'));
    const [longitude, latitude] = at;
    const { place } = await owner.act(step, OpenPlaceDocument, {
      ...{
        name,
        kind,
        areaId: idOf(areaIds, area),
        services: [...services],
        status: 'IN_USE' as const,
        isPublic: true,
      },
      location: { longitude, latitude, crs: 'WGS84' as const },
    });
    const placeId = made(step, place).id;
    await owner.act(`${step}-hours`, SetOpeningHoursDocument, { placeId, expectedVersion: FRESH, ...hours });
    ids.set(kind, placeId);
  }
  return ids;
}

async function tellDuties(
  cast: Cast,
  areaIds: ReadonlyMap<string, string>,
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { type, person, area, agreedBy, statement } of duties) {
    const step = `duty-${person}`;
    const asking = cast(person, null, atTime(now, -60, '10:00'));
    const postId = globalId('post', namedId('post', person));
    const wish = { type, objectId: idOf(areaIds, area), postId, statement };
    const { personRelation } = await asking.act(step, ProposePersonRelationDocument, wish);
    const personRelationId = made(step, personRelation).id;
    const answer = { personRelationId, expectedVersion: FRESH };
    await cast(agreedBy, null, atTime(now, -59, '10:00')).act(`${step}-agreed`, AgreePersonRelationDocument, answer);
    ids.set(person, personRelationId);
  }
  return ids;
}

/** The id of what is called so; there is one. */
export const idOf = (ids: ReadonlyMap<string, string>, key: string): string => made(key, ids.get(key));

/** The outline of a box, closed. */
const ring = ([west, south, east, north]: Box): number[][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
