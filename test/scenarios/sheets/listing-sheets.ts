/** Steps of the scenarios about resources, offers and needs from sheets and into them. */
import type { LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import { clientConfig } from '../../../src/data/database.ts';
import { ImportRunner } from '../../../src/data/imports/runner.ts';
import { writeSheets } from '../../../src/data/sheets/sheets.ts';
import { listingImports } from '../../../src/modules/exchange/index.ts';
import {
  ImportListingsDocument,
  ListingImportSeenDocument,
  type ListingImportNowFragment,
  type ListingImportSeenQuery,
  type ListingKind,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { there } from '../story.ts';
import { sent } from '../units/sheets.ts';

export const OFFER_HEADINGS = [
  ...['自编号', '类别', '标题', '说明', '数量', '计量单位', '开始时间', '结束时间'],
  ...['地点', '经度', '纬度', '坐标系', '可见范围', '面向联盟', '截止时间', '赛道', '资源'],
  ...['适用条件', '办事材料'],
];
export const RESOURCE_HEADINGS = [
  ...['自编号', '资源类型', '名称', '说明', '地点', '经度', '纬度', '坐标系', '可见范围', '面向联盟'],
];

/** Cells that are said, under the headings of offers and needs; what is not said is good. */
export interface Said {
  readonly 自编号?: string;
  readonly 类别?: string;
  readonly 标题?: string;
  readonly 说明?: string;
  readonly 数量?: string;
  readonly 计量单位?: string;
  readonly 开始时间?: string;
  readonly 结束时间?: string;
  readonly 地点?: string;
  readonly 经度?: string;
  readonly 纬度?: string;
  readonly 坐标系?: string;
  readonly 可见范围?: string;
  readonly 面向联盟?: string;
  readonly 截止时间?: string;
  readonly 赛道?: string;
  readonly 资源?: string;
  readonly 适用条件?: string;
  readonly 办事材料?: string;
}

const usual: Said = { 类别: 'space.hall', 标题: '大厅', 说明: '说明', 数量: '10', 计量单位: '场', 可见范围: '公开' };

/** A row of offers or of needs. */
export function row(said: Said): string[] {
  const cells: Said = { 自编号: 'A-1', ...usual, ...said };
  return OFFER_HEADINGS.map((heading) => cells[heading as keyof Said] ?? '');
}

/** A sheet as offices make it. */
export const sheetOf = (
  rows: readonly (readonly string[])[],
  headings: readonly string[] = OFFER_HEADINGS,
): Promise<Uint8Array> =>
  writeSheets([
    {
      name: '名单',
      ...{ widths: [], choices: {} },
      rows: [headings, ...rows].map((cells) => cells.map((text) => ({ text }))),
    },
  ]);

type Log = ConstructorParameters<typeof ImportRunner>[4];
const silent: Log = { warn: () => undefined };

export const runnerOf = ({ exchange: { work, files }, clock }: World, log = silent): ImportRunner =>
  new ImportRunner(listingImports, work, files, clock, log);

/** Takes up what waits, as a serving process does, until there is nothing to do; or until it is stopped. */
export async function runListingImports(world: World, isOver?: () => boolean, log = silent): Promise<void> {
  const client = new pg.Client(clientConfig(world.database, 'writer'));
  await client.connect();
  try {
    await runnerOf(world, log).run(client, isOver);
  } finally {
    await client.end();
  }
}

/** Asks for the import of a sheet; it waits to be taken up. */
export async function askedFor(
  world: World,
  actor: Actor,
  kind: ListingKind,
  sheet: Uint8Array | string,
  dryRun = true,
): Promise<ListingImportNowFragment> {
  const name = typeof sheet === 'string' ? '表.csv' : '表.xlsx';
  const { id: fileId } = await sent(world, actor, name, sheet);
  return there((await actor.do(ImportListingsDocument, { kind, fileId, dryRun })).listingImport);
}

type Seen = NonNullable<ListingImportSeenQuery['listingImport']>;

export const seen = async (actor: Actor, id: string, first = 100): Promise<Seen> =>
  there((await actor.ask(ListingImportSeenDocument, { id, first })).listingImport);

/** Sends the sheet, imports it, and says what came of it. */
export async function imported(
  world: World,
  actor: Actor,
  kind: ListingKind,
  sheet: Uint8Array | string,
  dryRun = true,
): Promise<Seen> {
  const job = await askedFor(world, actor, kind, sheet, dryRun);
  await runListingImports(world);
  return seen(actor, job.id);
}

/** What it takes to confirm a checked import, or to cancel one. */
interface Changing {
  readonly importId: string;
  readonly expectedVersion: number;
}

export const changing = ({ id, version }: { readonly id: string; readonly version: number }): Changing => ({
  importId: id,
  expectedVersion: version,
});

/** `GET /files/exports/…`, as the actor. */
export const exported = (
  world: World,
  actor: Actor,
  name: string,
  query: Readonly<Record<string, string>> = {},
): Promise<LightMyRequestResponse> =>
  world.inject({ method: 'GET', url: `/files/exports/${name}`, query, headers: actor.headers });
