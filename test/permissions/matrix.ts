/** Who sees what: the table of `permissions.md` over every path, compared with what is really answered. */
import { describe, expect, test } from '@jest/globals';
import { isObjectType } from 'graphql';
import { globalId } from '../../src/domain/ids.ts';
import { NOBODYS } from './kinds.ts';
import type { Answer } from '../support/world.ts';
import { expectNothing, inTurns, judgeAll, registry, schema, some, whole } from './stage.ts';
import { stage } from './the-stage.ts';
import { SELVES, typesOfRows } from './rows.ts';
import { classes, cellsOf, fieldClasses, isHolder } from './table.ts';
import { alone, amongOthers, listedAlone, lists, typesWithId, type Way } from './ways.ts';

/** Others each time. */
let turn = 0;

const FEW = 4;

/**
 * What was told, but for the name of the request, and but for scopes: at once they are told of what the document asks for,
 * by execution of what there is.
 */
function told({ data, errors = [] }: Answer<unknown>): string {
  const codes = errors.map(({ path, extensions: { code } }) => `${code} ${path?.join('.') ?? ''}`);
  return JSON.stringify([data, codes.filter((code) => !code.startsWith('SCOPE_REQUIRED')).sort()]);
}

/** Two texts from a little before where they part. */
function parted(one: string, other: string): string {
  const length = Math.max(one.length, other.length);
  const at = Array.from({ length }, (_, i) => i).findIndex((i) => one[i] !== other[i]);
  return [one, other].map((text) => text.slice(Math.max(0, at - 80), at + 80)).join(' or ');
}

test('every field of the schema has a class, and every class a field', () => {
  const fields = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__') || isHolder(type.name)) return [];
    return Object.keys(type.getFields()).map((field) => `${type.name}.${field}`);
  });
  expect([...fieldClasses.keys()].sort()).toEqual(fields.sort());
});

test('there is something to be seen of every type', () => {
  expect([...typesOfRows, ...SELVES].sort()).toEqual([...registry.types].sort());
  const empty = typesOfRows.filter((type) => ![...stage.oracle.rows.values()].some((row) => row.type === type));
  expect(empty).toEqual([]);
});

describe.each(typesWithId(schema, registry))('%s', (type) => {
  const rows = () => [...stage.oracle.rows.values()];
  const others = (): Way[] => [...alone(schema, registry, type, rows()), ...lists(schema, registry, type)];
  const ways = (): Way[] => [...amongOthers(schema, type, rows()), ...others()];

  test('is seen by whom the table lets see it, by its id, in lists and from whatever names it', async () => {
    const wrong: string[] = [];
    const together = amongOthers(schema, type, rows());
    for (const way of together) {
      // Of few rows each is looked at by everybody: with others of its kind somebody else would stand in its cells.
      const half = together.length < FEW ? stage.lookers : some(stage.lookers, turn++, 2);
      // Those whose hat does not fit are few, and nowhere else they would stand in all of their cells.
      const lookers = stage.lookers.filter((one) => half.includes(one) || !one.standing.hatFits);
      wrong.push(...(await judgeAll(stage, way, await whole(stage.truth, way, {}), stage.ask, lookers)));
    }
    for (const way of others()) {
      const lookers = way.roots[0]?.kind === 'connection' ? some(stage.lookers, turn++, 3) : stage.lookers;
      wrong.push(...(await judgeAll(stage, way, await whole(stage.truth, way, {}), stage.ask, lookers)));
    }
    expectNothing(wrong);
  });

  test('is answered alike at once, as a query that is known, and by execution', async () => {
    const wrong: string[] = [];
    for (const [i, way] of ways().entries()) {
      await inTurns(some(stage.lookers, i, 20), async ({ name, headers }) => {
        const { query, variables } = way;
        const fresh = { query: `# ${name}\n${query}`, variables };
        const answers = [await stage.ask(fresh, headers), await stage.ask(fresh, headers)];
        // Introspection is nothing that the read graph answers.
        const executed = await stage.ask(
          { query: `${query.slice(0, -1)} __schema { __typename } }`, variables },
          headers,
        );
        const { __schema: _, ...data } = executed.data ?? {};
        const texts = [...answers, { ...executed, data: executed.data == null ? executed.data : data }].map(told);
        const [first = '', ...others] = texts;
        const odd = others.find((text) => text !== first);
        if (odd !== undefined) wrong.push(`${name} asks for ${way.name}: ${parted(first, odd)}`);
      });
    }
    expectNothing(wrong);
  });
});

test.each(listedAlone(schema, registry))(
  '%s, which has no id, is in its list for whom the table lets see it',
  async (type) => {
    const wrong: string[] = [];
    for (const way of lists(schema, registry, type)) {
      wrong.push(...(await judgeAll(stage, way, await whole(stage.truth, way, {}), stage.ask, stage.lookers)));
    }
    expectNothing(wrong);
  },
);

test('everybody is told of itself, and of nobody else', async () => {
  const query =
    '{ viewer { kind scopes unit { id } alliance { id } app { id } person { id } hats { unit { id } alliance { id } role scopes roles title } } }';
  const named = (kind: 'unit' | 'alliance' | 'app' | 'person', id: string | null) =>
    id === null ? null : { id: globalId(kind, id) };
  const told: Record<string, unknown> = {};
  const expected: Record<string, unknown> = {};
  for (const looker of stage.lookers) {
    const { subject, app, person, unit, hat, memberOf, installations, scopes } = looker.standing;
    const installers = installations.map(({ unit: by }) => by);
    const { data, errors } = await stage.ask({ query, variables: {} }, looker.headers);
    stage.oracle.stand(looker, { ...NOBODYS, type: 'Viewer' }, 'self');
    const { hats, ...self } = data?.['viewer'] as { readonly hats: readonly object[] };
    told[looker.name] = { errors, ...self, hats: hats.map((one) => JSON.stringify({ ...one, title: '' })).sort() };
    const held = looker.hats.map(({ role, scopes: granted, roles, ...of }) => {
      const [its, alliance] = [named('unit', of.unit), named('alliance', of.alliance)];
      return JSON.stringify({ unit: its, alliance, role, scopes: granted, roles, title: '' });
    });
    expected[looker.name] = {
      kind: subject,
      scopes,
      // An app reads for the unit that installed it, where that is one.
      unit: named('unit', subject === 'APP' && installers.length === 1 ? (installers[0] ?? null) : unit),
      alliance: named('alliance', hat !== null && memberOf.includes(hat) ? hat : null),
      app: named('app', app),
      person: named('person', person),
      hats: held.sort(),
    };
  }
  expect(told).toEqual(expected);
});

test('what asks for no right is told under a hat that does not fit, too: that there is a place, and not where', async () => {
  const { lookers, ask, oracle } = stage;
  const places = [...oracle.rows.values()].filter(({ type }) => type === 'Place');
  const ids = places.slice(0, 50).map(({ key }) => key);
  for (const looker of lookers.filter(({ standing }) => standing.subject === 'PERSON' && !standing.hatFits)) {
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Place { id isPublic } } }';
    const { data } = await ask({ query, variables: { ids } }, looker.headers);
    expect(((data?.['nodes'] ?? []) as { id: string }[]).map(({ id }) => id)).toEqual(ids);
    for (const row of places.slice(0, 50)) oracle.stand(looker, row, row.class);
  }
});

test('every cell of the table is one that somebody stood in', () => {
  const said = classes.flatMap((name) => [...cellsOf(name).keys()].map((kind) => `${name} | ${kind}`));
  expect(said.filter((about) => !stage.oracle.stoodIn.has(about))).toEqual([]);
});
