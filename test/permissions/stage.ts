/** A world with everything in it, everybody who looks at it, and the truth about it. */
import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { buildSchema, type GraphQLSchema } from 'graphql';
import pg from 'pg';
import { buildGraph, buildRegistry, SCHEMA_FOLDER } from '../../src/app/graph.ts';
import { modules } from '../../src/app/modules.ts';
import { clientConfig } from '../../src/data/database.ts';
import { CloseStack } from '../../src/platform/close-stack.ts';
import type { Send } from '../../src/read/reader.ts';
import type { Registry } from '../../src/read/registry.ts';
import { isQuick } from '../support/scale.ts';
import type { Answer, Headers, World } from '../support/world.ts';
import type { Done } from './acts.ts';
import { filledWorld } from './filled.ts';
import { NOBODYS } from './kinds.ts';
import { Oracle, type Difference } from './oracle.ts';
import { goneOf } from './gone.ts';
import { found } from './kept.ts';
import { rowsOf } from './rows.ts';
import { Scan } from './scan.ts';
import type { Shape } from './shape.ts';
import { fieldClasses, isHolder } from './table.ts';
import { withoutHouse, withoutPorch } from './walls.ts';
import { amongOthers, chunks, typesWithId, type Root, type Way } from './ways.ts';
import type { Looker } from './world/lookers.ts';

type Told = Readonly<Record<string, unknown>>;
export type Ask = (body: { query: string; variables: object }, headers: Headers) => Promise<Answer<Told>>;

export const schema: GraphQLSchema = buildSchema(readFileSync(`${SCHEMA_FOLDER}api.graphql`, 'utf8'), {
  assumeValidSDL: true,
});
export const registry: Registry = buildRegistry();

export interface Stage extends AsyncDisposable {
  readonly world: World;
  /** The acts that filled it. */
  readonly done: readonly Done[];
  readonly lookers: readonly Looker[];
  readonly oracle: Oracle;
  readonly scan: Scan;
  /** As everybody asks. */
  readonly ask: Ask;
  /** What a graph without walls answers: of one world, so that it is asked the same only once. */
  readonly truth: Ask;
}

export async function createStage(): Promise<Stage> {
  await using stack = new CloseStack();
  const { world, done, lookers } = await filledWorld();
  stack.use(world);
  const oracle = new Oracle(await rowsOf(world), await goneOf(world));
  const scan = new Scan(oracle);
  const truth = onceEach(await truthOf(world));
  for (const type of typesWithId(schema, registry)) {
    for (const way of amongOthers(schema, type, oracle.rows.values())) {
      const { data, errors } = await truth(way, {});
      if (errors !== undefined) throw new Error(JSON.stringify(errors));
      for (const [i, one] of (data?.['nodes'] as Told[]).entries()) {
        learn(scan, oracle, way.roots[0]?.shape, (way.variables['ids'] as string[])[i] ?? '', one);
      }
    }
  }
  const ask: Ask = async (body, headers) => (await world.post(body, headers)).json<Answer<Told>>();
  const kept = stack.move();
  return {
    ...{ world, done, lookers, oracle, scan, ask, truth },
    [Symbol.asyncDispose]: () => kept[Symbol.asyncDispose](),
  };
}

/** A graph without walls, whose statements are sent by the owner: nothing is hidden from it. */
async function truthOf(world: World): Promise<Ask> {
  const { options = '', ...config } = clientConfig(world.database, 'owner');
  // One session, which plans each statement once; and another before it holds too many plans.
  const planned = `${options} -c plan_cache_mode=force_generic_plan`;
  const owner = new pg.Pool({ ...config, options: planned, max: 1, maxUses: 200 });
  world.defer(() => owner.end());
  const send: Send = async ({ name, text, values }) => {
    const asked = { name, text, values: [...values], rowMode: 'array' as const };
    const { rows } = await owner.query<[string | null, string | null]>(asked);
    const [row] = rows;
    if (row === undefined) throw new Error('a reading statement gave no row');
    return row;
  };
  const graph = buildGraph(world.exchange.work, send, withoutPorch(withoutHouse(modules)), world.exchange.limits);
  const door = await world.door(graph);
  return async ({ query, variables }, headers) =>
    (await door({ query, variables }, { 'accept-language': 'en', ...headers })).json<Answer<Told>>();
}

/** The same world answers the same: what was asked before is not asked again. */
function onceEach(ask: Ask): Ask {
  const answers = new Map<string, ReturnType<Ask>>();
  return (body, headers) =>
    found(answers, JSON.stringify([body.query, body.variables, headers]), () => ask(body, headers));
}

function learn(scan: Scan, oracle: Oracle, shape: Shape | undefined, key: string, one: Told): void {
  const row = oracle.row(key);
  for (const { field, kind, of } of shape?.parts ?? []) {
    if (kind === 'leaf') scan.learn(row, `${row.type}.${field}`, one[field]);
    if (kind !== 'value') continue;
    for (const inner of of.parts) {
      const path = isHolder(of.type) ? `${row.type}.${field}` : `${of.type}.${inner.field}`;
      const values = [one[field]].flat() as (Told | null)[];
      for (const value of values) scan.learn(row, path, value?.[inner.field]);
    }
  }
}

