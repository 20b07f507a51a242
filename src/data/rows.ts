/**
 * Rows of entities by prepared statements, where MikroORM would write the values into the text of a statement that it makes
 * anew each time. What is found is managed by it as if it had looked itself, or seen as it stands; of what is added here it
 * does not know.
 */
import type { EntityMetadata, EntityName, EntityProperty, RequiredEntityData } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Desk, type Within } from './desk.ts';
import { run, send } from './statement.ts';

interface Keyed {
  readonly id: string;
}

type Values = Record<string, unknown>;

const quoted = (name: string): string => `"${name}"`;

const tableOf = ({ schema, tableName }: EntityMetadata): string => `${quoted(schema ?? 'public')}.${quoted(tableName)}`;

const columnOf = ({ fieldNames: [name = ''] }: EntityProperty): string => quoted(name);

/** Where it is known what entities are, and how their values are spelled. */
const wordsIn = (within: Within): EntityManager => (within instanceof Desk ? within.words : within);

const metaOf = <E extends object>(within: Within, entity: EntityName<E>): EntityMetadata =>
  wordsIn(within).getMetadata(entity) as EntityMetadata;

/** By the entity, and by what of it is asked for: it as a whole, or a list of some of its properties. */
const selects = new WeakMap<EntityMetadata, WeakMap<object, string>>();

function selectOf(meta: EntityMetadata, properties?: readonly PropertyKey[]): string {
  const ofEntity = selects.get(meta) ?? new WeakMap<object, string>();
  selects.set(meta, ofEntity);
  const known = ofEntity.get(properties ?? meta);
  if (known !== undefined) return known;
  const wanted = ({ name, lazy }: EntityProperty): boolean => properties?.includes(name) ?? lazy !== true;
  const columns = meta.props.filter(wanted).map(columnOf);
  const text = `select ${columns.join(', ')} from ${tableOf(meta)} where id = `;
  ofEntity.set(properties ?? meta, text);
  return text;
}

/** Which rows, and whether nobody else is to change them. */
interface Wanted {
  readonly which: 'any($1::uuid[])' | 'any($1::uuid[]) order by id for update' | '$1::uuid for update';
  readonly value: unknown;
  /** All but lazy ones unless said. A list that is made once: by it the statement is known. */
  readonly properties?: readonly PropertyKey[] | undefined;
}

/** The rows by property. What was done to such rows is written before, as MikroORM does itself. */
async function asked<E extends Keyed>(
  within: Within,
  entity: EntityName<E>,
  { which, value, properties }: Wanted,
): Promise<Values[]> {
  await (within instanceof Desk ? within.used : within)?.tryFlush(entity, {});
  const [meta, driver] = [metaOf(within, entity), wordsIn(within).getDriver()];
  const rows = await run<object>(within, selectOf(meta, properties) + which, [value]);
  return rows.map((row) => driver.mapResult<E>(row, meta as never) as Values);
}

const allOf = (ids: readonly string[]): Wanted => ({ which: 'any($1::uuid[])', value: ids });
const lockedOne = (id: string): Wanted => ({ which: '$1::uuid for update', value: id });

async function managed<E extends Keyed>(within: Within, entity: EntityName<E>, wanted: Wanted): Promise<E[]> {
  const factory = (within instanceof Desk ? within.em : within).getEntityFactory();
  const rows = await asked(within, entity, wanted);
  return rows.map((row) => factory.create<E>(entity, row as never, { merge: true, convertCustomTypes: true }));
}

/** By entity, its properties whose values are spelled otherwise in the database. */
const spelled = new WeakMap<EntityMetadata, readonly EntityProperty[]>();

function spelledIn(meta: EntityMetadata): readonly EntityProperty[] {
  const known = spelled.get(meta) ?? meta.props.filter(({ customType }) => customType !== undefined);
  spelled.set(meta, known);
  return known;
}

async function seen<E extends Keyed>(within: Within, entity: EntityName<E>, wanted: Wanted): Promise<Readonly<E>[]> {
  const rows = await asked(within, entity, wanted);
  const platform = wordsIn(within).getPlatform();
  for (const { name, customType } of spelledIn(metaOf(within, entity))) {
    if (customType === undefined) continue;
    for (const row of rows) if (row[name] != null) row[name] = customType.convertToJSValue(row[name], platform);
  }
  return rows as Readonly<E>[];
}

/** The rows with these ids, in no order. */
export const findRows = <E extends Keyed>(
  within: Within,
  entity: EntityName<E>,
  ids: readonly string[],
): Promise<E[]> => managed(within, entity, allOf(ids));

/** The row, locked against everybody else's change. */
export const lockRow = async <E extends Keyed>(within: Within, entity: EntityName<E>, id: string): Promise<E | null> =>
  (await managed(within, entity, lockedOne(id)))[0] ?? null;

/** The rows with these ids, locked in their order. */
export const lockRows = <E extends Keyed>(
  within: Within,
  entity: EntityName<E>,
  ids: readonly string[],
): Promise<E[]> => managed(within, entity, { which: 'any($1::uuid[]) order by id for update', value: ids });

/** The same as they stand: what is done to them goes nowhere. */
export const seeRows = <E extends Keyed>(
  within: Within,
  entity: EntityName<E>,
  ids: readonly string[],
): Promise<Readonly<E>[]> => seen(within, entity, allOf(ids));

/** The row as it stands, locked; with those properties alone where they are named. */
export const seeLockedRow = async <E extends Keyed>(
  within: Within,
  entity: EntityName<E>,
  id: string,
  properties?: readonly (keyof E)[],
): Promise<Readonly<E> | null> => (await seen(within, entity, { ...lockedOne(id), properties }))[0] ?? null;

interface Insert {
  readonly text: string;
  readonly columns: readonly EntityProperty[];
}

/** By entity and which of its properties are given, in the order they are given in. */
const inserts = new WeakMap<EntityMetadata, Map<string, Insert>>();

function insertOf(meta: EntityMetadata, names: readonly string[]): Insert {
  const ofEntity = inserts.get(meta) ?? new Map<string, Insert>();
  inserts.set(meta, ofEntity);
  const which = names.join();
  const known = ofEntity.get(which);
  if (known !== undefined) return known;
  const given = meta.props.filter(({ name }) => names.includes(name));
  const values = given.map((_, i) => `$${i + 1}`).join(', ');
  const text = `insert into ${tableOf(meta)} (${given.map(columnOf).join(', ')}) values (${values})`;
  const insert = { text, columns: given };
  ofEntity.set(which, insert);
  return insert;
}

/** Adds a row that the act changes no more; what is not given the table itself fills. */
export function addRow<E extends object, D extends object>(
  within: Within,
  entity: EntityName<E>,
  data: D & RequiredEntityData<E>,
): D {
  const [meta, platform, values] = [metaOf(within, entity), wordsIn(within).getPlatform(), data as Readonly<Values>];
  const names = Object.keys(values).filter((name) => values[name] !== undefined);
  const { text, columns } = insertOf(meta, names);
  const parameters = columns.map(({ name, customType }): unknown => {
    const value = values[name];
    return value === null || customType === undefined ? value : customType.convertToDatabaseValue(value, platform);
  });
  send(within, text, parameters);
  return data;
}
