/**
 * Rows of a sheet are published, by the rules of the acts that publish one thing (docs/decisions/0078). The same when it is
 * checked, in an act that is taken back, and when it is written.
 */
import type { Act } from '../../../data/act.ts';
import type { Issue } from '../../../data/imports/issues.ts';
import { RefusalError, type RefusalCode } from '../../../domain/errors.ts';
import { conditionText } from '../../../domain/exchange/condition-text.ts';
import { readDocuments } from '../../../domain/exchange/documents.ts';
import { documentsText } from '../../../domain/exchange/documents-text.ts';
import { readCondition } from '../../../domain/exchange/eligibility-input.ts';
import {
  differentMessage,
  heldMessage,
  judge,
  type ListingKind,
  type Standing,
} from '../../../domain/exchange/listing-import.ts';
import { listingColumns, sheets } from '../../../domain/exchange/listing-sheet.ts';
import { valuesOf, type ReadListing } from '../../../domain/exchange/listing-row.ts';
import { foundIn } from '../../../domain/exchange/review.ts';
import { globalId, parseId } from '../../../domain/ids.ts';
import { messageOf } from '../../../graphql/errors/messages.ts';
import { toWgs84 } from '../listings/listing/place.ts';
import { publishListing } from '../listings/drafts/publish.service.ts';
import { publishResource } from '../resources/resources/resource.service.ts';
import { resourcesNamed, standingOf } from './standing.service.ts';

export interface RowToPublish {
  readonly no: number;
  readonly listing: ReadListing;
}

/** What came of a row. */
export interface Outcome {
  readonly no: number;
  readonly state: 'WRITTEN' | 'UNCHANGED' | 'DIFFERENT' | 'FAILED';
  readonly listingId: string | null;
  readonly issues: readonly Issue[];
}

/** Throws `FORBIDDEN` unless the actor may publish such things for the unit. */
export function mayImport(act: Act, kind: ListingKind): void {
  const own = { ownerUnitId: act.unit };
  if (kind === 'RESOURCE') act.assertCan('resource:publish', own);
  else act.assertCan(kind === 'OFFER' ? 'offer:publish' : 'need:publish', own);
}

/** Publishes what is not there yet. What is refused is told of its row, and is no obstacle to the others. */
export async function publishRows(act: Act, kind: ListingKind, rows: readonly RowToPublish[]): Promise<Outcome[]> {
  const standing = await standingOf(act, kind, rows);
  const named = rows.flatMap(({ listing }) => listing.resource ?? []);
  const resources = await resourcesNamed(act, named);
  const outcomes: Outcome[] = [];
  for (const row of rows) outcomes.push(await publishRow(act, kind, row, { found: standing.get(row.no), resources }));
  return outcomes;
}

interface There {
  /** What stands under the number of the row. */
  readonly found: Standing | undefined;
  /** By what stands in cells, the resources that are meant. */
  readonly resources: ReadonlyMap<string, string>;
}

async function publishRow(
  act: Act,
  kind: ListingKind,
  { no, listing: { resource, ...rest } }: RowToPublish,
  { found, resources }: There,
): Promise<Outcome> {
  const resourceId = resource == null ? resource : resources.get(resource);
  if (resource != null && resourceId === undefined) return unknownResource(no);
  const listing = { ...rest, ...(resourceId !== undefined && { resource: resourceId }) };
  try {
    const verdict = judge(found === undefined ? {} : await valuesIn(act, kind, listing), found);
    if (verdict.kind === 'UNCHANGED') return { no, state: 'UNCHANGED', listingId: verdict.id, issues: [] };
    if (verdict.kind === 'DIFFERENT') return different(no, kind, verdict.id, verdict.columns);
    const { id } = await publish(act, kind, listing);
    return { no, state: 'WRITTEN', listingId: id, issues: held(no, kind, listing) };
  } catch (error) {
    if (!(error instanceof RefusalError) || isOfRights(error as RefusalError)) throw error;
    return { no, state: 'FAILED', listingId: null, issues: issuesOf(no, kind, error as RefusalError) };
  }
}

const RIGHTS: readonly RefusalCode[] = ['FORBIDDEN', 'NOT_FOUND'];

/** What a condition names and is not there is the row's own fault. */
const isOfRights = (refusal: RefusalError): boolean =>
  RIGHTS.includes(refusal.code) && !(refusal.is('NOT_FOUND') && NAMED.includes(refusal.details.kind));

const NAMED: readonly string[] = ['area', 'alliance'];

/** What the row says, as it would stand. */
async function valuesIn(act: Act, kind: ListingKind, listing: ReadListing): Promise<Standing['values']> {
  const { audience, location, visibility } = listing;
  const { longitude, latitude } = toWgs84(location);
  const point = longitude === null || latitude === null ? null : { longitude, latitude };
  const named = audience.map((id) => parseId('alliance', id));
  const alliances = visibility === 'ALLIANCE' && named.length === 0 ? [await act.alliance()] : named;
  const { eligibility, documents, ...rest } = listing;
  return valuesOf(kind, { ...rest, point, alliances, ...asWritten(eligibility, documents) });
}

