/**
 * The corpus: whatever GraphQL allows on our schema, each document with its SQL beside it. One root field is one
 * statement, and the answer is the one of the naive executor. `QINLIN_TEST_UPDATE=1` writes the SQL anew, never in CI.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, OperationTypeNode } from 'graphql';
import { SCHEMA_FOLDER } from '../../src/app/graph.ts';
import type { Answer } from '../support/world.ts';
import { said, sayable } from './corpus/coverage.ts';
import { corpus, filesOf, type CorpusDocument } from './corpus/document.ts';
import { pagedVariables } from './corpus/pages.ts';
import { expectStatements } from './corpus/statements.ts';
import { createSmallWorld, type SmallWorld } from './small-world/small-world.ts';

const documents = corpus();
const queries = documents.filter(({ operation }) => operation.operation === OperationTypeNode.QUERY);
const api = buildSchema(readFileSync(`${SCHEMA_FOLDER}api.graphql`, 'utf8'), { assumeValidSDL: true });

let small: SmallWorld;

beforeAll(async () => {
  small = await createSmallWorld();
});

afterAll(async () => {
  await small[Symbol.asyncDispose]();
});

describe('a query of the corpus is one statement a root field, and answers what the naive executor answers', () => {
  test.each(named(queries))('%s', async (_name, document) => {
    const caller = small.cast.callers[document.as];
    const variables = await pagedVariables(document, caller, small.things);

    small.world.statements.length = 0;
    const { data, errors = [] } = await caller.ask(document.text, variables);
    expect(codes(errors)).toEqual(document.errors);
    if (document.errors.length === 0) {
      const naive = await small.naive.data(document.ast, variables, caller.viewer);
      expect(data).toEqual(naive);
      expect(JSON.stringify(data)).toBe(JSON.stringify(naive));
      const roots = Object.entries(data ?? {}).filter(([key]) => !key.startsWith('__'));
      expect(small.world.statements).toHaveLength(roots.length);
      expect(roots.filter(([, value]) => value === null).map(([key]) => key)).toEqual(document.absent);
    }
    expectStatements(document.name, small.world.statements);
  });
});

function named(of: readonly CorpusDocument[]): [string, CorpusDocument][] {
  return of.map((document) => [document.name, document]);
}

const codes = (errors: NonNullable<Answer<unknown>['errors']>): string[] =>
  errors.map(({ extensions }) => extensions.code);

describe('the corpus is whole', () => {
  test('every field, argument, field of an input and value of an enum is in some document', () => {
    const found = said(api, documents);
    expect(sayable(api).filter((name) => !found.has(name))).toEqual([]);
  });

  test('every statement lies beside its document', () => {
    const of = (ending: string): string[] => filesOf(ending).map((name) => name.replace(ending, ''));
    expect(of('.sql')).toEqual(of('.graphql'));
    expect(documents.length).toBeGreaterThanOrEqual(60);
  });
});
