/** What every search of the API has in common. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSchema, getNamedType, isInputObjectType } from 'graphql';
import { SCHEMA_FOLDER } from '../../../src/app/graph.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';

const schema = buildSchema(readFileSync(`${SCHEMA_FOLDER}api.graphql`, 'utf8'), { assumeValidSDL: true });

/** The lists that are searched, each with the name of its filter. */
const searched = Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap(({ name, args }) => {
  const filter = args.find((one) => one.name === 'filter');
  const type = filter === undefined ? null : getNamedType(filter.type);
  return isInputObjectType(type) && 'search' in type.getFields() ? [[name, type.name] as const] : [];
});

let world: World;
let member: Actor;

beforeAll(async () => {
  world = await createWorld();
  ({ member } = await world.alliance('五色亲邻党建联盟', 'member', 'other'));
});

afterAll(() => world[Symbol.asyncDispose]());

interface Count {
  readonly list: { readonly totalCount: number } | null;
}

const look = (list: string, type: string, filter: object | null) =>
  member.try<Count, object>(
    `query ($filter: ${type}) { list: ${list}(first: 1, filter: $filter) { totalCount nodes { id } } }`,
    { filter },
  );

test('ten lists are searched', () => {
  expect(searched.map(([list]) => list).sort()).toEqual(
    ['alliances', 'apps', 'areas', 'needs', 'offers', 'places', 'programmes', 'projects', 'resources', 'units'].sort(),
  );
});

test.each(searched)('%s are searched for 64 characters at most', async (list, type) => {
  const words = 'ab'.repeat(32);
  expect((await look(list, type, { search: ` ${words} ` })).errors).toBeUndefined();
  expect((await look(list, type, { search: '社'.repeat(64) })).errors).toBeUndefined();
  const { errors } = await look(list, type, { search: `${words}a` });
  expect(errors?.map(({ extensions, message }) => [extensions.code, message])).toEqual([
    ['BAD_USER_INPUT', expect.stringContaining('The words of a search are at most 64 characters')],
  ]);
});

test.each(searched)('a search of %s for blank words is none', async (list, type) => {
  const all = (await look(list, type, null)).data;
  for (const search of ['', '  ', '\u{3000}']) expect((await look(list, type, { search })).data).toEqual(all);
});
