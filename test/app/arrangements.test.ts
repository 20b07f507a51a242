/** One graph: planned into one statement when together, federated when apart. The answers are the same. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Actor } from '../support/actor.ts';
import { execute, parse } from 'graphql';
import { planner, type AskPlanner } from '../support/planner.ts';
import { createWorld, type Answer, type World } from '../support/world.ts';
import { agreed, need, offer, proposal, signed } from '../scenarios/story.ts';
import type { Viewer } from '../../src/domain/access/viewer.ts';
import { CloseStack } from '../../src/platform/close-stack.ts';

const FOLDER = fileURLToPath(new URL('../read/statements/', import.meta.url));
const queries = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql'));
const stack = new CloseStack();

let world: World;
let street: Actor;
let viewer: Viewer;
let ask: AskPlanner;
let variables: Record<string, unknown>;

beforeAll(async () => {
  world = stack.use(await createWorld());
  const alliance = await world.alliance('五色', 'street', 'mall', 'community');
  street = alliance.street;
  const { mall, community } = alliance;
  const period = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
  const needId = await need(community, { title: '需求一', value: '3', period });
  const offerId = await offer(mall, { title: '供给一', value: '3' });
  await signed(mall, community, await agreed(mall, community, await proposal(street, { needId, offerId })));
  ask = planner(world.exchange, stack);
  viewer = {
    subject: street.person === null ? { kind: 'ANONYMOUS' } : { kind: 'PERSON', person: street.person },
    actingUnit: null,
    actingAlliance: alliance.uuid,
    now: world.clock.now(),
    locale: 'en',
    requestId: 'test',
  };
  variables = {
    need: needId,
    alliance: alliance.id,
    unit: mall.unitId,
    ids: [mall.unitId, needId, offerId],
    cursor: await firstCursor(),
    withUnit: true,
    withoutPlace: true,
    category: 'space.hall',
    search: '需',
  };
});

async function firstCursor(): Promise<string | undefined> {
  const query = '{ needs(first: 1, order: SOONEST) { edges { cursor } } }';
  const { data } = await street.try<{ needs: { edges: { cursor: string }[] } }, object>(query);
  return data?.needs.edges[0]?.cursor;
}

afterAll(() => stack[Symbol.asyncDispose]());

/** An answer, of its errors the codes and paths. */
const codes = ({ data, errors }: Answer<unknown>): unknown => ({
  data,
  errors: errors?.map(({ path, extensions }) => ({ path, code: extensions.code })),
});

describe('through the planner the answer is the same', () => {
  test.each(queries)('%s', async (name) => {
    const query = readFileSync(FOLDER + name, 'utf8');
    const together = await street.try(query, variables);
    const apart = await ask({ query, variables }, viewer);
    expect(codes(apart)).toEqual(codes(together));
    expect(together.errors).toBeUndefined();
  });

  test.each([
    ['a page of too many', '{ offers(first: 101) { totalCount } }', 'BAD_USER_INPUT'],
    ['a malformed id', '{ offer(id: "x") { id } }', 'BAD_USER_INPUT'],
    ['one field fails, another does not', '{ offer(id: "x") { id } alliances { totalCount } }', 'BAD_USER_INPUT'],
    ['a document that is not valid', '{ nobody }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('and so are errors: %s', async (_what, query, code) => {
    const together = await street.try(query);
    expect(together.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(codes(await ask({ query }, viewer))).toEqual(codes(together));
  });
});

describe('a subgraph is asked for things by their keys', () => {
  const query = `query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      __typename
      ... on Unit { id shortName memberships { totalCount } }
      ... on Term { label }
    }
  }`;

  async function entities(representations: readonly object[]): Promise<unknown> {
    const { schema, reader } = world.exchange.subgraph('directory');
    const contextValue = { viewer, reader };
    const { data, errors } = await execute({
      schema,
      document: parse(query),
      variableValues: { representations },
      contextValue,
    });
    if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join());
    return data?.['_entities'];
  }

  test('any number of any types in one statement, in the order asked, null where there is none', async () => {
    const nobody = `unit_${'0'.repeat(12)}7000800000000000000${'0'.repeat(1)}`;
    world.statements.length = 0;
    expect(
      await entities([
        { __typename: 'Term', code: 'space.hall' },
        { __typename: 'Unit', id: street.unitId },
        { __typename: 'Unit', id: nobody },
        { __typename: 'Unit', id: street.unitId },
      ]),
    ).toEqual([
      { __typename: 'Term', label: 'space.hall' },
      { __typename: 'Unit', id: street.unitId, shortName: 'street', memberships: { totalCount: 1 } },
      null,
      { __typename: 'Unit', id: street.unitId, shortName: 'street', memberships: { totalCount: 1 } },
    ]);
    expect(world.statements).toHaveLength(1);
  });

  test('what is no key of the type is refused', async () => {
    await expect(entities([{ __typename: 'Term', label: 'x' }])).rejects.toThrow(/not known by label/);
    await expect(entities([{ __typename: 'Unit', shortName: 'mall' }])).rejects.toThrow(/not known by shortName/);
    await expect(entities([{ __typename: 'Nothing', id: street.unitId }])).rejects.toThrow(/not known by id/);
    await expect(entities([{ __typename: 'Unit' }])).rejects.toThrow(/one key/);
    await expect(entities([{ __typename: 'Unit', id: 'unit_1' }])).rejects.toThrow();
  });
});
