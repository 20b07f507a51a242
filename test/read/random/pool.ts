/** What random documents take their values from: the ids, cursors and words of a world, whoever may see them. */
import { isEnumType } from 'graphql';
import { buildRegistry } from '../../../src/app/graph.ts';
import { globalId } from '../../../src/domain/ids.ts';
import type { Registry } from '../../../src/read/registry.ts';
import { Scope } from '../../../src/read/scope.ts';
import { finish, join, literal, name, sql, type Sql } from '../../../src/read/sql.ts';
import type { View } from '../../../src/read/view.ts';
import { item, table } from '../naive/rows.ts';
import type { SmallWorld } from '../small-world/small-world.ts';
import type { World } from '../../support/world.ts';

export interface Pool {
  readonly registry: Registry;
  /** Global ids by their prefix. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** Cursors by type and order, such as `Need SOONEST`. */
  readonly cursors: Readonly<Record<string, readonly string[]>>;
  readonly words: readonly string[];
  readonly codes: readonly string[];
  readonly actions: readonly string[];
  readonly instants: readonly string[];
}

export async function poolOf({ world, cast }: SmallWorld): Promise<Pool> {
  const registry = buildRegistry();
  const { schema } = world.exchange.graph;
  const { viewer } = cast.callers.anonymous;
  const all = async (view: View, expression: Sql): Promise<string[]> => {
    // As the reader sends it: what a view is made of may ask the rights of the viewer.
    const scope = new Scope(viewer);
    const from = table(view, item, scope);
    const { text, params } = finish(
      scope.statement(sql`select coalesce(json_agg((${expression})::text), '[]') from ${from}`),
    );
    const values = params.map((param) => param.get({ variables: {}, viewer, given: {}, limits: {} }));
    const [row = {}] = await world.sql<Readonly<Record<string, string>>>(text, values);
    return JSON.parse(Object.values(row)[0] ?? '[]') as string[];
  };
  const ids: Record<string, string[]> = {
    person: await column(world, 'select id::text as found from directory.person'),
  };
  const cursors: Record<string, string[]> = {};
  for (const view of registry.types.map((type) => registry.view(type))) {
    if (view === undefined) continue;
    const { id } = registry.fields(view.type);
    if (id?.kind === 'id') ids[id.of] = await all(view, item.col(id.column));
    const order = schema.getType(`${view.type}Order`);
    for (const { name: by } of isEnumType(order) ? order.getValues() : []) {
      cursors[`${view.type} ${by}`] = forged(await all(view, cursorOf(view, by)));
    }
  }
  return {
    registry,
    cursors,
    ids: Object.fromEntries(
      Object.entries(ids).map(([kind, of]) => [kind, of.map((id) => globalId(kind as 'unit', id))]),
    ),
    words: ['场', '大', 'a', '公开', '两百', '不在', '%', 'MALL', "'"],
    codes: await column(world, 'select code as found from directory.term'),
    actions: await column(world, 'select distinct action as found from data.audit order by 1'),
    instants: [1, 3, 7, 20].flatMap((day) => [world.clock.day(day, '09:00'), world.clock.day(-day, '18:30')]),
  };
}

async function column({ sql: ask }: World, text: string): Promise<string[]> {
  return (await ask<{ found: string }>(text)).map(({ found }) => found);
}

function cursorOf(view: View, order: string): Sql {
  const terms = view.orders[order] ?? [];
  const whole = terms.some(({ column: by }) => by === view.key.column) ? terms : [...terms, view.key];
  const values = whole.map(({ column: by, cast, nullsAs }) =>
    nullsAs === undefined
      ? sql`${item.col(by)}::text`
      : sql`coalesce(${item.col(by)}, ${literal(nullsAs)}::${name(cast)})::text`,
  );
  return sql`json_build_array(${join([literal(order), ...values], ', ')})`;
}

/** In base64url; beside each one that points just next to it, where there is nothing. */
function forged(cursors: readonly string[]): string[] {
  const beside = cursors.map((cursor) => cursor.replace(/.("\])$/, '0$1'));
  return [...cursors, ...beside].map((cursor) => Buffer.from(cursor).toString('base64url'));
}
