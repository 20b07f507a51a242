/** Plans are kept: a document that was asked before is not planned again. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Actor } from '../support/actor.ts';
import { createWorld, type World } from '../support/world.ts';

const SEARCH = 'query ($search: String) { needs(filter: { search: $search }) { totalCount } }';

let world: World;
let street: Actor;

beforeAll(async () => {
  world = await createWorld();
  ({ street } = await world.alliance('五色', 'street'));
});

afterAll(() => world[Symbol.asyncDispose]());

test('a document that was asked before makes no new statement, whatever its values', async () => {
  const { reader } = world.exchange.graph;
  await street.try(SEARCH, { search: '一' });
  const made = reader.statementsMade;
  await street.try(SEARCH, { search: '一' });
  await street.try(SEARCH, { search: '二' });
  expect(reader.statementsMade).toBe(made);
});

test('whether there is a value at all changes the statement', async () => {
  const { reader } = world.exchange.graph;
  await street.try(SEARCH, { search: '一' });
  const made = reader.statementsMade;
  await street.try(SEARCH, { search: null });
  expect(reader.statementsMade).toBe(made + 1);
});

test('the worked example of the room’s page is what is sent', async () => {
  const page = readFileSync(new URL('../../src/read/README.md', import.meta.url), 'utf8');
  const [, query = '', said = ''] = /```graphql\n(.*?)```.*?```sql\n(.*?)```/s.exec(page) ?? [];
  world.statements.length = 0;
  await world.ask(query);
  const plain = (text: string): string => text.replaceAll(/\s+/g, '');
  expect(world.statements.map(({ text }) => plain(text))).toEqual([plain(said)]);
});
