/** Counts by value and sums by unit of measure: of the whole list, and of what the viewer sees alone. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../support/actor.ts';
import { createWorld, type World } from '../support/world.ts';
import { agreed, need, offer, proposal } from '../scenarios/story.ts';

let world: World;
let street: Actor;
let mall: Actor;
let community: Actor;
let outsider: Actor;

beforeAll(async () => {
  world = await createWorld();
  ({ street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community'));
  ({ outsider } = await world.alliance('别的联盟', 'outsider'));
  const offerId = await offer(mall, { title: '一', value: '3', visibility: 'PUBLIC' });
  await offer(mall, { title: '二', value: '2.5', visibility: 'PUBLIC' });
  await offer(community, { title: '三', value: '4', category: 'staff.volunteer', visibility: 'ALLIANCE' });
  await offer(community, { title: '自用', value: '100', category: 'staff.electrician', visibility: 'UNIT' });
  const needId = await need(community, { title: '需', value: '2' });
  await agreed(mall, community, await proposal(street, { needId, offerId }));
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

async function offers(actor: Actor, selection: string, filter = ''): Promise<unknown> {
  world.statements.length = 0;
  const { data, errors } = await actor.try<{ offers: unknown }, object>(`{ offers${filter} { ${selection} } }`);
  expect(errors).toBeUndefined();
  expect(world.statements).toHaveLength(1);
  return data?.offers;
}

test('facets count what the viewer sees, the most frequent first', async () => {
  expect(await offers(mall, 'facets(by: CATEGORY) { value count }')).toEqual({
    facets: [
      { value: 'space.hall', count: 2 },
      { value: 'staff.volunteer', count: 1 },
    ],
  });
  expect(await offers(outsider, 'facets(by: CATEGORY) { value count }')).toEqual({
    facets: [{ value: 'space.hall', count: 2 }],
  });
  expect(await offers(community, 'facets(by: UNIT) { value count __typename }')).toEqual({
    facets: [
      { __typename: 'Facet', value: mall.unitId, count: 2 },
      { __typename: 'Facet', value: community.unitId, count: 2 },
    ],
  });
});

test('sums are exact, by unit of measure, and of the whole list whatever the page', async () => {
  const selection = 'all: sums(of: QUANTITY) { value unit } left: sums(of: REMAINING) { value unit } nodes { title }';
  expect(await offers(mall, selection, '(first: 1, filter: { category: "space.hall" })')).toEqual({
    all: [{ value: '5.5', unit: '场' }],
    left: [{ value: '4.5', unit: '场' }],
    nodes: [{ title: '二' }],
  });
  expect(await offers(outsider, 'sums(of: QUANTITY) { value unit }')).toEqual({ sums: [{ value: '5.5', unit: '场' }] });
  expect(await offers(mall, 'sums(of: QUANTITY) { value }', '(filter: { search: "没有" })')).toEqual({ sums: [] });
});

test('within another thing they are of its list', async () => {
  const query = `query ($by: NeedFacet!, $of: NeedMeasure!) {
    units(order: NAME) { nodes { shortName needs { facets(by: $by) { value count } sums(of: $of) { value } } } }
  }`;
  const ask = async (variables: object): Promise<unknown> => (await street.try(query, variables)).data;
  const units = (of: object): object => ({ units: { nodes: expect.arrayContaining([of]) } });
  expect(await ask({ by: 'STATE', of: 'COVERED' })).toMatchObject(
    units({ shortName: 'community', needs: { facets: [{ value: 'PUBLISHED', count: 1 }], sums: [{ value: '1' }] } }),
  );
  expect(await ask({ by: 'VISIBILITY', of: 'REMAINING' })).toMatchObject(
    units({ shortName: 'community', needs: { facets: [{ value: 'ALLIANCE', count: 1 }], sums: [{ value: '1' }] } }),
  );
});
