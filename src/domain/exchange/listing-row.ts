/** How a row of a sheet of resources, offers or needs is read: what is to be published, or what is wrong with it. */
import type { Bilingual } from '../errors.ts';
import { globalId } from '../ids.ts';
import { isQuantity, LARGEST_QUANTITY, plain } from '../quantity.ts';
import type { Cell, CellIssue } from '../sheet.ts';
import { readCells, type Header, type ReadCells } from '../sheet-columns.ts';
import type { Visibility } from './listing.ts';
import type { Codes } from './condition-text.ts';
import type { ListingKind } from './listing-import.ts';
import { linksOf, linkValues, type Links } from './listing-links.ts';
import { listingColumns, resourceKinds, SYSTEMS, VISIBILITIES, type ListingColumn } from './listing-sheet.ts';
import { timeInSheet, timeOf } from './sheet-time.ts';

/** What people may choose from, by what they write. */
export interface Vocabulary {
  /** Codes of categories, by code and by word. */
  readonly categories: ReadonlyMap<string, string>;
  /** Alliances that the unit belongs to, by name and by id; several of one name are told apart by their ids. */
  readonly alliances: ReadonlyMap<string, readonly string[]>;
  /** Codes of what conditions and documents name, by word and by code. */
  readonly codes: Codes;
}

/** What the acts that publish take, as it can be kept: instants as RFC 3339. */
export interface ReadListing extends Links {
  readonly number: string;
  readonly title: string;
  readonly description: string;
  /** Of a resource. */
  readonly kind?: string;
  readonly category?: string;
  readonly quantity?: { readonly value: string; readonly unit: string };
  readonly period?: { readonly start: string; readonly end: string } | null;
  readonly placeName: string | null;
  readonly location: { readonly longitude: number; readonly latitude: number; readonly crs: Crs } | null;
  readonly visibility: Visibility;
  /** Global ids. */
  readonly audience: readonly string[];
}
type Crs = (typeof SYSTEMS)[number];

export interface ReadListingRow {
  /** As they stand there, in the order of the template. */
  readonly cells: readonly string[];
  readonly listing: ReadListing | null;
  readonly issues: readonly CellIssue[];
}

type Read = ReadCells<ListingColumn>;

export function readListing(
  kind: ListingKind,
  words: Vocabulary,
  header: Header<string>,
  cells: readonly Cell[],
): ReadListingRow {
  const read: Read = readCells(listingColumns[kind], header, cells);
  const { text, issues } = read;
  const shown = visibilityOf(read);
  const own = {
    number: text('number'),
    description: text('description'),
    placeName: text('placeName') === '' ? null : text('placeName'),
    location: locationOf(read),
    visibility: shown ?? 'UNIT',
    audience: audienceOf(read, words, shown),
  };
  const listing =
    kind === 'RESOURCE'
      ? { ...own, kind: kindOf(read), title: text('name') }
      : { ...own, title: text('title'), ...supplyOf(read, words), ...linksOf(read, header, words.codes) };
  return { cells: read.cells, listing: issues.length === 0 ? listing : null, issues };
}

function supplyOf(read: Read, { categories }: Vocabulary): Pick<ReadListing, 'category' | 'quantity' | 'period'> {
  const { text, blame } = read;
  const category = categories.get(text('category').toLowerCase()) ?? '';
  if (category === '' && text('category') !== '') blame('category', 'UNKNOWN_CATEGORY', faults.category);
  const value = text('quantity').replaceAll(',', '');
  const isGood = isQuantity(value, LARGEST_QUANTITY);
  if (!isGood && value !== '') blame('quantity', 'WRONG_QUANTITY', faults.quantity);
  return {
    category,
    quantity: { value: isGood ? plain(value) : '', unit: text('unit') },
    period: periodOf(read),
  };
}

function periodOf({ text, blame }: Read): NonNullable<ReadListing['period']> | null {
  const [from, to] = [text('startsAt'), text('endsAt')];
  if (from === '' && to === '') return null;
  const [start, end] = [timeOf(from, false), timeOf(to, true)];
  for (const [name, written, at] of [
    ['startsAt', from, start],
    ['endsAt', to, end],
  ] as const) {
    if (written === '') blame(name, 'MISSING', faults.bothTimes);
    else if (at === null) blame(name, 'WRONG_TIME', faults.time);
  }
  if (start === null || end === null) return null;
  if (start >= end) blame('endsAt', 'WRONG_TIME', faults.order);
  return { start: start.toISOString(), end: end.toISOString() };
}

