/** What has no id of its own is seen with the thing it belongs to, and values that only some may read by nobody else. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';
import { there } from '../scenarios/story.ts';
import { factsOf, type Facts } from './leak/facts.ts';
import { askersOf, castOf, everybody, inBlue, inRed, type Cast, type Who } from './leak/people.ts';

let world: World;
let cast: Cast;
let facts: Facts;
let askers: Awaited<ReturnType<typeof askersOf>>;

beforeAll(async () => {
  world = await createWorld();
  cast = await castOf(world);
  askers = await askersOf(world, cast);
  facts = await factsOf(world, cast);
});

afterAll(() => world[Symbol.asyncDispose]());

const idOf = (type: string, name: string): string => there(facts[type]?.[name]).id;

/** What each of them is answered, under the path. */
async function asked(query: string, variables: object, ...path: readonly string[]): Promise<Record<string, unknown>> {
  const told = everybody.map(async (who) => {
    const { data } = await askers[who](query, variables);
    const found = path.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key] ?? null, data);
    return [who, found] as const;
  });
  return Object.fromEntries(await Promise.all(told));
}

/** One answer for these, another for the rest. */
function expected(those: readonly Who[], theirs: unknown, others: unknown): Record<string, unknown> {
  return Object.fromEntries(everybody.map((who) => [who, those.includes(who) ? theirs : others]));
}

test('signatures are seen with their agreement, from wherever it is reached', async () => {
  const units = { nodes: [cast.red.mall.unitId, cast.red.community.unitId].map((id) => ({ unit: { id } })) };
  const sides: readonly Who[] = ['mall', 'mallBare', 'community', 'street'];
  const direct = 'query ($id: ID!) { agreement(id: $id) { signatures { unit { id } } } }';
  const id = idOf('Agreement', 'red');
  expect(await asked(direct, { id }, 'agreement', 'signatures')).toEqual(expected(sides, units.nodes, null));
  const around = 'query ($id: ID!) { match(id: $id) { agreement { signatures { unit { id } } } } }';
  const match = idOf('Match', 'red');
  expect(await asked(around, { id: match }, 'match', 'agreement', 'signatures')).toEqual(
    expected(sides, units.nodes, null),
  );
});

test('a viewer is told of itself, and its hats are its own', async () => {
  const query =
    '{ viewer { kind unit { id } alliance { id } app { name } hats { unit { id } alliance { id } role } } }';
  const answers = await asked(query, {}, 'viewer');
  const { red, blue, outsider } = cast;
  const hat = (unit: string, alliance: string | null, role: string) => ({
    unit: { id: unit },
    alliance: alliance === null ? null : { id: alliance },
    role,
  });
  const person = (unit: string, alliance: string | null, hats: readonly object[]) => ({
    kind: 'PERSON',
    unit: { id: unit },
    alliance: alliance === null ? null : { id: alliance },
    app: null,
    hats,
  });
  const street = [hat(red.street.unitId, red.id, 'COORDINATOR')];
  const mall = [hat(red.mall.unitId, red.id, 'OPERATOR')];
  const app = {
    kind: 'APP',
    unit: { id: red.community.unitId },
    app: { name: '配餐助手' },
    hats: [hat(red.community.unitId, red.id, 'APP')],
  };
  expect(answers).toMatchObject({
    street: person(red.street.unitId, red.id, street),
    streetBare: person(red.street.unitId, null, street),
    mall: person(red.mall.unitId, red.id, mall),
    mallBare: person(red.mall.unitId, null, mall),
    community: person(red.community.unitId, red.id, [hat(red.community.unitId, red.id, 'OPERATOR')]),
    harbour: person(blue.harbour.unitId, blue.id, [hat(blue.harbour.unitId, blue.id, 'COORDINATOR')]),
    outsider: person(outsider.unitId, null, [hat(outsider.unitId, null, 'OPERATOR')]),
    app: { ...app, alliance: { id: red.id } },
    appBare: { ...app, unit: null, alliance: null },
    anonymous: { kind: 'ANONYMOUS', unit: null, alliance: null, app: null, hats: [] },
  });
});

test('who holds a post is told to colleagues, and what a viewer is called to itself', async () => {
  const posts =
    'query ($id: ID!) { unit(id: $id) { posts(filter: { state: [IN_FORCE] }) { nodes { holder { name } } } } }';
  const shown = async (unit: string) => asked(posts, { id: unit }, 'unit', 'posts', 'nodes');
  const [known, unknown] = [{ holder: { name: '某人' } }, { holder: null }];
  expect(await shown(cast.red.mall.unitId)).toEqual(expected(['mall', 'mallBare'], [known, known], [unknown, unknown]));
  expect(await shown(cast.blue.harbour.unitId)).toEqual(expected(['harbour'], [known], [unknown]));
  const nobody: readonly Who[] = ['app', 'appBare', 'anonymous'];
  expect(await asked('{ viewer { person { name } } }', {}, 'viewer', 'person')).toEqual(
    expected(nobody, null, { name: '某人' }),
  );
});

test('an audience is told whole to the unit itself, to others as far as their hat goes', async () => {
  const query = 'query ($id: ID!) { offer(id: $id) { audience { alliance { id } } } }';
  const [red, blue] = [{ alliance: { id: cast.red.id } }, { alliance: { id: cast.blue.id } }];
  const answers = await asked(query, { id: idOf('Offer', 'both') }, 'offer', 'audience');
  const each = (who: Who): unknown => {
    if (who === 'power') return expect.arrayContaining([red, blue]);
    if (inRed.includes(who)) return [red];
    return inBlue.includes(who) ? [blue] : null;
  };
  expect(answers).toEqual(Object.fromEntries(everybody.map((who) => [who, each(who)])));
});

test('what an applicant writes and is answered is for the applicant and the coordinator', async () => {
  const query = 'query ($id: ID!) { node(id: $id) { ... on Membership { statement reason } } }';
  const concerned: readonly Who[] = ['outsider', 'street'];
  const answers = await asked(query, { id: idOf('Membership', 'rejected') }, 'node');
  expect(answers).toEqual(expected(concerned, { statement: '愿意加入', reason: '材料不全' }, null));
  const [active] = await world.sql<{ id: string }>('select id from directory.membership where unit_id = $1', [
    cast.red.community.unit,
  ]);
  const membership = `membership_${there(active).id.replaceAll('-', '')}`;
  expect(await asked(query, { id: membership }, 'node', 'statement')).toEqual(
    expected(['community', 'street'], '创始成员', null),
  );
});

test('a contact is told to its own unit and to who coordinates it, and to fellow members without its middle', async () => {
  await world.people.contact(cast.red.mall, '王小明', '+8613812345678');
  const query = 'query ($id: ID!) { unit(id: $id) { contact { disclosure name mobile } } }';
  const full = { disclosure: 'FULL', name: '王小明', mobile: '+8613812345678' };
  const masked = { disclosure: 'MASKED', name: '王**', mobile: '+86138****5678' };
  const withheld = { disclosure: 'WITHHELD', name: null, mobile: null };
  expect(await asked(query, { id: cast.red.mall.unitId }, 'unit', 'contact')).toEqual({
    ...expected(['mall', 'mallBare', 'street'], full, withheld),
    community: masked,
    power: masked,
  });
});
