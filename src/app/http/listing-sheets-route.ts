/** `/files/templates` and `/files/exports`: resources, offers and needs as sheets, for who acts for a unit. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../domain/access/viewer.ts';
import { RefusalError, type Bilingual } from '../../domain/errors.ts';
import type { ListingKind } from '../../domain/exchange/listing-import.ts';
import { needMachine, offerMachine } from '../../domain/exchange/listing.ts';
import { sheets } from '../../domain/exchange/listing-sheet.ts';
import { mediaTypes } from '../../domain/file.ts';
import { MOST_ROWS } from '../../domain/sheet.ts';
import type { ListingSheetService } from '../../modules/exchange/index.ts';
import type { Clock } from '../../platform/clock.ts';
import { AuthenticationError } from '../../platform/identity/identity.ts';
import type { Ask } from '../ask.ts';
import { csvOf, listed, xlsxOf, type Confirm, type ListFilter } from '../exports.ts';
import { nothingHere, refuse, type Refusal } from './refusals.ts';
import { asDownload, parameter, refused } from './file-replies.ts';

export interface ListingSheetParts {
  readonly service: ListingSheetService;
  /** The graph, asked by that viewer: with the rights that they have by the time of each question. */
  readonly askAs: (viewer: Viewer) => Ask;
  readonly clock: Clock;
}

type Handled = (viewer: Viewer, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

const kinds = Object.entries(sheets).map(([kind, { path, zh }]) => ({ kind: kind as ListingKind, path, zh }));

/** `offers.csv`: what, and as what. */
function namedBy({ params }: FastifyRequest) {
  const [path, format, ...more] = (params as { name: string }).name.split('.');
  const found = kinds.find((one) => one.path === path);
  if (found === undefined || more.length > 0) return null;
  return format === 'csv' || format === 'xlsx' ? { ...found, format } : null;
}

const signedIn = (viewer: Viewer): void => {
  if (viewer.subject.kind === 'ANONYMOUS') throw new AuthenticationError('a sheet of a unit needs a token');
};

export const giveListingTemplate =
  ({ service }: ListingSheetParts): Handled =>
  async (viewer, request, reply) => {
    signedIn(viewer);
    const named = namedBy(request);
    if (named?.format !== 'xlsx') return refuse(request, reply, nothingHere);
    try {
      const bytes = await service.template(viewer, named.kind);
      const name = `${named.zh}导入模板.xlsx`;
      return await given(reply, name, mediaTypes.xlsx).send(Buffer.from(bytes));
    } catch (error) {
      return refused(error, viewer, request, reply);
    }
  };

export const giveExport =
  ({ service, askAs, clock }: ListingSheetParts): Handled =>
  async (viewer, request, reply) => {
    signedIn(viewer);
    const named = namedBy(request);
    if (named === null) return refuse(request, reply, nothingHere);
    try {
      const { kind, format, zh } = named;
      const { of, filter } = wanted(request, kind);
      const asked = { kind, of, format: format === 'csv' ? 'CSV' : 'XLSX' } as const;
      const begun = await service.begin(viewer, asked);
      const confirm: Confirm = () => service.confirm({ ...begun.viewer, now: clock.now() }, asked);
      const { count, pages } = await listed(askAs(begun.viewer), confirm, kind, { ...filter, ...begun.filter });
      if (count > MOST_ROWS) return await refuse(request, reply, tooMany(count));
      const sheet = { kind, form: begun.form, numbers: begun.numbers, pages };
      const name = `${zh}.${format}`;
      if (format === 'xlsx') {
        // Before it is said what is sent: a refusal is none.
        const bytes = await xlsxOf(sheet);
        return await given(reply, name, mediaTypes.xlsx).send(Buffer.from(bytes));
      }
      return await given(reply, name, `${mediaTypes.csv}; charset=utf-8`).send(Readable.from(csvOf(sheet)));
    } catch (error) {
      return refused(error, viewer, request, reply);
    }
  };

const given = (reply: FastifyReply, name: string, mediaType: string): FastifyReply =>
  asDownload(reply, { name, mediaType }).header('cache-control', 'private, no-store');

const STATES = [...new Set([offerMachine, needMachine].flatMap(({ transitions }) => Object.keys(transitions)))];

interface Wanted {
  readonly of: 'UNIT' | 'ALLIANCE';
  readonly filter: ListFilter;
}

/** What is published unless said. Throws `INVALID_INPUT` that tells all that is wrong with it. */
function wanted({ query }: FastifyRequest, kind: ListingKind): Wanted {
  const asked = query as Readonly<Record<string, unknown>>;
  const [of, category, state] = [
    parameter(asked['of'], 'UNIT'),
    parameter(asked['category'], ''),
    parameter(asked['state'], 'PUBLISHED').split(','),
  ];
  const issues: { path: string[]; message: Bilingual }[] = [];
  if (of !== 'UNIT' && of !== 'ALLIANCE') issues.push({ path: ['of'], message: wrongOf });
  if (state.some((one) => !STATES.includes(one))) issues.push({ path: ['state'], message: wrongState });
  if (issues.length > 0) throw RefusalError.of('INVALID_INPUT', { issues });
  const whose = of === 'ALLIANCE' ? 'ALLIANCE' : 'UNIT';
  const within = category === '' ? {} : { category };
  return { of: whose, filter: kind === 'RESOURCE' ? within : { ...within, state } };
}

const wrongOf = {
  zh: 'of 须为 UNIT（本单位的）或 ALLIANCE（面向所选联盟的，限其协调员）。',
  en: '"of" must be UNIT (what is your unit’s) or ALLIANCE (what is shown to the alliance of the hat, for its coordinators).',
};

const wrongState = {
  zh: `state 须为 ${STATES.join('、')} 中的一个或几个，以逗号分隔。`,
  en: `"state" must be one or more of ${STATES.join(', ')}, with commas between.`,
};

const tooMany = (count: number): Refusal => ({
  status: 413,
  code: 'PAYLOAD_TOO_LARGE',
  text: {
    zh: `共 ${count} 行，超过 ${MOST_ROWS} 行；请以 category 参数按类别分次导出。`,
    en: `There are ${count} rows, more than ${MOST_ROWS}: export them by category, with the parameter "category".`,
  },
});
