/** What stands under the numbers of rows: things that the unit published, by the number it gave them or by their id. */
import type { Act } from '../../../data/act.ts';
import { conditionText } from '../../../domain/exchange/condition-text.ts';
import type { BroughtDocument } from '../../../domain/exchange/documents.ts';
import { documentsText } from '../../../domain/exchange/documents-text.ts';
import { conditionOf, type Part } from '../../../domain/exchange/eligibility-parts.ts';
import type { ListingKind, Standing } from '../../../domain/exchange/listing-import.ts';
import { valuesOf } from '../../../domain/exchange/listing-row.ts';
import type { Visibility } from '../../../domain/exchange/listing.ts';
import { globalId } from '../../../domain/ids.ts';

interface Numbered {
  readonly no: number;
  readonly listing: { readonly number: string };
}

interface Found {
  readonly no: number;
  readonly id: string;
  readonly kind: string | null;
  readonly category: string | null;
  readonly title: string;
  readonly description: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly placeName: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly visibility: Visibility;
  readonly shownTo: readonly string[];
  readonly closesAt: number | null;
  readonly track: string | null;
  readonly resource: string | null;
  readonly eligibility: readonly Part[] | null;
  readonly documents: readonly BroughtDocument[] | null;
}

const supply = `null as kind, l.category, l.title, l.quantity::text, l.quantity_unit as unit,
  (extract(epoch from l.starts_at) * 1000)::float8 as start, (extract(epoch from l.ends_at) * 1000)::float8 as end,
  (extract(epoch from l.closes_at) * 1000)::float8 as "closesAt", l.track_id as track`;

const thing =
  'l.kind, null as category, l.name as title, null as quantity, null as unit, null::float8 as start, null::float8 as end, null::float8 as "closesAt", null as track, null as resource, null as eligibility, null as documents';

/** For whom an offer is, and what to bring, by the edition in force. */
const inForce = (what: string): string =>
  `(select q.${what} from exchange.offer_requirement q where q.offer_id = l.id and q.edition = l.requirement_edition) as ${what}`;

const found = (table: string, own: string): string => `
select r.no, l.id, ${own}, l.description, l.place_name as "placeName", l.longitude, l.latitude, l.visibility, to_json(l.shown_to) as "shownTo"
from json_to_recordset($2::json) as r(no integer, number text)
left join exchange.own_number n on n.owner_unit_id = $1::uuid and n.kind = $3 and n.number = r.number
join exchange.${table} l on l.owner_unit_id = $1::uuid
  and l.id = coalesce(n.${table}_id, case when r.number ~ '^${table}_[0-9a-f]{32}$' then right(r.number, 32)::uuid end)`;

const FOUND: Readonly<Record<ListingKind, string>> = {
  RESOURCE: found('resource', thing),
  OFFER: found('offer', `${supply}, l.resource_id as resource, ${inForce('eligibility')}, ${inForce('documents')}`),
  NEED: found('need', `${supply}, null as resource, null as eligibility, null as documents`),
};

/** By row. */
export async function standingOf(
  act: Act,
  kind: ListingKind,
  rows: readonly Numbered[],
): Promise<ReadonlyMap<number, Standing>> {
  if (rows.length === 0) return new Map();
  const numbers = rows.map(({ no, listing: { number } }) => ({ no, number }));
  const standing = await act.run<Found>(FOUND[kind], [act.unit, JSON.stringify(numbers), kind]);
  return new Map(standing.map((one) => [one.no, { id: one.id, values: valuesStanding(kind, one) }]));
}

function valuesStanding(kind: ListingKind, one: Found): Standing['values'] {
  const { title, description, placeName, visibility, longitude, latitude, start, end, closesAt, track, resource } = one;
  return valuesOf(kind, {
    ...{ closesAt: closesAt === null ? null : iso(closesAt), resource },
    ...{
      eligibility: conditionText(conditionOf(one.eligibility ?? [])),
      documents: documentsText(one.documents ?? []),
    },
    trackId: track === null ? null : globalId('track', track),
    ...{ title, description, placeName, visibility, alliances: one.shownTo },
    ...(one.kind !== null && { kind: one.kind }),
    ...(one.category !== null && { category: one.category }),
    ...(one.quantity !== null && { quantity: { value: one.quantity, unit: one.unit ?? '' } }),
    period: start === null || end === null ? null : { start: iso(start), end: iso(end) },
    point: longitude === null || latitude === null ? null : { longitude, latitude },
  });
}

const iso = (at: number): string => new Date(at).toISOString();

/** Numbers of a kind come one after the other to a unit, whoever imports, and through whatever process. */
export async function holdNumbers(act: Act, kind: ListingKind): Promise<void> {
  await act.takeTurn(`exchange.own_number ${act.unit} ${kind}`);
}

const number = (table: string): string => `
insert into exchange.own_number (owner_unit_id, kind, number, ${table}_id)
select $1::uuid, $3, r.number, r.id from json_to_recordset($2::json) as r(number text, id uuid)`;

const NUMBER: Readonly<Record<ListingKind, string>> = {
  RESOURCE: number('resource'),
  OFFER: number('offer'),
  NEED: number('need'),
};

/** Keeps by which numbers the unit knows what it published. */
export async function keepNumbers(
  act: Act,
  kind: ListingKind,
  numbers: readonly { readonly number: string; readonly id: string }[],
): Promise<void> {
  if (numbers.length > 0) await act.run(NUMBER[kind], [act.unit, JSON.stringify(numbers), kind]);
}

/** By the id of what it published, the number that the unit gave it. */
export async function numbersOf(act: Act, kind: ListingKind): Promise<ReadonlyMap<string, string>> {
  const numbers = await act.run<{ id: string; number: string }>(
    `select coalesce(resource_id, offer_id, need_id) as id, number from exchange.own_number where owner_unit_id = $1 and kind = $2`,
    [act.unit, kind],
  );
  return new Map(numbers.map(({ id, number: own }) => [id, own]));
}

const RESOURCES = `
select r.text, coalesce(n.resource_id, l.id) as id from json_array_elements_text($2::json) r(text)
left join exchange.own_number n on n.owner_unit_id = $1::uuid and n.kind = 'RESOURCE' and n.number = r.text
left join exchange.resource l on l.owner_unit_id = $1::uuid
  and l.id = case when r.text ~ '^resource_[0-9a-f]{32}$' then right(r.text, 32)::uuid end
where coalesce(n.resource_id, l.id) is not null`;

/** By what stands in cells, the resources of the unit that are meant: by the number it gave them, or by their id. */
export async function resourcesNamed(act: Act, texts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (texts.length === 0) return new Map();
  const found = await act.run<{ text: string; id: string }>(RESOURCES, [act.unit, JSON.stringify([...new Set(texts)])]);
  return new Map(found.map(({ text, id }) => [text, id]));
}
