/** A list can be asked questions; none of them is answered by what its rows do not show. */
import { describe, expect, test } from '@jest/globals';
import { getNamedType, isEnumType, isInputObjectType, isObjectType, type GraphQLInputObjectType } from 'graphql';
import { scaled } from '../support/scale.ts';
import { COMPARISONS, FILTERS, OTHERS } from './reads.ts';
import { expectNothing, inTurns, registry, schema, some } from './stage.ts';
import { stage } from './the-stage.ts';
import { NAMED_BY } from './shape.ts';
import { familyOf, fieldClasses } from './table.ts';
import { TELLING } from './telling.ts';
import { chunks } from './ways.ts';

const types = Object.values(schema.getTypeMap());
const filters = types.filter(
  (type): type is GraphQLInputObjectType => isInputObjectType(type) && type.name.endsWith('Filter'),
);
const ORDINARY = ['NEWEST', 'OLDEST'];

test('of each filter, order, facet and measure it is written down what it reads', () => {
  const fields = filters.flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
  expect([...Object.keys(FILTERS), ...Object.keys(COMPARISONS)].sort()).toEqual(fields.sort());
  const values = types
    .filter(isEnumType)
    .filter(({ name }) => /(Order|Facet|Measure)$/.test(name))
    .flatMap((type) => type.getValues().map(({ name }) => `${type.name}.${name}`))
    .filter((value) => !ORDINARY.includes(value.split('.')[1] ?? ''));
  expect(Object.keys(OTHERS).sort()).toEqual(values.sort());
});

test('what puts rows in order, counts or sums them is seen by all who see the rows', () => {
  for (const read of [...Object.values(COMPARISONS), ...Object.values(OTHERS)].flatMap((fields) => fields.split(' '))) {
    const type = read.split('.')[0] ?? '';
    const known = ['id', 'score', NAMED_BY[type] ?? ''].map((field) => fieldClasses.get(`${type}.${field}`));
    const ofRow = known.find((one) => one !== undefined) ?? '';
    expect({ read, class: familyOf(fieldClasses.get(read) ?? '?') }).toEqual({ read, class: familyOf(ofRow) });
  }
});

interface Asked {
  readonly list: string;
  readonly parent: string | null;
}

/** A list that takes the filter: at the root, or else of every row of another type. */
function listWith(filter: string): Asked {
  const takes = (args: readonly { readonly type: unknown }[]): boolean =>
    args.some(({ type }) => String(type) === filter);
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {});
  const root = roots.find(({ args }) => takes(args));
  if (root !== undefined) return { list: root.name, parent: null };
  for (const parent of registry.types) {
    const object = schema.getType(parent);
    const field = Object.values(isObjectType(object) ? object.getFields() : {}).find(({ args }) => takes(args));
    if (field !== undefined) return { list: field.name, parent };
  }
  throw new Error(`no list takes ${filter}`);
}

/** So many lists with a filter each are asked for in one document. */
const AT_ONCE = 15;

describe.each([...new Set(Object.keys(FILTERS).map((path) => path.split('.')[0] ?? ''))])('%s', (filter) => {
  const input = schema.getType(filter);
  const fields = isInputObjectType(input) ? Object.values(input.getFields()) : [];

  test.each(fields.filter(({ name }) => `${filter}.${name}` in FILTERS).map(({ name }) => name))(
    'finds by %s what shows it, and nothing else',
    async (name) => {
      const { lookers, ask, oracle } = stage;
      const { list, parent } = listWith(filter);
      const about = FILTERS[`${filter}.${name}`] ?? '';
      const values = await valuesOf(filter, name, about);
      const parents = [...oracle.rows.values()].filter(({ type }) => type === parent).map(({ key }) => key);
      const wrong: string[] = [];
      let found = 0;
      for (const [turn, few] of chunks(values, AT_ONCE).entries()) {
        const lists = few.map(
          (value, i) =>
            `v${i}: ${list}(first: 60, filter: { ${name}: ${spelt(filter, name, value)} }) { totalCount nodes { ${about} } }`,
        );
        const query =
          parent === null
            ? `{ ${lists.join(' ')} }`
            : `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${parent} { ${lists.join(' ')} } } }`;
        await inTurns(some(lookers, turn, 3), async (looker) => {
          const { data, errors } = await ask({ query, variables: { ids: parents.slice(0, 20) } }, looker.headers);
          for (const { extensions } of errors ?? []) expect(extensions.code).toMatch(CLOSED);
          const holders = (parent === null ? [data] : (data?.['nodes'] ?? [])) as (Holder | null | undefined)[];
          for (const holder of holders) {
            few.forEach((value, i) => {
              const { nodes, totalCount } = holder?.[`v${i}`] ?? { nodes: [], totalCount: 0 };
              found += nodes.length;
              const blind = nodes.filter((node) => !JSON.stringify(node).includes(value));
              if (blind.length > 0)
                wrong.push(`${looker.name} finds by ${value} what shows only ${JSON.stringify(blind[0])}`);
              if (nodes.length < 60 && totalCount !== nodes.length)
                wrong.push(`${looker.name}: ${totalCount} by ${value}`);
            });
          }
        });
      }
      expect(found).toBeGreaterThan(0);
      if (TELLING.includes(`${filter}.${name}`)) expect(wrong).not.toEqual([]);
      else expectNothing(wrong);
    },
  );
});

