/** What a row of offers or needs says beside: until when it is open, under which track, from which resource it is served, and for whom. */
import type { Bilingual } from '../errors.ts';
import type { Header, ReadCells } from '../sheet-columns.ts';
import { conditionIn, noCondition, type Codes } from './condition-text.ts';
import type { DocumentGiven } from './documents.ts';
import { documentsIn } from './documents-text.ts';
import type { ConditionGiven } from './eligibility-input.ts';
import type { ListingColumn } from './listing-sheet.ts';
import { timeInSheet, timeOf } from './sheet-time.ts';

/** What the sheet has no column of is left out: it says nothing of it, not even that there is none. */
export interface Links {
  /** An instant, RFC 3339. */
  readonly closesAt?: string | null;
  /** A global id. */
  readonly trackId?: string | null;
  /** As it is written: the number that the unit gave the resource, or its global id. */
  readonly resource?: string | null;
  readonly eligibility?: ConditionGiven | null;
  readonly documents?: readonly DocumentGiven[];
}

export function linksOf({ text, blame }: ReadCells<ListingColumn>, header: Header<string>, codes: Codes): Links {
  const written = (name: ListingColumn): string | null => (text(name) === '' ? null : text(name));
  const [closes, trackId] = [written('closesAt'), written('track')];
  const closesAt = closes === null ? null : timeOf(closes, true);
  if (closes !== null && closesAt === null) blame('closesAt', 'WRONG_TIME', noTime);
  const isTrack = trackId === null || /^track_[0-9a-f]{32}$/.test(trackId);
  if (!isTrack) blame('track', 'UNKNOWN_TRACK', noTrack);
  const [forWhom, toBring] = [written('eligibility'), written('documents')];
  const eligibility = forWhom === null ? null : conditionIn(forWhom, codes);
  if (forWhom !== null && eligibility === null) blame('eligibility', 'WRONG_CONDITION', noCondition);
  return {
    ...(header.has('eligibility') && { eligibility }),
    ...(header.has('documents') && { documents: documentsIn(toBring ?? '', codes) }),
    ...(header.has('closesAt') && { closesAt: closesAt?.toISOString() ?? null }),
    ...(header.has('track') && { trackId: isTrack ? trackId : null }),
    ...(header.has('resource') && { resource: written('resource') }),
  };
}

/** As they are held against what stands; `resource` by its UUID, `trackId` by its global id. */
export const linkValues = ({
  closesAt,
  trackId,
  resource,
}: Pick<Links, 'closesAt' | 'trackId' | 'resource'>): Readonly<Record<string, string | undefined>> => ({
  closesAt: closesAt === undefined ? undefined : closesAt === null ? '' : timeInSheet(new Date(closesAt)),
  track: trackId === undefined ? undefined : (trackId ?? ''),
  resource: resource === undefined ? undefined : (resource ?? ''),
});

const noTime: Bilingual = {
  zh: '不是日期或时间；请写作 2026-12-01 或 2026-12-01 09:00（2000 至 2100 年，北京时间）。',
  en: 'This is no day or time: write 2026-12-01 or 2026-12-01 09:00, of the years 2000 to 2100, in China’s time.',
};

const noTrack: Bilingual = {
  zh: '须为赛道标识（track_ 加 32 位字符）；请从 tracks 中选择在用的。',
  en: 'This must be the id of a track (track_ and 32 characters): choose one in use (tracks).',
};
