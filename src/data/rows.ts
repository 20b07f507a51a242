/**
 * Rows of entities by prepared statements, where MikroORM would write the values into the text of a statement that it makes
 * anew each time. What is found is managed by it as if it had looked itself, or seen as it stands; of what is added here it
 * does not know.
 */
import type { EntityMetadata, EntityName, EntityProperty, RequiredEntityData } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { run, send } from './statement.ts';

interface Keyed {
  readonly id: string;
}

type Values = Record<string, unknown>;

const quoted = (name: string): string => `"${name}"`;

const tableOf = ({ schema, tableName }: EntityMetadata): string => `${quoted(schema ?? 'public')}.${quoted(tableName)}`;

const columnOf = ({ fieldNames: [name = ''] }: EntityProperty): string => quoted(name);

const metaOf = <E extends object>(em: EntityManager, entity: EntityName<E>): EntityMetadata =>
  em.getMetadata(entity) as EntityMetadata;

const selects = new WeakMap<EntityMetadata, string>();

function selectOf(meta: EntityMetadata): string {
  const known = selects.get(meta);
  if (known !== undefined) return known;
  const columns = meta.props.filter(({ lazy }) => lazy !== true).map(columnOf);
  const text = `select ${columns.join(', ')} from ${tableOf(meta)} where id = `;
  selects.set(meta, text);
  return text;
}

/** Which rows, and whether nobody else is to change them. */
interface Wanted {
  readonly which: 'any($1::uuid[])' | 'any($1::uuid[]) order by id for update' | '$1::uuid for update';
  readonly value: unknown;
}

/** The rows by property. What was done to such rows is written before, as MikroORM does itself. */
async function asked<E extends Keyed>(
  em: EntityManager,
  entity: EntityName<E>,
  { which, value }: Wanted,
): Promise<Values[]> {
  await em.tryFlush(entity, {});
  const [meta, driver] = [metaOf(em, entity), em.getDriver()];
  const rows = await run<object>(em, selectOf(meta) + which, [value]);
  return rows.map((row) => driver.mapResult<E>(row, meta as never) as Values);
}

const allOf = (ids: readonly string[]): Wanted => ({ which: 'any($1::uuid[])', value: ids });
const lockedOne = (id: string): Wanted => ({ which: '$1::uuid for update', value: id });

async function managed<E extends Keyed>(em: EntityManager, entity: EntityName<E>, wanted: Wanted): Promise<E[]> {
  const factory = em.getEntityFactory();
  const rows = await asked(em, entity, wanted);
  return rows.map((row) => factory.create<E>(entity, row as never, { merge: true, convertCustomTypes: true }));
}

async function seen<E extends Keyed>(em: EntityManager, entity: EntityName<E>, wanted: Wanted): Promise<Readonly<E>[]> {
  const rows = await asked(em, entity, wanted);
  const platform = em.getPlatform();
  for (const { name, customType } of metaOf(em, entity).props) {
    if (customType === undefined) continue;
    for (const row of rows) if (row[name] != null) row[name] = customType.convertToJSValue(row[name], platform);
  }
  return rows as Readonly<E>[];
}

/** The rows with these ids, in no order. */
export const findRows = <E extends Keyed>(
  em: EntityManager,
  entity: EntityName<E>,
  ids: readonly string[],
): Promise<E[]> => managed(em, entity, allOf(ids));

/** The row, locked against everybody else's change. */
export const lockRow = async <E extends Keyed>(
  em: EntityManager,
  entity: EntityName<E>,
  id: string,
): Promise<E | null> => (await managed(em, entity, lockedOne(id)))[0] ?? null;

/** The rows with these ids, locked in their order. */
export const lockRows = <E extends Keyed>(
  em: EntityManager,
  entity: EntityName<E>,
  ids: readonly string[],
): Promise<E[]> => managed(em, entity, { which: 'any($1::uuid[]) order by id for update', value: ids });

/** The same as they stand: what is done to them goes nowhere. */
export const seeRows = <E extends Keyed>(
  em: EntityManager,
  entity: EntityName<E>,
  ids: readonly string[],
): Promise<Readonly<E>[]> => seen(em, entity, allOf(ids));

export const seeLockedRow = async <E extends Keyed>(
  em: EntityManager,
  entity: EntityName<E>,
  id: string,
): Promise<Readonly<E> | null> => (await seen(em, entity, lockedOne(id)))[0] ?? null;

/** By entity and which of its properties are given. */
const inserts = new WeakMap<EntityMetadata, Map<string, string>>();

function insertOf(meta: EntityMetadata, given: readonly EntityProperty[]): string {
  const known = inserts.get(meta) ?? new Map<string, string>();
  inserts.set(meta, known);
  const which = given.map(({ name }) => name).join();
  const values = given.map((_, i) => `$${i + 1}`).join(', ');
  const text =
    known.get(which) ?? `insert into ${tableOf(meta)} (${given.map(columnOf).join(', ')}) values (${values})`;
  known.set(which, text);
  return text;
}

/** Adds a row that the act changes no more; what is not given the table itself fills. */
export function addRow<E extends object, D extends object>(
  em: EntityManager,
  entity: EntityName<E>,
  data: D & RequiredEntityData<E>,
): D {
  const [meta, platform, values] = [metaOf(em, entity), em.getPlatform(), data as Readonly<Values>];
  const given = meta.props.filter(({ name }) => values[name] !== undefined);
  const spelled = given.map(({ name, customType }): unknown => {
    const value = values[name];
    return value === null || customType === undefined ? value : customType.convertToDatabaseValue(value, platform);
  });
  send(em, insertOf(meta, given), spelled);
  return data;
}