/** The answer to a way; a list is asked for page by page, to its end. */
export async function whole(
  ask: Ask,
  { query, variables, roots }: Omit<Way, 'name'>,
  headers: Headers,
): Promise<Answer<Told>> {
  const first = await ask({ query, variables }, headers);
  const [root] = roots;
  if (root?.kind !== 'connection') return first;
  let list = first.data?.[root.key] as Page | null | undefined;
  while (list?.pageInfo.hasNextPage === true) {
    const after = list.pageInfo.endCursor;
    const next: Answer<Told> = await ask({ query, variables: { ...variables, after } }, headers);
    const page = next.data?.[root.key] as Page | null | undefined;
    if (page == null) return next;
    list = { ...page, nodes: [...list.nodes, ...page.nodes], edges: [...list.edges, ...page.edges] };
  }
  return list == null ? first : { ...first, data: { ...first.data, [root.key]: list } };
}

interface Page {
  readonly nodes: readonly Told[];
  readonly edges: readonly Told[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Does it for each of them, a few at a time: who comes too late in a crowd is told to come again. */
export async function inTurns<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (const few of chunks(all, 4)) await Promise.all(few.map(work));
}

/** All of them; in the quick run every so many, others each turn. */
export const some = <T>(all: readonly T[], turn: number, every: number): readonly T[] =>
  all.filter((_, i) => !isQuick || (i + turn) % every === 0);

/** What is wrong with the answers that they get. */
export async function judgeAll(
  stage: Stage,
  way: Way,
  truth: Answer<Told>,
  ask: Ask,
  lookers: readonly Looker[] = stage.lookers,
): Promise<string[]> {
  const wrong: string[] = [];
  await inTurns(lookers, async (looker) => {
    wrong.push(...judge(stage, looker, way, truth, await whole(ask, way, looker.headers)));
  });
  return wrong;
}

/** Fails with the first few of what is wrong: what there is more is mostly the same. */
export function expectNothing(wrong: readonly string[]): void {
  const MOST = 8;
  const rest = wrong.length > MOST ? [`and ${wrong.length - MOST} more`] : [];
  expect([...wrong.slice(0, MOST), ...rest]).toEqual([]);
}

/** What is wrong with the answer to a way, in words; nothing if it is as the table says. */
export function judge(
  { oracle, scan }: Stage,
  looker: Looker,
  way: Way,
  truth: Answer<Told>,
  answer: Answer<Told>,
): string[] {
  const where = `${looker.name} asks for ${way.name}`;
  if (truth.errors !== undefined) throw new Error(JSON.stringify(truth.errors));
  const leaks = scan.leaks(looker, JSON.stringify(answer), JSON.stringify(way.variables));
  const wrong = way.roots.flatMap((root) => judgeRoot(oracle, looker, root, truth, answer));
  return [
    ...leaks.map((leak) => `${where}, and finds ${leak}`),
    ...wrong.map((one) => `${where}: ${JSON.stringify(one)}`),
  ];
}

function judgeRoot(
  oracle: Oracle,
  looker: Looker,
  { key, field, kind, shape }: Root,
  truth: Answer<Told>,
  answer: Answer<Told>,
): (Difference | object)[] {
  const name = fieldClasses.get(field) ?? 'asked by anyone';
  const asker = { ...NOBODYS, type: 'Query', key: name, class: name, needs: null };
  const cell = oracle.cell(looker, asker);
  oracle.stand(looker, asker, name);
  const [real, given] = [truth.data?.[key], answer.data?.[key]];
  const mine = (answer.errors ?? []).filter(({ path }) => path?.[0] === key);
  oracle.errors = mine.map(({ extensions }) => extensions.code);
  if (oracle.errors.includes('SCOPE_REQUIRED') && looker.standing.subject !== 'APP') {
    return [{ field, expected: 'no scope is asked of a person', answered: oracle.errors }];
  }
  const code = mine.find(({ path, extensions }) => path?.length === 1 && extensions.code !== 'SCOPE_REQUIRED')
    ?.extensions.code;
  const isHatMissed = code === 'HAT_REQUIRED' && !looker.standing.hatFits;
  if (isHatMissed) {
    const rows = kind === 'connection' ? (real as Told)['nodes'] : real;
    for (const one of [rows].flat()) oracle.standIn(looker, shape, one, null);
  }
  if (code !== undefined) {
    const isTold = code === cell || isHatMissed;
    return given == null && isTold ? [] : [{ field, cell, expected: cell, answered: given, code }];
  }
  if (cell !== 'sees') return [{ field, cell, expected: cell, answered: given }];
  if (kind === 'row') return oracle.compare(looker, shape, real, given, null);
  if (kind === 'connection') return oracle.connection(looker, field, shape, real as Told, given as Told | null, null);
  // One for each key that was asked for, in the order asked, null where it is not seen.
  const all = real as Told[];
  const told = (given ?? all.map(() => null)) as (Told | null)[];
  if (all.length !== told.length) return [{ field, expected: all.length, answered: told.length }];
  const compare = kind === 'references' ? 'reference' : 'compare';
  return all.flatMap((one, i) => oracle[compare](looker, shape, one, told[i], null));
}
