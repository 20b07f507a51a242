/**
 * The mutations of the corpus: the reading of a payload is one statement, beside the document, and answers what the
 * naive executor answers for the same rows; what is refused is refused as the document says.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  Kind,
  OperationTypeNode,
  parse,
  print,
  type DocumentNode,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';
import { readId } from '../../src/domain/ids.ts';
import { idTypes } from '../../src/domain/kinds.ts';
import { prepareActs } from './corpus/acts.ts';
import { corpus, variablesIn, type CorpusDocument } from './corpus/document.ts';
import { expectStatements } from './corpus/statements.ts';
import { createSmallWorld, type SmallWorld } from './small-world/small-world.ts';
import type { Things } from './small-world/supply.ts';

// Refusals first: they find the world as it was.
const acts = corpus()
  .filter(({ operation }) => operation.operation === OperationTypeNode.MUTATION)
  .sort((a, b) => Number(a.refused === null) - Number(b.refused === null));

type Payload = Readonly<Record<string, unknown>> & { readonly userErrors: readonly { readonly code: string }[] };

let small: SmallWorld;
let things: Things;

beforeAll(async () => {
  small = await createSmallWorld();
  things = { ...small.things, ...(await prepareActs(small)) };
});

afterAll(async () => {
  await small[Symbol.asyncDispose]();
});

describe('a mutation of the corpus reads its payload in one statement, as the naive executor does', () => {
  test.each(acts.map((document): [string, CorpusDocument] => [document.name, document]))(
    '%s',
    async (name, document) => {
      const caller = small.cast.callers[document.as];
      const variables = variablesIn(document, { ...things, key: name });
      small.world.statements.length = 0;
      const { data, errors } = await caller.ask(document.text, variables);
      expect(errors).toBeUndefined();
      const payloads = Object.entries(data ?? {}) as [string, Payload][];
      const refusals = payloads.flatMap(([, { userErrors }]) => userErrors.map(({ code }) => code));
      expect(refusals).toEqual(document.refused === null ? [] : [document.refused]);
      if (document.refused === null) expect(small.world.statements).toHaveLength(payloads.length);
      else expect(small.world.statements.length).toBeLessThanOrEqual(payloads.length);
      expectStatements(name, small.world.statements);

      for (const root of document.operation.selectionSet.selections.filter(
        (selection) => selection.kind === Kind.FIELD,
      )) {
        const payload = Object.fromEntries(payloads)[keyOf(root)];
        if (payload?.userErrors.length === 0) await expectRows(document, root, payload, variables);
      }
    },
  );
});

const keyOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;

/** Every part of the payload that is a row is what `node` answers for its id by the naive executor. */
async function expectRows(
  document: CorpusDocument,
  root: FieldNode,
  payload: Payload,
  variables: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { viewer } = small.cast.callers[document.as];
  const rows = (root.selectionSet?.selections ?? []).filter((selection) => selection.kind === Kind.FIELD);
  for (const row of rows) {
    const found = payload[keyOf(row)];
    // Lists and answers are told with the act and are no rows.
    if (row.selectionSet === undefined || Array.isArray(found) || keyOf(row) === 'answer') continue;
    const { id } = there(found as { readonly id: string } | null);
    const naive = await small.naive.data(byId(document, id, row.selectionSet), variables, viewer);
    expect({ node: found }).toEqual(naive);
  }
}

function there<T>(found: T | null | undefined): T {
  if (found === null || found === undefined) throw new Error('an act was done and its row is not in the payload');
  return found;
}

/** The same selection, of the thing with that id. */
function byId({ ast, operation }: CorpusDocument, id: string, selection: SelectionSetNode): DocumentNode {
  const fragments = ast.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const declared = (operation.variableDefinitions ?? []).map((definition) => print(definition)).join(', ');
  const named = declared === '' ? '' : `(${declared})`;
  const node = `query ${named} { node(id: "${id}") { ... on ${idTypes[readId(id).kind]} ${print(selection)} } }`;
  return parse([node, ...fragments.map((fragment) => print(fragment))].join('\n'));
}
