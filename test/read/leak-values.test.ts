/** What has no id of its own is seen with the thing it belongs to, and values that only some may read by nobody else. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createWorld, type World } from '../support/world.ts';
import { ReleaseNeedDocument } from '../generated/operations.ts';
import { catalogued } from '../scenarios/access/sharing-steps.ts';
import { need, offer, proposal, there } from '../scenarios/story.ts';
import { answered, expected } from './leak/asking.ts';
import { factsOf, type Facts } from './leak/facts.ts';
import { askersOf, castOf, everybody, inBlue, inRed, type Askers, type Cast, type Who } from './leak/people.ts';

let world: World;
let cast: Cast;
let facts: Facts;
let askers: Askers;

beforeAll(async () => {
  world = await createWorld();
  cast = await castOf(world);
  askers = await askersOf(world, cast);
  facts = await factsOf(world, cast);
});

afterAll(() => world[Symbol.asyncDispose]());

const idOf = (type: string, name: string): string => there(facts[type]?.[name]).id;

const asked = (query: string, variables: object, ...path: readonly string[]): Promise<Record<string, unknown>> =>
  answered(askers, query, variables, ...path);

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
  for (const [{ unit, unitId }, colleagues] of [
    [cast.red.mall, ['mall', 'mallBare']],
    [cast.blue.harbour, ['harbour']],
  ] as const) {
    const held = await world.sql('select from directory.post where unit_id = $1 and valid @> $2::timestamptz', [
      unit,
      world.clock.now(),
    ]);
    const all = <T>(holder: T) => held.map(() => ({ holder }));
    expect(await shown(unitId)).toEqual(expected(colleagues, all({ name: '某人' }), all(null)));
  }
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

test('when a membership was in force is told with it', async () => {
  const query = 'query ($id: ID!) { node(id: $id) { ... on Membership { stretches { number until } } } }';
  expect(await asked(query, { id: idOf('Membership', 'number 0') }, 'node', 'stretches')).toEqual(
    expected(everybody, [{ number: 1, until: null }], null),
  );
  expect(await asked(query, { id: idOf('Membership', 'rejected') }, 'node', 'stretches')).toEqual(
    expected(['outsider', 'street'], [], null),
  );
});

test('what an alliance has to have is told to all, with what is there', async () => {
  const query = 'query ($id: ID!) { alliance(id: $id) { requiredRoles { name minimum present missing } } }';
  const told = [
    { name: '社区', minimum: 9, present: 4, missing: 5 },
    { name: '牵头单位', minimum: 1, present: 1, missing: 0 },
  ];
  expect(await asked(query, { id: cast.red.id }, 'alliance', 'requiredRoles')).toEqual(expected(everybody, told, null));
});

test('a contact is told to its own unit and to who coordinates it, and to fellow members without its middle', async () => {
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

test('whom a need is for is told masked, to its unit, its supplier and an app with consent', async () => {
  const fields = 'beneficiary { disclosure name mobile identityNumber address }';
  const query = `query ($id: ID!) { need(id: $id) { ${fields} } }`;
  const masked = {
    disclosure: 'MASKED',
    name: '王**',
    mobile: '+86138****5678',
    identityNumber: '330282********001X',
    address: '阳光花园',
  };
  const those: readonly Who[] = ['community', 'mall', 'app'];
  const told = (needId: string) => asked(query, { id: needId }, 'need', 'beneficiary');
  expect(await told(idOf('Need', 'alliance'))).toEqual(expected(those, masked, null));
  expect(await told(idOf('Need', 'inReview'))).toEqual(expected(['community'], masked, null));
  expect(await told(idOf('Need', 'open'))).toEqual(expected(['community'], masked, null));
  const direct = `query ($id: ID!) { node(id: $id) { ... on Beneficiary { name version consents { totalCount nodes { evidence } } } } }`;
  const answers = await asked(direct, { id: idOf('Beneficiary', 'shown') }, 'node');
  const given = { evidence: '当面同意' };
  const [own, none] = [
    { totalCount: 2, nodes: [given, given] },
    { totalCount: 0, nodes: [] },
  ];
  const others = { name: '王**', version: null, consents: none };
  expect(answers).toEqual({
    ...expected(['mall', 'mallBare', 'app'], others, null),
    community: { name: '王**', version: 1, consents: own },
  });
});

test('what was found in the words of a need and what was judged of them is seen with it while it is held up', async () => {
  const query = `query ($id: ID!) { need(id: $id) {
    findings { kind excerpt } reviews { verdict reason unit { id } alliance { id } }
  } }`;
  const [unit, alliance] = [{ id: cast.red.street.unitId }, { id: cast.red.id }];
  const judges: readonly Who[] = ['community', 'street'];
  const number = { findings: [{ kind: 'MOBILE', excerpt: '138****5678' }], reviews: [] };
  for (const name of ['inReview', 'inReviewOpen']) {
    expect(await asked(query, { id: idOf('Need', name) }, 'need')).toEqual(expected(judges, number, null));
  }
  const returned = {
    findings: [{ kind: 'NAME', excerpt: '王**' }],
    reviews: [{ verdict: 'RETURNED', reason: '请隐去姓名', unit, alliance }],
  };
  expect(await asked(query, { id: idOf('Need', 'returned') }, 'need')).toEqual(expected(judges, returned, null));
});

test('what was judged of a need that was released is for its unit and for who coordinates the alliance', async () => {
  const title = '请到孙塘北路12号集合';
  const needId = await need(cast.red.community, { title, visibility: 'PUBLIC', audience: [cast.red.id] });
  await cast.red.street.do(ReleaseNeedDocument, { needId, expectedVersion: 1, reason: '公共场所' });
  const query = 'query ($id: ID!) { need(id: $id) { title findings { kind } reviews { verdict } } }';
  const answers = await asked(query, { id: needId }, 'need');
  const released = { title, findings: [], reviews: [{ verdict: 'RELEASED' }] };
  expect(answers).toEqual(expected(['community', 'street'], released, { title, findings: [], reviews: [] }));
});

test('what was found in the words of an offer is seen while it is held up, and what waits by who judges it alone', async () => {
  const held = idOf('Offer', 'held');
  const query = 'query ($id: ID!) { offer(id: $id) { findings { kind excerpt } reviews { verdict } } }';
  const found = { findings: [{ kind: 'MOBILE', excerpt: '138****5678' }], reviews: [] };
  expect(await asked(query, { id: held }, 'offer')).toEqual(expected(['mall', 'mallBare', 'street'], found, null));
  const waiting = await asked('{ listingsInReview { nodes { listingId } } }', {}, 'listingsInReview');
  const nodes = [idOf('Need', 'inReview'), idOf('Need', 'inReviewOpen'), held].map((listingId) => ({ listingId }));
  const told = Object.entries(waiting).filter(([, list]) => (list as { nodes: unknown[] } | null)?.nodes.length !== 0);
  const [judge] = told.filter(([, list]) => list !== null);
  expect(told.filter(([who]) => who !== 'street').every(([, list]) => list === null)).toBe(true);
  expect(judge?.[0]).toBe('street');
  expect((judge?.[1] as { nodes: unknown[] }).nodes).toEqual(expect.arrayContaining(nodes));
});

test('the place of a need is told exactly where it is shown, and to the community elsewhere', async () => {
  const query = 'query ($id: ID!) { need(id: $id) { placeName locationPrecision location { longitude latitude } } }';
  const point = (longitude: number, latitude: number) => ({ location: { longitude, latitude } });
  const exact = { placeName: '阳光花园3幢', locationPrecision: 'EXACT', ...point(121.2664, 30.1697) };
  const community = { placeName: '阳光花园', locationPrecision: 'COMMUNITY', ...point(121.265, 30.165) };
  expect(await asked(query, { id: idOf('Need', 'alliance') }, 'need')).toEqual(expected(inRed, exact, null));
  // Public, and for no alliance in particular: the coordinator of its unit's alliance matches it by distance.
  const told = await asked(query, { id: idOf('Need', 'open') }, 'need');
  expect(told).toEqual(expected(['community', 'street'], exact, community));
});

test('a place that an agreement masks is told to whom the need is shown, not to whom it is only shared with', async () => {
  const query = 'query ($id: ID!) { node(id: $id) { ... on Need { placeName location { longitude } } } }';
  const answers = await asked(query, { id: idOf('Need', 'shared') }, 'node');
  const told = { placeName: '吾悦广场三楼', location: { longitude: 121.2 } };
  expect(answers).toEqual({
    ...expected([...inRed, 'mallBare'], told, null),
    // What is shared masked is told as to the public.
    pier: { placeName: '吾悦广场', location: { longitude: 121.205 } },
  });
});

test('a catalogue is told to all, of every unit', async () => {
  await catalogued(cast.red.mall, 'CONTACT', 'NONE');
  const query = 'query ($id: ID!) { unit(id: $id) { dataItems { kind attribute note } } }';
  const unsaid = { attribute: 'CONDITIONAL', note: null };
  expect(await asked(query, { id: cast.red.mall.unitId }, 'unit', 'dataItems')).toEqual(
    expected(
      everybody,
      [
        { kind: 'CONTACT', attribute: 'NONE', note: '涉及居民隐私' },
        { kind: 'OFFERS', ...unsaid },
        { kind: 'NEEDS', ...unsaid },
      ],
      null,
    ),
  );
});

test('what an alliance has on its board is told outside in figures of many alone', async () => {
  const { street, mall, community, power, id } = cast.red;
  const figures = '{ column tally { count } }';
  const side = `{ total ${figures} rows { key figures ${figures} } }`;
  const query = `query ($id: ID!) { alliance(id: $id) { supplyDemandBoard { isMasked needs ${side} offers ${side} } } }`;
  const board = () => asked(query, { id }, 'alliance', 'supplyDemandBoard');
  const offerId = await offer(mall);
  const needs = [await need(community), await need(community)];
  await proposal(street, { needId: there(needs[0]), offerId });
  const before = await board();
  await need(power, { visibility: 'UNIT' });
  expect(await board()).toEqual(before);
  // One more of few: whoever wears the hat is told, and nobody else is told anything else than before.
  await proposal(street, { needId: there(needs[1]), offerId });
  const after = await board();
  const inside: readonly Who[] = ['street', 'mall', 'community', 'power'];
  for (const who of everybody) {
    expect(before[who]).toMatchObject({ isMasked: !inside.includes(who) });
    if (inside.includes(who)) expect(after[who]).not.toEqual(before[who]);
    else expect(after[who]).toEqual(before[who]);
  }
});