/** For whom it is and what to bring, as it would stand in a cell; nothing of what the sheet has no column of. */
const asWritten = (eligibility: ReadListing['eligibility'], documents: ReadListing['documents']) => ({
  ...(eligibility !== undefined && {
    eligibility: conditionText(eligibility === null ? null : readCondition(eligibility, ['input', 'eligibility'])),
  }),
  ...(documents !== undefined && { documents: documentsText(readDocuments(documents)) }),
});

async function publish(act: Act, kind: ListingKind, listing: ReadListing): Promise<{ readonly id: string }> {
  const { title, description, placeName, location, visibility, audience } = listing;
  const shared = { description, placeName, location, visibility, audience };
  if (kind === 'RESOURCE') return publishResource(act, { ...shared, kind: resourceKind(listing), name: title });
  const { category = '', quantity = { value: '', unit: '' }, period } = listing;
  const span = period == null ? null : { start: new Date(period.start), end: new Date(period.end) };
  const { closesAt, trackId = null, resource, eligibility = null, documents = [] } = listing;
  const input = {
    ...{ ...shared, title, category, quantity, period: span, trackId },
    closesAt: closesAt == null ? null : new Date(closesAt),
    resourceId: resource == null ? null : globalId('resource', resource),
    ...(kind === 'OFFER' && { eligibility, documents }),
  };
  return publishListing(act, kind === 'OFFER' ? 'offer' : 'need', input);
}

const resourceKind = ({ kind = '' }: ReadListing): Parameters<typeof publishResource>[1]['kind'] =>
  kind as Parameters<typeof publishResource>[1]['kind'];

function unknownResource(no: number): Outcome {
  const column = listingColumns.OFFER['resource']?.heading ?? null;
  const issue = { row: no, column, value: null, code: 'UNKNOWN_RESOURCE', message: noSuchResource };
  return { no, state: 'FAILED', listingId: null, issues: [issue] };
}

const noSuchResource = {
  zh: '本单位没有这项资源：请填写已发布资源的自编号，或其标识（resource_…）；资源尚未发布的，请先导入资源。',
  en: 'Your unit has no such resource: write the number that it gave one, or its id (resource_…). Import resources first.',
};

function different(no: number, kind: ListingKind, id: string, columns: readonly string[]): Outcome {
  const spelled = globalId(idKinds[kind], id);
  const message = differentMessage(kind, spelled, columns);
  const issue = { row: no, column: null, value: null, code: 'DIFFERENT', message, subjectId: id };
  return { no, state: 'DIFFERENT', listingId: id, issues: [issue] };
}

export const idKinds = { RESOURCE: 'resource', OFFER: 'offer', NEED: 'need' } as const;

/** What people are told of an offer or a need that will wait to be read: it is handed in all the same. */
function held(no: number, kind: ListingKind, listing: ReadListing): Issue[] {
  if (kind === 'RESOURCE') return [];
  const found = foundIn(listing, listing.visibility).map(({ excerpt }) => excerpt);
  if (found.length === 0) return [];
  return [{ row: no, column: null, value: null, code: 'HELD_UP', message: heldMessage([...new Set(found)]) }];
}

const AUDIENCE: readonly RefusalCode[] = ['NOT_A_MEMBER', 'HAT_REQUIRED'];

const whichAlliance = {
  zh: '本单位在多个联盟中：请填写面向的联盟，或以其中一个联盟的身份（X-Acting-Alliance）重新导入。',
  en: 'Your unit is in several alliances: name those it is shown to, or import the sheet under the hat of one (X-Acting-Alliance).',
};

/** A refusal, told of the columns that it is about, by what people call them. */
function issuesOf(row: number, kind: ListingKind, refusal: RefusalError): Issue[] {
  const columns = listingColumns[kind];
  const { code, details } = refusal;
  if (!refusal.is('INVALID_INPUT')) {
    const about = AUDIENCE.includes(code) ? 'audience' : code === 'NOT_FOUND' ? 'eligibility' : '';
    const column = columns[about]?.heading ?? null;
    const told = messageOf(code, details);
    const message = code === 'HAT_REQUIRED' ? whichAlliance : told;
    return [{ row, column, value: null, code: 'REFUSED', message }];
  }
  return refusal.details.issues.map(({ path, message: { zh, en } }) => {
    const name = path.at(-1) ?? '';
    const column = columns[TIMES[name] ?? path[1] ?? '']?.heading ?? null;
    const [spelled, said] = [path.join('.'), column ?? sheets[kind].zh];
    const message = { zh: zh.replaceAll(spelled, `“${said}”`), en: en.replaceAll(spelled, `"${said}"`) };
    return { row, column, value: null, code: 'REFUSED', message };
  });
}

/** What is called otherwise in the sheet. */
const TIMES: Readonly<Record<string, string>> = {
  ...{ start: 'startsAt', end: 'endsAt' },
  ...{ trackId: 'track', resourceId: 'resource' },
};
