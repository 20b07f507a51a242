/** The three walls, each taken away by itself: which cells of the table open, and so which wall holds them. */
import { expect, test } from '@jest/globals';
import { buildGraph } from '../../src/app/graph.ts';
import { modules } from '../../src/app/modules.ts';
import type { Module } from '../../src/graphql/module.ts';
import { Opened } from './opened.ts';
import { NOBODYS } from './kinds.ts';
import { inTurns, registry, schema, whole, type Ask } from './stage.ts';
import { stage } from './the-stage.ts';
import { classes, fieldClasses, tableIn } from './table.ts';
import { withoutHouse, withoutPorch, withoutVault } from './walls.ts';
import { eachOnce, listedAlone, lists, typesWithId } from './ways.ts';

const WALLS = ['without the porch', 'without the house', 'without the vault'] as const;
type Without = (typeof WALLS)[number];

const opened = new Map<Without, Opened>();

/** The same world behind a door to a graph of other modules. */
async function askOf(house: readonly Module[]): Promise<Ask> {
  const { work, readers, limits } = stage.world.exchange;
  const door = await stage.world.door(buildGraph(work, (statement) => readers.send(statement), house, limits));
  return async (body, headers) => (await door(body, headers)).json();
}

/** Everything is asked for by everybody: things by their ids, or the lists at the root. */
async function lookAround(ask: Ask, what: 'things' | 'lists' = 'things'): Promise<Opened> {
  const { oracle, truth, lookers } = stage;
  const found = new Opened(oracle);
  const rows = [...oracle.rows.values()];
  const withId = typesWithId(schema, registry);
  const isByList = (type: string): boolean => what === 'lists' || !withId.includes(type);
  for (const type of [...withId, ...listedAlone(schema, registry)]) {
    for (const way of isByList(type) ? lists(schema, registry, type) : eachOnce(schema, type, rows)) {
      const real = await whole(truth, way, {});
      const [root] = way.roots;
      if (root === undefined || real.errors !== undefined) throw new Error(JSON.stringify(real.errors));
      await inTurns(lookers, async (looker) => {
        const answer = await whole(ask, way, looker.headers);
        const [all, told] = [real.data?.[root.key], answer.data?.[root.key]];
        if (told === null || told === undefined) return;
        const name = fieldClasses.get(root.field) ?? '';
        const cell = oracle.cell(looker, { ...NOBODYS, type: 'Query', key: name, class: name, needs: null });
        if (cell !== 'sees') found.add(name, kindOfAsker(looker.standing.hat));
        if (root.kind === 'rows') found.rows(looker, root.shape, all, told, null);
        else found.rows(looker, root.shape, (all as Listed).nodes, (told as Listed).nodes, null);
      });
    }
  }
  return found;
}

interface Listed {
  readonly nodes: readonly Record<string, unknown>[];
}

const kindOfAsker = (hat: string | null): string => (hat === null ? 'anon' : 'anon~');

test('without the porch, whoever is not signed in may ask, and finds nothing', async () => {
  opened.set('without the porch', await lookAround(await askOf(withoutPorch(modules)), 'lists'));
});

test('without the house, what is not guarded in the database lies open', async () => {
  opened.set('without the house', await lookAround(await askOf(withoutHouse(modules))));
});

test('without the vault nobody sees more', async () => {
  await withoutVault(stage.world);
  opened.set('without the vault', await lookAround(stage.ask));
});

const SAID = 'What each wall holds';

test('each wall holds what the table says, and no more', () => {
  const found = classes.map((name) => ({
    class: name,
    ...Object.fromEntries(WALLS.map((wall) => [wall, opened.get(wall)?.of(name)])),
  }));
  expect(found).toEqual(tableIn(SAID));
});

test('what is protected is held by two walls, but for what is known', () => {
  const held = tableIn(SAID).filter(({ class: name = '' }) => name.startsWith('protected: '));
  expect(held.length).toBeGreaterThan(0);
  const byOne = held.flatMap(({ class: name = '', ...walls }) =>
    Object.entries(walls).flatMap(([wall, kinds]) => (kinds === '-' ? [] : [`${name} ${wall}: ${kinds}`])),
  );
  expect(byOne).toEqual(HELD_BY_ONE);
});

/**
 * To be shortened, never made longer. What is shown of a beneficiary is of a version, which lies beside it and which a foreign
 * key ties to that of what is masked: who sees the one row could be told the number. It says how often something was
 * corrected, and nothing of the person.
 */
const HELD_BY_ONE: readonly string[] = [
  'protected: beneficiary, its version without the house: serves+ serves consented',
];
