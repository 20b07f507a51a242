/** The rows of the demonstration: supply and demand of every unit, made from what its kind has and needs. */
import type { Visibility } from '../../domain/exchange/listing.ts';
import { demoAlliances } from './alliances.ts';
import { daysFrom, onDay, weekendEvenings } from './calendar.ts';
import { between, chance, namedId } from './chance.ts';
import { needTemplates, resourceTemplates, type NeedTemplate, type ResourceTemplate } from './templates.ts';
import { demoUnits, type DemoUnit } from './units.ts';

const WEEKENDS = 6;

/** Ids of the alliances a unit is in. */
function alliancesOf(unitKey: string): string[] {
  return demoAlliances.filter(({ members }) => unitKey in members).map(({ key }) => namedId('alliance', key));
}

function visibilityOf(name: string, isPrivate: number): Visibility {
  const dice = chance(`${name}:visibility`);
  if (dice < isPrivate) return 'UNIT';
  return dice < 0.75 ? 'ALLIANCE' : 'PUBLIC';
}

const placeOf = (unit: DemoUnit) => ({ placeName: unit.shortName, longitude: unit.at[0], latitude: unit.at[1] });

function resourceRow(unit: DemoUnit, template: ResourceTemplate, now: Date) {
  const name = `${unit.key}:${template.name}`;
  const createdAt = daysFrom(now, -between(`${name}:age`, 60, 300));
  return {
    id: namedId('resource', name),
    ownerUnitId: namedId('unit', unit.key),
    kind: template.kind,
    name: `${unit.shortName}${template.name}`,
    description: template.description,
    ...placeOf(unit),
    visibility: visibilityOf(name, 0.05),
    createdAt,
    version: 1,
  };
}

const variants = [
  { word: '工作日', to: 60 },
  { word: '周末', to: 120 },
] as const;

function offerRows(unit: DemoUnit, template: ResourceTemplate, now: Date) {
  return variants.map(({ word, to }) => {
    const name = `${unit.key}:${template.name}:${word}`;
    const publishedAt = daysFrom(now, -between(`${name}:age`, 18, 50));
    return {
      id: namedId('offer', name, publishedAt),
      ownerUnitId: namedId('unit', unit.key),
      resourceId: namedId('resource', `${unit.key}:${template.name}`),
      category: template.category,
      title: `${unit.shortName}${template.name}（${word}）`,
      description: template.description,
      quantity: String(template.amount),
      quantityUnit: template.unit,
      startsAt: publishedAt,
      endsAt: daysFrom(now, to + between(`${name}:end`, 0, 30)),
      ...placeOf(unit),
      visibility: visibilityOf(name, 0.1),
      state: 'PUBLISHED' as const,
      publishedAt,
      version: 1,
    };
  });
}

function needRow(unit: DemoUnit, template: NeedTemplate, round: number, now: Date) {
  const name = `${unit.key}:${template.title}:${round}`;
  // About every fifth is over: what came of it is part of the story.
  const isOver = chance(`${name}:over`) < 0.2;
  const publishedAt = daysFrom(now, -between(`${name}:age`, isOver ? 20 : 0, 30));
  const days = isOver ? -between(`${name}:day`, 2, 9) : between(`${name}:day`, 3, 40);
  const { start, end } = onDay(now, days, '14:00', '17:00');
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
    visibility: visibilityOf(name, 0),
    state: 'PUBLISHED' as const,
    publishedAt,
    version: 1,
  };
}

function slotRows(unit: DemoUnit, template: ResourceTemplate, now: Date) {
  const { places } = template;
  if (places === undefined) return [];
  return weekendEvenings(now, WEEKENDS).map(({ start, end }) => ({
    id: namedId('slot', `${unit.key}:${template.name}:${start.toISOString()}`, now),
    resourceId: namedId('resource', `${unit.key}:${template.name}`),
    startsAt: start,
    endsAt: end,
    capacity: places,
    taken: 0,
    version: 1,
  }));
}

/** A second, later need of the same kind, for about every third. */
const rounds = (unit: DemoUnit, template: NeedTemplate): readonly number[] =>
  chance(`${unit.key}:${template.title}:again`) < 0.35 ? [1, 2] : [1];

type Made<F extends (...args: never[]) => unknown> = ReturnType<F> extends (infer Row)[] ? Row : ReturnType<F>;

interface SupplyAndDemand {
  readonly resources: Made<typeof resourceRow>[];
  readonly slots: Made<typeof slotRows>[];
  readonly offers: Made<typeof offerRows>[];
  readonly needs: Made<typeof needRow>[];
}

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

/** Whom each listing is shown to: all alliances of its unit, unless it is private. */
export function audiences(
  rows: readonly { id: string; ownerUnitId: string; visibility: Visibility }[],
): { id: string; allianceId: string }[] {
  const alliances = new Map(demoUnits.map(({ key }) => [String(namedId('unit', key)), alliancesOf(key)]));
  return rows
    .filter(({ visibility }) => visibility !== 'UNIT')
    .flatMap(({ id, ownerUnitId }) => (alliances.get(ownerUnitId) ?? []).map((allianceId) => ({ id, allianceId })));
}
