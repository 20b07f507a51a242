/** What has no id of its own of dealings and resources: signatures, what was proposed, and places that are kept for alliances. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ClaimNeedDocument, ShowReliabilityDocument } from '../generated/operations.ts';
import { countered } from '../scenarios/matching/match-steps.ts';
import { DAILY, published, ruled, told } from '../scenarios/resources/booking-steps.ts';
import { need, there } from '../scenarios/story.ts';
import { createWorld, type World } from '../support/world.ts';
import { answered, expected } from './leak/asking.ts';
import { exchangeThings, type Exchanged } from './leak/exchange.ts';
import { askersOf, castOf, everybody, inBlue, inRed, type Askers, type Cast, type Who } from './leak/people.ts';

let world: World;
let cast: Cast;
let things: Exchanged;
let askers: Askers;

/** The two sides of what was agreed in red, and the coordinator under the hat. */
const sides: readonly Who[] = ['mall', 'mallBare', 'community', 'street'];

beforeAll(async () => {
  world = await createWorld();
  cast = await castOf(world);
  askers = await askersOf(world, cast);
  things = await exchangeThings(world, cast);
});

afterAll(() => world[Symbol.asyncDispose]());

const asked = (query: string, variables: object, ...path: readonly string[]): Promise<Record<string, unknown>> =>
  answered(askers, query, variables, ...path);

test('signatures are seen with their agreement, from wherever it is reached', async () => {
  const units = { nodes: [cast.red.mall.unitId, cast.red.community.unitId].map((id) => ({ unit: { id } })) };
  const direct = 'query ($id: ID!) { agreement(id: $id) { signatures { unit { id } } } }';
  const id = things.red.agreement;
  expect(await asked(direct, { id }, 'agreement', 'signatures')).toEqual(expected(sides, units.nodes, null));
  const around = 'query ($id: ID!) { match(id: $id) { agreement { signatures { unit { id } } } } }';
  const { match } = things.red;
  expect(await asked(around, { id: match }, 'match', 'agreement', 'signatures')).toEqual(
    expected(sides, units.nodes, null),
  );
});

test('what stands on a settlement sheet is seen with it, from wherever it is reached', async () => {
  const { settlement, agreement, delivery } = things.red;
  const fields = 'deliveries { nodes { entry delivery { id } quantity { value } } }';
  const nodes = [{ entry: 'AWAITED', delivery: { id: delivery }, quantity: { value: '1' } }];
  const direct = `query ($id: ID!) { settlement(id: $id) { ${fields} } }`;
  expect(await asked(direct, { id: settlement }, 'settlement', 'deliveries', 'nodes')).toEqual(
    expected(sides, nodes, null),
  );
  const around = `query ($id: ID!) { agreement(id: $id) { settlements { nodes { ${fields} } } } }`;
  expect(await asked(around, { id: agreement }, 'agreement', 'settlements', 'nodes')).toEqual(
    expected(sides, [{ deliveries: { nodes } }], null),
  );
  const lines =
    'query ($id: ID!) { settlement(id: $id) { lines { title awaited { value } } parties { unit { id } } } }';
  const figures = {
    lines: [{ title: '联盟供给', awaited: { value: '1' } }],
    parties: [cast.red.mall.unitId, cast.red.community.unitId].map((id) => ({ unit: { id } })),
  };
  expect(await asked(lines, { id: settlement }, 'settlement')).toEqual(expected(sides, figures, null));
});