const DEGREES = /^-?\d{1,3}(\.\d+)?$/;

function locationOf({ text, blame }: Read): ReadListing['location'] {
  const written = text('crs').normalize('NFKC').toUpperCase().replaceAll(/[-\s]/g, '');
  const crs = SYSTEMS.find((system) => system === (written === '' ? 'WGS84' : written));
  if (crs === undefined) blame('crs', 'WRONG_PLACE', faults.crs);
  if (text('longitude') === '' && text('latitude') === '') return null;
  const degrees = (['longitude', 'latitude'] as const).map((name) => {
    const most = name === 'longitude' ? 180 : 90;
    const isGood = DEGREES.test(text(name)) && Math.abs(Number(text(name))) <= most;
    if (text(name) === '') blame(name, 'MISSING', faults.bothDegrees);
    else if (!isGood) blame(name, 'WRONG_PLACE', degreesFault(most));
    return isGood ? Number(text(name)) : null;
  });
  const [longitude = null, latitude = null] = degrees;
  return longitude === null || latitude === null || crs === undefined ? null : { longitude, latitude, crs };
}

/** The one whose word it is, or its name in the API. */
function chosen<Name extends string>(words: Readonly<Record<Name, string>>, text: string): Name | null {
  const folded = text.normalize('NFKC').toUpperCase();
  return (Object.keys(words) as Name[]).find((name) => name === folded || words[name] === folded) ?? null;
}

function kindOf({ text, blame }: Read): string {
  const kind = chosen(resourceKinds, text('kind'));
  if (kind === null && text('kind') !== '') blame('kind', 'UNKNOWN_KIND', faults.kind);
  return kind ?? '';
}

function visibilityOf({ text, blame }: Read): Visibility | null {
  const visibility = chosen(VISIBILITIES, text('visibility'));
  if (visibility === null && text('visibility') !== '') blame('visibility', 'UNKNOWN_VISIBILITY', faults.visibility);
  return visibility;
}

const MOST_ALLIANCES = 20;

