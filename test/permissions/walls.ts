/**
 * The walls, taken away one at a time. A house is the list of modules that a graph is composed of; these are the same
 * modules, declared without the porch, or without everything that asks who is looking.
 */
import type { Module } from '../../src/graphql/module.ts';
import type { RootRules } from '../../src/graphql/porch.ts';
import type { Scope } from '../../src/read/scope.ts';
import { everything, name, sql, type Row, type Sql } from '../../src/read/sql.ts';
import { everyone, type Computes, type Field, type Fields, type Filter, type View } from '../../src/read/view.ts';
import { maybe } from '../../src/read/words.ts';
import type { World } from '../support/world.ts';

type House = readonly Module[];

/** Every root field may be tried by anyone. */
export const withoutPorch = (house: House): House =>
  house.map((module) => ({
    ...module,
    rules: { Query: open(module.rules.Query), Mutation: open(module.rules.Mutation) },
  }));

const open = (rules: RootRules['Query']): RootRules['Query'] =>
  Object.fromEntries(Object.keys(rules).map((name) => [name, 'anyone']));

/** Every row is for everyone, and whatever asks for a right is told that it is held. */
export const withoutHouse = (house: House): House =>
  house.map((module) => {
    const { views, extensions, roots } = module.read;
    const added = Object.entries(extensions).map(([type, fields]) => [type, openFields(fields)] as const);
    return { ...module, read: { views: views.map(openView), extensions: Object.fromEntries(added), roots } };
  });

const openView = (view: View): View => ({
  ...view,
  visible: openVisible(view.visible),
  scope: null,
  fields: { ...openFields(view.fields), ...whole[view.type] },
  filters: Object.fromEntries(Object.entries(view.filters).map(([name, filter]) => [name, openFilter(filter)])),
  facets: Object.fromEntries(
    Object.entries(view.facets).map(([name, facet]) => [name, (row: Row, scope: Scope) => facet(row, all(scope))]),
  ),
});

/** Asked all the same, for what is protected is read in the guarded lane, whoever looks. */
const openVisible = (visible: View['visible']): View['visible'] =>
  visible === everyone
    ? everyone
    : (row, scope): Sql => {
        visible(row, all(scope));
        return everything;
      };

const inFull = (table: string, columns: Readonly<Record<string, string>>): Fields =>
  Object.fromEntries(
    Object.entries(columns).map(([field, column]) => [
      field,
      maybe((row) => sql`(select w.${name(column)} from ${name(table)} w where w.id = ${row.col('id')})`),
    ]),
  );

/** What the house shows to nobody but by what was disclosed to a person: without it, all of it. */
const whole: Readonly<Record<string, Fields>> = {
  Beneficiary: inFull('exchange.beneficiary', {
    ...{ name: 'name', mobile: 'mobile', identityNumber: 'identity_number', address: 'address' },
  }),
};

const openFilter =
  (filter: Filter): Filter =>
  (row, value, scope, filters) =>
    filter(row, value, all(scope), filters);

const openFields = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, openField(field)]));

function openField(field: Field): Field {
  switch (field.kind) {
    case 'computed':
      return { ...field, scope: null, value: (row, scope, args) => field.value(row, all(scope), args) };
    case 'value':
      return openValue(field);
    case 'values':
      return { ...field, items: field.items.map(openValue) };
    case 'rows':
      return {
        ...field,
        from: (row, scope, args) => field.from(row, all(scope), args),
        fields: openFields(field.fields),
      };
    case 'many':
      return { ...field, joined: (other, row, scope): Sql => field.joined(other, row, all(scope)) };
    default:
      return field;
  }
}

type ValueField = Extract<Field, { kind: 'value' }>;

const openValue = (value: ValueField): ValueField => ({
  ...value,
  from: opened(value.from),
  present: opened(value.present),
  fields: openFields(value.fields),
});

const opened = (asks: Computes | null): Computes | null => asks && ((row, scope, args) => asks(row, all(scope), args));

const SOME_UNIT = sql`'00000000-0000-0000-0000-000000000000'::uuid`;

/** The scope of somebody who stands to everything in whatever way is asked. */
function all(scope: Scope): Scope {
  const answers: Readonly<Record<string, unknown>> = {
    kind: 'PERSON',
    hasAllianceHat: true,
    unit: SOME_UNIT,
    isUnit: () => everything,
    isPerson: () => everything,
    isParty: () => everything,
    isApp: () => everything,
    administers: () => everything,
    has: () => everything,
    isInstalled: () => everything,
    opens: () => everything,
    inAlliance: () => everything,
    isMember: () => everything,
    fitsHat: () => everything,
    hatIsAmong: () => everything,
    coordinates: () => everything,
    coordinatesAmong: () => everything,
  };
  return new Proxy(scope, {
    get(of, name) {
      if (typeof name === 'string' && name in answers) return answers[name];
      const value: unknown = Reflect.get(of, name, of);
      return typeof value === 'function' ? (value.bind(of) as unknown) : value;
    },
  });
}

const SCHEMAS = ['directory', 'exchange', 'projects', 'access', 'data', 'rights'];
const ROLES = 'qinlin_reader, qinlin_guarded, qinlin_writer';

/** No table is under row-level security, and every role may do everything. For the rest of the world's life. */
export async function withoutVault({ sql: run }: World): Promise<void> {
  const guarded = await run<{ name: string }>(
    'select oid::regclass::text as name from pg_class where relrowsecurity or relforcerowsecurity',
  );
  if (guarded.length === 0) throw new Error('there is no row-level security to take away');
  for (const { name } of guarded) {
    await run(`alter table ${name} disable row level security`);
    await run(`alter table ${name} no force row level security`);
  }
  for (const schema of SCHEMAS) {
    await run(`grant usage on schema ${schema} to ${ROLES}`);
    await run(`grant all on all tables in schema ${schema} to ${ROLES}`);
    await run(`grant execute on all functions in schema ${schema} to ${ROLES}`);
  }
}
