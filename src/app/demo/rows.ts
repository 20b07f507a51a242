/** The rows of the demonstration: supply and demand of every unit, made from what its kind has and needs. */
import { dayInChina } from '../../domain/calendar.ts';
import type { Visibility } from '../../domain/exchange/listing.ts';
import { maskedPlace } from '../../domain/exchange/review.ts';
import type { Id } from '../../domain/ids.ts';
import { demoAlliances } from './alliances.ts';
import { atWork, daysFrom, inWeek, weekendEvenings } from './calendar.ts';
import { namedId } from '../named-id.ts';
import { between, chance } from './chance.ts';
import { needTemplates, type NeedTemplate } from './need-templates.ts';
import { resourceTemplates, type ResourceTemplate } from './resource-templates.ts';
import { demoUnits, type DemoUnit } from './units.ts';

const WEEKENDS = 6;
const LAST_WEEK = -1;
const COMING_WEEKS = [1, 2, 3];

/** Ids of the alliances a unit is in. */
function alliancesOf(unitKey: string): Id<'alliance'>[] {
  return demoAlliances.filter(({ members }) => unitKey in members).map(({ key }) => namedId('alliance', key));
}

interface Shown {
  readonly visibility: Visibility;
  readonly shownTo: Id<'alliance'>[];
}

/**
 * Whom it is shown to: all alliances of its unit. What is public or private names nobody, as in the API; who is in no
 * alliance shows things to everybody, or keeps them.
 */
function shownBy(unit: DemoUnit, name: string, isPrivate: number): Shown {
  const dice = chance(`${name}:visibility`);
  if (dice < isPrivate) return { visibility: 'UNIT', shownTo: [] };
  const alliances = alliancesOf(unit.key);
  return dice < 0.75 && alliances.length > 0
    ? { visibility: 'ALLIANCE', shownTo: alliances }
    : { visibility: 'PUBLIC', shownTo: [] };
}

const placeOf = (unit: DemoUnit) => ({ placeName: unit.shortName, longitude: unit.at[0], latitude: unit.at[1] });

function resourceRow(unit: DemoUnit, template: ResourceTemplate, now: Date) {
  const name = `${unit.key}:${template.name}`;
  const createdAt = atWork(daysFrom(now, -between(`${name}:age`, 60, 300)), chance(`${name}:hour`));
  return {
    id: namedId('resource', name),
    ownerUnitId: namedId('unit', unit.key),
    kind: template.kind,
    name: `${unit.shortName}${template.name}`,
    description: template.description,
    ...placeOf(unit),
    ...shownBy(unit, name, 0.05),
    createdAt,
    version: 1,
  };
}

/** `11月23日`. */
function spoken(at: Date): string {
  const [, month, day] = dayInChina(at).split('-');
  return `${Number(month)}月${Number(day)}日`;
}

/** One offer for each week and each part of it in which the resource is to be had; about every fourth is left out. */
function offerRows(unit: DemoUnit, template: ResourceTemplate, now: Date) {
  const weeks = [LAST_WEEK, ...COMING_WEEKS];
  const times = template.offered.flatMap(({ word, when }) => weeks.map((week) => ({ word, when, week })));
  return times.flatMap(({ word, when, week }) => {
    const name = `${unit.key}:${template.name}:${word}:${week}`;
    if (chance(`${name}:given`) < 0.25) return [];
    const { start, end } = inWeek(now, week, when, 0);
    const known = start < now ? start : now;
    const publishedAt = atWork(daysFrom(known, -between(`${name}:age`, 5, 25)), chance(`${name}:hour`));
    return [
      {
        id: namedId('offer', name, publishedAt),
        ownerUnitId: namedId('unit', unit.key),
        resourceId: namedId('resource', `${unit.key}:${template.name}`),
        category: template.category,
        title: `${unit.shortName}${template.name}（${word}，${spoken(start)}至${spoken(end)}）`,
        description: template.description,
        quantity: String(template.amount),
        quantityUnit: template.unit,
        startsAt: start,
        endsAt: end,
        ...placeOf(unit),
        ...shownBy(unit, name, 0.1),
        state: 'PUBLISHED' as const,
        publishedAt,
        version: 1,
      },
    ];
  });
}

function needRow(unit: DemoUnit, template: NeedTemplate, round: number, now: Date) {
  const name = `${unit.key}:${template.title}:${round}`;
  // About every fifth was for last week: what came of it is part of the story.
  const isOver = chance(`${name}:over`) < 0.2;
  const week = isOver ? LAST_WEEK : between(`${name}:week`, 1, COMING_WEEKS.length);
  const { start, end } = inWeek(now, week, template.when, chance(`${name}:day`));
  const days = isOver ? between(`${name}:age`, 8, 20) : between(`${name}:age`, 1, 20);
  const publishedAt = atWork(daysFrom(isOver ? start : now, -days), chance(`${name}:hour`));
  return {
    id: namedId('need', name, publishedAt),
    ownerUnitId: namedId('unit', unit.key),
    category: template.category,
    title: template.title,
    description: template.description,
    quantity: String(template.amount),
    quantityUnit: template.unit,
    startsAt: start,
    endsAt: end,
    ...placeOf(unit),
    placeMasked: maskedPlace(unit.shortName),
    ...shownBy(unit, name, 0),
    state: 'PUBLISHED' as const,
    publishedAt,
    version: 1,
  };
}

function slotRows(unit: DemoUnit, template: ResourceTemplate, now: Date) {
  const evenings = template.places === 0 ? [] : weekendEvenings(now, WEEKENDS);
  return evenings.map(({ start, end }) => ({
    id: namedId('slot', `${unit.key}:${template.name}:${start.toISOString()}`, now),
    resourceId: namedId('resource', `${unit.key}:${template.name}`),
    startsAt: start,
    endsAt: end,
    capacity: template.places,
    version: 1,
  }));
}

/** A second need of the same kind, for about every third. */
const rounds = (unit: DemoUnit, template: NeedTemplate): readonly number[] =>
  chance(`${unit.key}:${template.title}:again`) < 0.35 ? [1, 2] : [1];

export type NeedRow = ReturnType<typeof needRow>;
export type OfferRow = ReturnType<typeof offerRows>[number];

export interface SupplyAndDemand {
  readonly resources: ReturnType<typeof resourceRow>[];
  readonly slots: ReturnType<typeof slotRows>;
  readonly offers: OfferRow[];
  readonly needs: NeedRow[];
}

/** The same rows for the same instant, whenever it is asked. */
export function supplyAndDemand(now: Date): SupplyAndDemand {
  const supplied = demoUnits.flatMap((unit) => resourceTemplates[unit.kind].map((template) => ({ unit, template })));
  const wanted = demoUnits.flatMap((unit) => needTemplates[unit.kind].map((template) => ({ unit, template })));
  return {
    resources: supplied.map(({ unit, template }) => resourceRow(unit, template, now)),
    slots: supplied.flatMap(({ unit, template }) => slotRows(unit, template, now)),
    offers: supplied.flatMap(({ unit, template }) => offerRows(unit, template, now)),
    needs: wanted.flatMap(({ unit, template }) =>
      rounds(unit, template).map((round) => needRow(unit, template, round, now)),
    ),
  };
}
