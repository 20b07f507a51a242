/** Resources, offers and needs as rows of a sheet that goes out: what may be read of them, in the columns in which it is read again. */
import { harmless } from '../sheet.ts';
import type { Column } from '../sheet-columns.ts';
import { parseId } from '../ids.ts';
import { conditionText } from './condition-text.ts';
import type { BroughtDocument } from './documents.ts';
import { documentsText } from './documents-text.ts';
import { conditionOf, type Part } from './eligibility-parts.ts';
import type { ListingKind } from './listing-import.ts';
import { needMachine, offerMachine } from './listing.ts';
import { listingColumns, resourceKinds, VISIBILITIES } from './listing-sheet.ts';
import { timeInSheet } from './sheet-time.ts';

/** As it is read, by whoever asks for the sheet. */
export interface Exported {
  readonly id: string;
  readonly description: string;
  readonly placeName: string | null;
  readonly location: { readonly longitude: number; readonly latitude: number } | null;
  readonly visibility: keyof typeof VISIBILITIES;
  readonly audience: readonly { readonly alliance: { readonly id: string; readonly name: string } | null }[];
  readonly unit: { readonly name: string } | null;
  readonly publishedAt: string;
  /** Of a resource. */
  readonly kind?: keyof typeof resourceKinds;
  readonly name?: string;
  /** Of an offer or a need. */
  readonly title?: string;
  readonly category?: { readonly code: string; readonly label: string } | null;
  readonly quantity?: { readonly value: string; readonly unit: string };
  readonly remaining?: { readonly value: string };
  readonly period?: { readonly start: string | null; readonly end: string | null } | null;
  readonly state?: string;
  readonly closesAt?: string | null;
  readonly track?: { readonly id: string } | null;
  readonly resource?: { readonly id: string } | null;
  readonly eligibility?: readonly ExportedPart[];
  readonly documents?: readonly ExportedDocument[];
}

interface ExportedPart extends Omit<Part, 'needs_proof' | 'alliance_id' | 'area_id'> {
  readonly needsProof: boolean | null;
  readonly alliance: { readonly id: string } | null;
  readonly area: { readonly id: string } | null;
}

interface ExportedDocument {
  readonly document: { readonly code: string } | null;
  readonly name: string | null;
  readonly note: string | null;
  readonly isRequired: boolean;
}

const asPart = ({ needsProof, alliance, area, ...rest }: ExportedPart): Part => ({
  ...rest,
  needs_proof: needsProof,
  alliance_id: alliance === null ? null : parseId('alliance', alliance.id),
  area_id: area === null ? null : parseId('area', area.id),
});

const asDocument = ({ document, name, note, isRequired }: ExportedDocument): BroughtDocument => ({
  ...{ code: document?.code ?? null, name, note, is_required: isRequired },
});

export interface ExportedCell {
  /** No program takes it for a formula; a number is as it is. */
  readonly text: string;
  readonly isNumber: boolean;
}

/** What stands beside the columns of the sheet; not read again. */
const beside = {
  remaining: { heading: '剩余数量', width: 10 },
  state: { heading: '状态', width: 12 },
  owner: { heading: '所属单位', width: 30 },
  publishedAt: { heading: '发布时间', width: 18 },
  id: { heading: '标识', width: 40 },
} as const;

/** What is said of the states, of either. */
const states: Readonly<Record<string, { readonly is: { readonly zh: string } }>> = {
  ...offerMachine.words,
  ...needMachine.words,
};

const besideOf = (kind: ListingKind): (keyof typeof beside)[] =>
  kind === 'RESOURCE' ? ['owner', 'publishedAt', 'id'] : ['remaining', 'state', 'owner', 'publishedAt', 'id'];

/** What stands beside the columns of the sheet of that kind. */
export const addedTo = (kind: ListingKind): readonly Pick<Column, 'heading' | 'width'>[] =>
  besideOf(kind).map((name) => beside[name]);

const NUMBERS: readonly string[] = ['quantity', 'longitude', 'latitude', 'remaining'];

const time = (at: string | null | undefined): string => (at == null ? '' : timeInSheet(new Date(at)));

/** An alliance by its name, where that can be told from several; by its id otherwise. */
const called = ({ id, name }: { readonly id: string; readonly name: string }): string =>
  /[、;；]/.test(name) ? id : name;

/** The cells of one row. `number`: by which its unit knows it; its id where that gave it none. */
export function exportedRow(kind: ListingKind, one: Exported, number: string | undefined): readonly ExportedCell[] {
  const { location, period, quantity } = one;
  const values: Readonly<Record<string, string>> = {
    number: number ?? one.id,
    kind: one.kind === undefined ? '' : resourceKinds[one.kind],
    name: one.name ?? '',
    category: one.category?.label ?? '',
    title: one.title ?? '',
    description: one.description,
    quantity: quantity?.value ?? '',
    unit: quantity?.unit ?? '',
    startsAt: time(period?.start),
    endsAt: time(period?.end),
    placeName: one.placeName ?? '',
    longitude: location === null ? '' : String(location.longitude),
    latitude: location === null ? '' : String(location.latitude),
    crs: location === null ? '' : 'WGS84',
    visibility: VISIBILITIES[one.visibility],
    audience: one.audience.flatMap(({ alliance }) => (alliance === null ? [] : [called(alliance)])).join('、'),
    closesAt: time(one.closesAt),
    track: one.track?.id ?? '',
    resource: one.resource?.id ?? '',
    eligibility: conditionText(conditionOf((one.eligibility ?? []).map(asPart))),
    documents: documentsText((one.documents ?? []).map(asDocument)),
    remaining: one.remaining?.value ?? '',
    state: states[one.state ?? '']?.is.zh ?? one.state ?? '',
    owner: one.unit?.name ?? '',
    publishedAt: time(one.publishedAt),
    id: one.id,
  };
  return [...Object.keys(listingColumns[kind]), ...besideOf(kind)].map((name) => {
    const text = values[name] ?? '';
    const isNumber = NUMBERS.includes(name) && text !== '';
    return { text: isNumber ? text : harmless(text), isNumber };
  });
}

/** A line of CSV, RFC 4180. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')}\r\n`;
