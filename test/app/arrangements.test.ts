/** One graph: planned into one statement when together, federated when apart. The answers are the same. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execute, OperationTypeNode, parse } from 'graphql';
import { prepareActs } from '../read/corpus/acts.ts';
import { corpus, variablesIn, type CorpusDocument } from '../read/corpus/document.ts';
import { pagedVariables } from '../read/corpus/pages.ts';
import { createSmallWorld, type SmallWorld } from '../read/small-world/small-world.ts';
import type { Things } from '../read/small-world/supply.ts';
import { planner, type AskPlanner } from '../support/planner.ts';
import type { Answer } from '../support/world.ts';
import { CloseStack } from '../../src/platform/close-stack.ts';

const documents = corpus();
const of = (operation: OperationTypeNode): [string, CorpusDocument][] =>
  documents
    .filter((document) => document.operation.operation === operation)
    // Refusals first: they find the world as it was.
    .sort((a, b) => Number(a.refused === null) - Number(b.refused === null))
    .map((document) => [document.name, document]);

const stack = new CloseStack();
let small: SmallWorld;
let things: Things;
let ask: AskPlanner;

beforeAll(async () => {
  small = stack.use(await createSmallWorld());
  things = { ...small.things, ...(await prepareActs(small)) };
  ask = planner(small.world.exchange, stack);
});

afterAll(() => stack[Symbol.asyncDispose]());

/** An answer, of its errors the codes and paths. */
const codes = ({ data, errors }: Answer<unknown>): unknown => ({
  data,
  // Parts that are asked at the same time answer in any order.
  errors: errors?.map(({ path, extensions }) => `${path?.join('.') ?? ''}: ${extensions.code}`).sort(),
});

describe('through the planner the answer is the same', () => {
  test.each(of(OperationTypeNode.QUERY))('%s', async (_name, document) => {
    const caller = small.cast.callers[document.as];
    const variables = await pagedVariables(document, caller, things);
    const together = await caller.ask(document.text, variables);
    const apart = await ask({ query: document.text, variables }, caller.viewer);
    expect(codes(apart)).toEqual(codes(together));
    expect((together.errors ?? []).map(({ extensions }) => extensions.code)).toEqual(document.errors);
  });

  test.each([
    ['a page of too many', '{ offers(first: 101) { totalCount } }', 'BAD_USER_INPUT'],
    ['a malformed id', '{ offer(id: "x") { id } }', 'BAD_USER_INPUT'],
    ['one field fails, another does not', '{ offer(id: "x") { id } alliances { totalCount } }', 'BAD_USER_INPUT'],
    ['a document that is not valid', '{ nobody }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('and so are errors: %s', async (_what, query, code) => {
    const caller = small.cast.callers.coordinator;
    const together = await caller.ask(query);
    expect(together.errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(codes(await ask({ query }, caller.viewer))).toEqual(codes(together));
  });
});

describe('what was done together is told the same through the planner, when it is sent again', () => {
  test.each(of(OperationTypeNode.MUTATION))('%s', async (name, document) => {
    const caller = small.cast.callers[document.as];
    const variables = variablesIn(document, { ...things, key: name });
    const { data, errors } = await caller.ask(document.text, variables);
    expect(errors).toBeUndefined();
    const payloads = Object.values(data ?? {}) as { readonly userErrors: readonly { readonly code: string }[] }[];
    const refused = payloads.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(refused).toEqual(document.refused === null ? [] : [document.refused]);
    const together = await caller.ask(document.text, variables);
    expect(codes(await ask({ query: document.text, variables }, caller.viewer))).toEqual(codes(together));
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
    const { schema, reader, instances } = small.world.exchange.subgraph('directory');
    const contextValue = { viewer: small.cast.callers.coordinator.viewer, reader, instances };
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
    const { street } = small.cast.red;
    const nobody = `unit_${'0'.repeat(12)}7000800000000000000${'0'.repeat(1)}`;
    small.world.statements.length = 0;
    expect(
      await entities([
        { __typename: 'Term', code: 'space.hall' },
        { __typename: 'Unit', id: street.unitId },
        { __typename: 'Unit', id: nobody },
        { __typename: 'Unit', id: street.unitId },
      ]),
    ).toEqual([
      { __typename: 'Term', label: 'space.hall' },
      { __typename: 'Unit', id: street.unitId, shortName: 'street', memberships: { totalCount: 5 } },
      null,
      { __typename: 'Unit', id: street.unitId, shortName: 'street', memberships: { totalCount: 5 } },
    ]);
    expect(small.world.statements).toHaveLength(1);
  });

  test('what is no key of the type is refused', async () => {
    const { unitId } = small.cast.red.street;
    await expect(entities([{ __typename: 'Term', label: 'x' }])).rejects.toThrow(/not known by label/);
    await expect(entities([{ __typename: 'Unit', shortName: 'mall' }])).rejects.toThrow(/not known by shortName/);
    await expect(entities([{ __typename: 'Nothing', id: unitId }])).rejects.toThrow(/not known by id/);
    await expect(entities([{ __typename: 'Unit' }])).rejects.toThrow(/one key/);
    await expect(entities([{ __typename: 'Unit', id: 'unit_1' }])).rejects.toThrow();
  });
});
