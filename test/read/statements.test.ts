/** One root field, one statement; the SQL is beside each query, for people to read. `QINLIN_TEST_UPDATE=1` writes it anew. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { format } from 'sql-formatter';
import type { Actor } from '../support/actor.ts';
import { createWorld, type World } from '../support/world.ts';
import { agreed, need, offer, proposal, signed } from '../scenarios/story.ts';

const FOLDER = fileURLToPath(new URL('./statements/', import.meta.url));
const queries = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql'));
const SEVERAL_ROOTS: Readonly<Record<string, number>> = { '07-aliases.graphql': 2 };

let world: World;
let street: Actor;
let variables: Record<string, unknown>;

beforeAll(async () => {
  world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall', 'community');
  street = alliance.street;
  const { mall, community } = alliance;
  await world.people.contact(mall, '王小明', '+8613812345678');
  const period = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
  const [needId, offerId] = [
    await need(community, { title: '需求一', value: '3', period }),
    await offer(mall, { title: '供给一', value: '3' }),
  ];
  await need(community, {
    title: '需求二',
    period: { start: world.clock.day(8, '09:00'), end: world.clock.day(8, '10:00') },
  });
  await need(mall, { title: '需求三' });
  await signed(mall, community, await agreed(mall, community, await proposal(street, { needId, offerId })));
  const first = await street.try<{ needs: { edges: { cursor: string }[] } }, object>(
    '{ needs(first: 1, order: SOONEST) { edges { cursor } } }',
  );
  variables = {
    need: needId,
    alliance: alliance.id,
    unit: mall.unitId,
    ids: [mall.unitId, needId, offerId],
    cursor: first.data?.needs.edges[0]?.cursor,
    withUnit: true,
    withoutPlace: true,
    category: 'space.hall',
    search: '需',
  };
});

afterAll(() => world[Symbol.asyncDispose]());

describe('each root field is one statement', () => {
  test.each(queries)('%s', async (name) => {
    const query = readFileSync(FOLDER + name, 'utf8');
    world.statements.length = 0;
    const { data, errors } = await street.try<Record<string, unknown>, object>(query, variables);
    expect(errors).toBeUndefined();
    expect(Object.values(data ?? {})).not.toContain(null);
    expect(world.statements).toHaveLength(SEVERAL_ROOTS[name] ?? 1);
    const sql = world.statements.map(({ text, guardedFor }) => {
      const lane = guardedFor === null ? '' : '-- on the guarded lane, under row-level security\n';
      return lane + format(text, { language: 'postgresql', expressionWidth: 100 });
    });
    const [printed, file] = [`${sql.join('\n;\n')}\n;\n`, FOLDER + name.replace('.graphql', '.sql')];
    if (process.env['QINLIN_TEST_UPDATE'] === '1') writeFileSync(file, printed);
    expect(existsSync(file)).toBe(true);
    expect(printed).toBe(readFileSync(file, 'utf8'));
  });

  test('a document that was asked before makes no new statement, whatever its values', async () => {
    const query = readFileSync(`${FOLDER}02-list-with-relations.graphql`, 'utf8');
    await street.try(query, variables);
    const { reader } = world.exchange;
    const made = reader.statementsMade;
    await street.try(query, variables);
    await street.try('query ($s: String) { needs(filter: { search: $s }) { totalCount } }', { s: '一' });
    await street.try('query ($s: String) { needs(filter: { search: $s }) { totalCount } }', { s: '二' });
    expect(reader.statementsMade).toBe(made + 1);
    // Whether there is a value at all changes the text.
    await street.try('query ($s: String) { needs(filter: { search: $s }) { totalCount } }', { s: null });
    expect(reader.statementsMade).toBe(made + 2);
  });

  test('the reading of a mutation’s payload is one statement too', async () => {
    world.statements.length = 0;
    await need(street, { title: '需求四' });
    expect(world.statements).toHaveLength(1);
  });
});
