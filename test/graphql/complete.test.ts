/** Payloads that are complete are answered as execution would answer them; of what is not, execution tells. */
import { describe, expect, test } from '@jest/globals';
import { buildSchema, execute, Kind, parse, type FieldNode, type FragmentDefinitionNode } from 'graphql';
import { completed, UnfitError } from '../../src/graphql/complete.ts';
import { fragmentsOf } from '../../src/graphql/operation.ts';

const schema = buildSchema(`
  enum State { OPEN CLOSED }
  interface Refusal { code: String! path: [String!] }
  type Full implements Refusal { code: String! path: [String!] left: Int! }
  type Hidden implements Refusal { code: String! path: [String!] }
  type Thing { id: ID! state: State! parts: [Thing!]! next: Thing at: Float }
  type Payload { thing: Thing refusals: [Refusal!]! replayed: Boolean! }
  type Query { done: Payload! maybe: Payload }
`);

const fragments = `
  fragment Told on Refusal { __typename code ... on Full { left path } }
  fragment Part on Thing { id state }
`;

const thing = { id: 7, state: 'OPEN', parts: [{ id: 'a', state: 'CLOSED', parts: [] }], next: null, at: 1.5 };
const refusals = [
  { $type: 'Full', code: 'SLOT_FULL', left: 0, path: ['input'] },
  { $type: 'Hidden', code: 'NOT_FOUND' },
];
const payload = { thing, refusals, replayed: false };

/** Of one root field: what we make of the value, and what execution does. */
async function both(text: string, value: unknown, variables: Readonly<Record<string, unknown>> = {}) {
  const document = parse(`${text} ${fragments}`);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  const node = operation.selectionSet.selections[0] as FieldNode;
  const type = schema.getQueryType()?.getFields()[node.name.value]?.type;
  if (type === undefined) throw new Error('no such field');
  const known: Readonly<Record<string, FragmentDefinitionNode>> = fragmentsOf(document);
  const ours = (): unknown => completed(value, type, [node], { schema, fragments: known, variableValues: variables });
  const executed = await execute({
    ...{ schema, document, variableValues: variables },
    fieldResolver: (source: Record<string, unknown> | undefined, _args, _context, info) =>
      source === undefined ? value : source[info.path.key],
    typeResolver: (found) => String((found as Record<string, unknown>)['$type']),
  });
  return { ours, executed, key: node.alias?.value ?? node.name.value };
}

test.each([
  ['fields', '{ done { replayed thing { id at state next { id } } } }'],
  ['the name of a type', '{ done { __typename thing { __typename parts { __typename id } } } }'],
  ['fragments', '{ done { thing { ...Part parts { ...Part } } refusals { ...Told } } }'],
  ['directives', 'query ($no: Boolean!) { done { replayed @include(if: $no) thing { id state @skip(if: $no) } } }'],
  ['a field asked twice', '{ done { thing { id } thing { state parts { id } } } }'],
])('%s are told as execution tells them, in the same order', async (_what, text) => {
  const { ours, executed, key } = await both(text, payload, { no: false });
  expect(executed.errors).toBeUndefined();
  expect(JSON.stringify({ [key]: ours() })).toBe(JSON.stringify(executed.data));
});

test('what is of another type than those of the list is left to execution, which refuses it', async () => {
  const { ours, executed } = await both('{ done { refusals { __typename code } } }', {
    refusals: [{ $type: 'Thing', code: 'SLOT_FULL' }],
  });
  expect(ours).toThrow(UnfitError);
  expect(executed.errors).toBeDefined();
});

test('aliases are keys like others, whatever they are called', async () => {
  const value = Object.fromEntries([['__proto__', thing]]);
  const { ours, executed } = await both('{ done { __proto__: thing { id } } }', value);
  expect(JSON.stringify(ours())).toBe('{"__proto__":{"id":"7"}}');
  expect(executed.errors).toBeUndefined();
});

test('nothing is nothing, where that may be', async () => {
  const { ours, executed } = await both('{ maybe { replayed } }', null);
  expect([ours(), executed.data]).toEqual([null, { maybe: null }]);
});

describe('what execution has something to say of, is left to it:', () => {
  test.each([
    ['nothing where there is to be something', '{ done { thing { id } } }', { thing: { ...thing, id: null } }],
    ['what is left out', '{ done { replayed } }', {}],
    ['a value of another kind', '{ done { thing { state } } }', { thing: { ...thing, state: 'AJAR' } }],
    ['no list', '{ done { thing { parts { id } } } }', { thing: { ...thing, parts: 'none' } }],
    ['a type that there is not', '{ done { refusals { code } } }', { refusals: [{ $type: 'Odd', code: 'X' }] }],
    ['an error among the values', '{ done { thing { at } } }', { thing: { ...thing, at: new Error('closed') } }],
    ['an error', '{ done { replayed } }', new Error('it failed')],
  ])('%s', async (_what, text, value) => {
    const { ours, executed } = await both(text, value);
    expect(executed.errors).toHaveLength(1);
    expect(ours).toThrow();
  });

  test('and says so itself', async () => {
    const { ours } = await both('{ done { replayed } }', {});
    expect(ours).toThrow(UnfitError);
  });
});