test.each(['grid-head', 'grid-officer'])(
  'coverage by %s tells everybody of an area what each sees in it',
  async (type) => {
    const { lookers, ask, oracle } = stage;
    const ids = [...oracle.rows.values()].filter((row) => row.type === 'Area').map(({ key }) => key);
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Area { id level
    coverage(level: GRID, personRelationTypes: ["${type}"]) { covered }
    personRelations(filter: { type: "${type}", state: [IN_FORCE] }) { totalCount } } } }`;
    const wrong: string[] = [];
    let covered = 0;
    await inTurns(some(lookers, 0, 3), async (looker) => {
      const { data, errors } = await ask({ query, variables: { ids } }, looker.headers);
      for (const { extensions } of errors ?? []) expect(extensions.code).toMatch(CLOSED);
      for (const area of ((data?.['nodes'] ?? []) as (Covered | null)[]).filter((one) => one?.level === 'GRID')) {
        covered += area?.coverage.covered ?? 0;
        if (area?.coverage.covered !== Math.min(1, area?.personRelations.totalCount ?? 0))
          wrong.push(`${looker.name}: ${JSON.stringify(area)}`);
      }
    });
    expect(covered).toBeGreaterThan(0);
    expectNothing(wrong);
  },
);

interface Covered {
  readonly level: string;
  readonly coverage: { readonly covered: number };
  readonly personRelations: { readonly totalCount: number };
}

type Holder = Readonly<Record<string, { readonly nodes: readonly object[]; readonly totalCount: number } | null>>;

/** Who is not signed in, wears a hat that does not fit, or is an app that was not let read it. */
const CLOSED = /^(UNAUTHENTICATED|HAT_REQUIRED|SCOPE_REQUIRED)$/;

/** A value as the filter takes it; where that is an input object, as what it calls `value`. */
const spelt = (filter: string, name: string, value: string): string => {
  const input = schema.getType(filter);
  const type = isInputObjectType(input) ? input.getFields()[name]?.type : undefined;
  if (isInputObjectType(getNamedType(type))) return `{ value: ${JSON.stringify(value)} }`;
  return isEnumType(getNamedType(type)) ? `[${value}]` : JSON.stringify(value);
};

/** Some values that rows have, whoever sees them: of an enum, all there are. */
async function valuesOf(filter: string, name: string, about: string): Promise<string[]> {
  const input = schema.getType(filter);
  const type = getNamedType(isInputObjectType(input) ? input.getFields()[name]?.type : undefined);
  if (isEnumType(type)) return type.getValues().map((value) => value.name);
  const of = filter.replace(/Filter$/, '');
  const ids = [...stage.oracle.rows.values()].filter((row) => row.type === of).map(({ key }) => key);
  const values = new Set<string>();
  for (const few of chunks(ids, 50)) {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${of} { ${about} } } }`;
    const { data } = await stage.truth({ query, variables: { ids: few } }, {});
    for (const [, value = ''] of JSON.stringify(data).matchAll(/:"([^"]+)"/g)) values.add(value);
  }
  const all = [...values];
  const every = Math.ceil(all.length / MOST_VALUES);
  return all.filter((_, i) => i % every === 0);
}

const MOST_VALUES = scaled(10, 200);