test('what was proposed in a match is seen with it, writing by writing, from wherever it is reached', async () => {
  const { mall, community } = cast.red;
  const needId = await need(community, { title: '商量', value: '9' });
  const claim = there((await mall.do(ClaimNeedDocument, { needId, amount: '2' })).match);
  await countered(community, claim, { amount: '3', note: '多一些' });
  const terms = [
    { number: 1, unit: { id: mall.unitId }, quantity: { value: '2' }, note: null },
    { number: 2, unit: { id: community.unitId }, quantity: { value: '3' }, note: '多一些' },
  ];
  const fields = 'terms { number unit { id } quantity { value } note }';
  const direct = `query ($id: ID!) { match(id: $id) { ${fields} } }`;
  expect(await asked(direct, { id: claim.id }, 'match', 'terms')).toEqual(expected(sides, terms, null));
  const around = `query ($id: ID!) { need(id: $id) { matches { nodes { ${fields} } } } }`;
  expect(await asked(around, { id: needId }, 'need', 'matches', 'nodes')).toEqual({
    ...expected(sides, [{ terms }], null),
    // Who sees the need and no match of it; the mall without its hat does not see the need.
    power: [],
    mallBare: null,
  });
  const byAgreement = `query ($id: ID!) { agreement(id: $id) { match { ${fields} } } }`;
  const [first] = terms;
  for (const [{ agreement }, those, supplier] of [
    [things.red, sides, mall],
    [things.blue, inBlue, cast.blue.pier],
  ] as const) {
    const only = [{ ...first, unit: { id: supplier.unitId } }];
    expect(await asked(byAgreement, { id: agreement }, 'agreement', 'match', 'terms')).toEqual(
      expected(those, only, null),
    );
  }
});

test('what alliances have of slots is told whole to the unit itself, to others as far as their hat goes', async () => {
  const { red, blue } = cast;
  const [ofRed, ofBlue] = [
    { alliance: { id: red.id }, atMost: 8, reserved: 0 },
    { alliance: { id: blue.id }, atMost: null, reserved: 3 },
  ];
  const query = 'query ($id: ID!) { resource(id: $id) { shares { alliance { id } atMost reserved } } }';
  // Whoever sees the resource without a hat of an alliance it is shown to is told of none.
  for (const [visibility, others] of [
    ['ALLIANCE', null],
    ['PUBLIC', []],
  ] as const) {
    const ground = await published(red.power, '操场', { visibility, audience: [red.id, blue.id] });
    await ruled(red.power, ground, {});
    await told(red.power, ground, {
      windows: [{ rrule: DAILY, opens: '18:00', closes: '20:00' }],
      slotMinutes: 60,
      capacity: 9,
      shares: [
        { allianceId: red.id, atMost: 8 },
        { allianceId: blue.id, reserved: 3 },
      ],
    });
    expect(await asked(query, { id: ground }, 'resource', 'shares')).toEqual({
      ...expected(inRed, [ofRed], others),
      ...Object.fromEntries(inBlue.map((who) => [who, [ofBlue]])),
      power: [ofRed, ofBlue],
    });
  }
});

test('how reliable a unit is, is told to whom it shows that, and of few promises no figure but to itself', async () => {
  const { mall } = cast.red;
  const query = 'query ($id: ID!) { unit(id: $id) { reliability { shownTo kept { count outOf rate } released } } }';
  const chosen = 'query ($id: ID!) { unit(id: $id) { reliability(from: "2026-11-01T00:00:00+08:00") { shownTo } } }';
  const own: readonly Who[] = ['mall', 'mallBare'];
  const say = async (to: 'NOBODY' | 'MEMBERS' | 'EVERYBODY', expectedVersion?: number): Promise<void> => {
    await mall.do(ShowReliabilityDocument, { to, ...(expectedVersion !== undefined && { expectedVersion }) });
  };
  const told = async (shownTo: string, others: readonly Who[]): Promise<void> => {
    const [figures, none] = [
      { kept: { count: 0, outOf: 0, rate: null }, released: 0 },
      { kept: { count: null, outOf: null, rate: null }, released: null },
    ];
    expect(await asked(query, { id: mall.unitId }, 'unit', 'reliability')).toEqual({
      ...expected(others, { shownTo, ...none }, null),
      ...Object.fromEntries(own.map((who) => [who, { shownTo, ...figures }])),
    });
  };
  await told('COORDINATORS', ['street']);
  await say('MEMBERS');
  await told('MEMBERS', ['street', 'community', 'power']);
  // A time is chosen by the unit and by the coordinator.
  expect(await asked(chosen, { id: mall.unitId }, 'unit', 'reliability')).toEqual(
    expected([...own, 'street'], { shownTo: 'MEMBERS' }, null),
  );
  await say('EVERYBODY', 1);
  await told('EVERYBODY', everybody);
  await say('NOBODY', 2);
  await told('NOBODY', []);
});