function audienceOf({ text, blame }: Read, { alliances }: Vocabulary, shown: Visibility | null): string[] {
  const named = [
    ...new Set(
      text('audience')
        .split(/[、;；]/)
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ];
  if (shown === 'UNIT' && named.length > 0) blame('audience', 'WRONG_AUDIENCE', faults.audienceOfOwn);
  if (named.length > MOST_ALLIANCES) blame('audience', 'TOO_LONG', faults.tooManyAlliances);
  return named.flatMap((name, i) => {
    const [found, ...others] = alliances.get(name) ?? [];
    if (found !== undefined && others.length === 0) return [globalId('alliance', found)];
    const ids = [found, ...others].flatMap((id) => (id === undefined ? [] : [globalId('alliance', id)]));
    blame('audience', 'UNKNOWN_ALLIANCE', ids.length === 0 ? noSuchAlliance(i + 1) : severalAlliances(name, ids));
    return [];
  });
}

/** By the heading of a column, what a row says, to be held against what stands under its number. */
export function valuesOf(kind: ListingKind, listing: Comparable): Readonly<Record<string, string>> {
  const { quantity, period } = listing;
  const said: Readonly<Record<string, string | undefined>> = {
    ...linkValues(listing),
    ...{ eligibility: listing.eligibility, documents: listing.documents },
    kind: listing.kind ?? '',
    category: listing.category ?? '',
    title: listing.title.trim(),
    name: listing.title.trim(),
    description: listing.description.replaceAll('\r\n', '\n').trim(),
    quantity: quantity === undefined ? '' : plain(quantity.value),
    unit: quantity?.unit ?? '',
    startsAt: period == null ? '' : timeInSheet(new Date(period.start)),
    endsAt: period == null ? '' : timeInSheet(new Date(period.end)),
    placeName: listing.placeName?.trim() ?? (isPlacedByResource(listing) ? undefined : ''),
    // A metre and more is another place; what a map system is converted by is not.
    longitude: listing.point?.longitude.toFixed(5) ?? (isPlacedByResource(listing) ? undefined : ''),
    latitude: listing.point?.latitude.toFixed(5) ?? (isPlacedByResource(listing) ? undefined : ''),
    visibility: listing.visibility,
    audience: listing.alliances.toSorted().join(' '),
  };
  return Object.fromEntries(
    Object.entries(listingColumns[kind]).flatMap(([name, { heading }]) => {
      const value = said[name];
      return value === undefined ? [] : [[heading, value]];
    }),
  );
}

/** Of an offer that does not say where it is, the resource that it is served from does. */
const isPlacedByResource = ({ resource }: Pick<Links, 'resource'>): boolean => resource != null;

/** What is compared: a point in WGS-84, and the alliances that it is shown to in the end, by their UUIDs. */
interface Comparable extends Omit<ReadListing, 'number' | 'location' | 'audience' | 'eligibility' | 'documents'> {
  readonly point: { readonly longitude: number; readonly latitude: number } | null;
  readonly alliances: readonly string[];
  /** For whom, and what to bring, as it is written in a cell. */
  readonly eligibility?: string;
  readonly documents?: string;
}

const degreesFault = (most: number): Bilingual => ({
  zh: `须为 -${most} 至 ${most} 的十进制度数。`,
  en: `This must be decimal degrees from -${most} to ${most}.`,
});

/** What stands in the cell is not repeated: messages stay when cells are emptied. */
const noSuchAlliance = (place: number): Bilingual => ({
  zh: `所填的第 ${place} 个联盟，本单位不在其中；请从下拉列表中选择，多个以顿号分隔。`,
  en: `Your unit is in no alliance of the name that stands in place ${place}: choose from the list, several of them with 、 between.`,
});

const severalAlliances = (name: string, ids: readonly string[]): Bilingual => ({
  zh: `名为“${name}”的联盟不止一个，请改填联盟标识：${ids.join('、')}。`,
  en: `Several alliances are called "${name}": write the id of the one that is meant: ${ids.join(', ')}.`,
});

const faults = {
  category: {
    zh: '没有这种类别，或已停用；请从下拉列表中选择，可用的类别见 terms(filter: { scheme: [CATEGORY] })。',
    en: 'There is no such category in use: choose from the list, or one of terms(filter: { scheme: [CATEGORY] }).',
  },
  quantity: {
    zh: '须为大于 0 且不超过 1,000,000,000 的数，小数至多 4 位；单位请写在“计量单位”列。',
    en: 'This must be a number greater than 0 and at most 1,000,000,000 with at most 4 digits after the point; its unit stands in its own column.',
  },
  time: {
    zh: '不是日期或时间；请写作 2026-12-01 或 2026-12-01 09:00（2000 至 2100 年，北京时间）。',
    en: 'This is no day or time: write 2026-12-01 or 2026-12-01 09:00, of the years 2000 to 2100, in China’s time.',
  },
  order: { zh: '须晚于开始时间。', en: 'This must be later than the start.' },
  bothTimes: {
    zh: '开始与结束时间须同时填写，或同时不填。',
    en: 'The start and the end stand together, or neither does.',
  },
  bothDegrees: {
    zh: '经度与纬度须同时填写，或同时不填。',
    en: 'Longitude and latitude stand together, or neither does.',
  },
  crs: {
    zh: `没有这种坐标系，请选择 ${SYSTEMS.join('、')}。`,
    en: `There is no such system: one of ${SYSTEMS.join(', ')}.`,
  },
  kind: {
    zh: `没有这种资源类型，请从下列中选择：${Object.values(resourceKinds).join('、')}。`,
    en: `There is no such kind of resource: choose one of ${Object.values(resourceKinds).join(', ')}.`,
  },
  visibility: {
    zh: `可见范围须为：${Object.values(VISIBILITIES).join('、')}。`,
    en: `This must be one of ${Object.values(VISIBILITIES).join(', ')}.`,
  },
  audienceOfOwn: {
    zh: '“仅本单位”的不能填写面向联盟，请清空，或改为“联盟内”。',
    en: 'What your unit alone sees is shown to no alliance: empty this, or choose 联盟内.',
  },
  tooManyAlliances: { zh: `至多 ${MOST_ALLIANCES} 个联盟。`, en: `At most ${MOST_ALLIANCES} alliances.` },
} satisfies Readonly<Record<string, Bilingual>>;
