/** Steps of the scenarios about files and sheets: they are sent, taken, filled in, and imported. */
import type { LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import { clientConfig } from '../../../src/data/database.ts';
import { readRows, writeSheets } from '../../../src/data/sheets/sheets.ts';
import { ImportRunner } from '../../../src/data/imports/runner.ts';
import { unitImports } from '../../../src/modules/directory/index.ts';
import {
  ImportSeenDocument,
  ImportUnitsDocument,
  UnitsByNumberDocument,
  type ConfirmUnitImportInput,
  type ImportDuplicates,
  type ImportNowFragment,
  type ImportSeenQuery,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { UNIT_FILES, type World } from '../../support/world.ts';
import { there } from '../story.ts';

interface Sent {
  readonly status: number;
  readonly id: string;
  readonly body: string;
}

/** `POST /files`, as the actor. */
export async function sent(
  world: World,
  actor: Actor,
  name: string,
  payload: Uint8Array | string,
  { query = {}, headers = {} }: { query?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<Sent> {
  const response = await world.inject({
    ...{ method: 'POST', url: '/files', query: { name, ...query }, payload: Buffer.from(payload) },
    headers: { ...actor.headers, 'content-type': 'application/octet-stream', ...headers },
  });
  const { file } = response.json<{ file?: { id: string } }>();
  return { status: response.statusCode, id: file?.id ?? '', body: response.body };
}

const LARGE = 20 * 1024 * 1024;

/** The unit of the actor keeps, for ten days, all that it may but for these bytes; how many those are. */
export async function filled(world: World, actor: Actor): Promise<number> {
  const count = Math.floor(UNIT_FILES / LARGE);
  await world.sql(
    `insert into data.file (id, owner_unit_id, name, media_type, size, sha256, created_at, expires_at)
     select gen_random_uuid(), $1, '旧', 'text/csv', $2, repeat('0', 64), $3, $3::timestamptz + interval '10 days'
     from generate_series(1, $4::integer)`,
    [actor.unit, LARGE, world.clock.now(), count],
  );
  return UNIT_FILES - count * LARGE;
}

/** `GET /files/:id`, as the actor. */
export const taken = (world: World, actor: Actor, id: string): Promise<LightMyRequestResponse> =>
  world.inject({ method: 'GET', url: `/files/${id}`, headers: actor.headers });

export const HEADINGS = ['单位名称', '简称', '单位类型', '统一社会信用代码', '党组织代码', '曾用名'];

/** A sheet as offices make it. */
export const sheetOf = (rows: readonly (readonly string[])[], headings = HEADINGS): Promise<Uint8Array> =>
  writeSheets([
    {
      name: '名单',
      ...{ widths: [], choices: {} },
      rows: [headings, ...rows].map((row) => row.map((text) => ({ text }))),
    },
  ]);

export async function rowsIn(bytes: Uint8Array, mediaType: string): Promise<unknown[][]> {
  const all: unknown[][] = [];
  for await (const { rows } of readRows(bytes, mediaType)) all.push(...rows.map(({ cells }) => [...cells]));
  return all;
}

/** Takes up what waits, as a serving process does, until there is nothing to do. */
export async function runImports(world: World, log = silent): Promise<void> {
  const client = new pg.Client(clientConfig(world.database, 'writer'));
  await client.connect();
  try {
    await runnerOf(world, log).run(client);
  } finally {
    await client.end();
  }
}

type Log = ConstructorParameters<typeof ImportRunner>[4];
const silent: Log = { warn: () => undefined };

export const runnerOf = ({ exchange: { work, files }, clock }: World, log = silent): ImportRunner =>
  new ImportRunner(unitImports, work, files, clock, log);

/** Asks for the import of a sheet; it waits to be taken up. */
export async function asked(actor: Actor, fileId: string, dryRun = true): Promise<ImportNowFragment> {
  return there((await actor.do(ImportUnitsDocument, { fileId, dryRun })).importJob);
}

type Seen = NonNullable<ImportSeenQuery['importJob']>;

export const seen = async (actor: Actor, id: string, first = 100): Promise<Seen> =>
  there((await actor.ask(ImportSeenDocument, { id, first })).importJob);

/** Sends the sheet, imports it, and says what came of it. */
export async function imported(world: World, actor: Actor, sheet: Uint8Array | string, dryRun = true): Promise<Seen> {
  const name = typeof sheet === 'string' ? '名单.csv' : '名单.xlsx';
  const { id } = await sent(world, actor, name, sheet);
  const job = await asked(actor, id, dryRun);
  await runImports(world);
  return seen(actor, job.id);
}

/** What it takes to confirm a checked import. */
export const confirming = (
  { id, version }: { readonly id: string; readonly version: number },
  duplicates: ImportDuplicates,
): Omit<ConfirmUnitImportInput, 'idempotencyKey'> => ({ importId: id, expectedVersion: version, duplicates });

export const unitsIn = async (world: World): Promise<number> =>
  (await world.sql<{ n: number }>('select count(*)::integer as n from directory.unit'))[0]?.n ?? 0;

export const foundBy = async (who: Actor, value: string): Promise<readonly string[]> =>
  there((await who.ask(UnitsByNumberDocument, { identifier: { value } })).units).nodes.map(({ id }) => id);
