/** The three walls, each taken away by itself: which cells of the table open, and so which wall holds them. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { buildGraph } from '../../src/app/graph.ts';
import { modules } from '../../src/app/modules.ts';
import type { Module } from '../../src/graphql/module.ts';
import { Opened } from './opened.ts';
import { NOBODYS } from './kinds.ts';
import { inTurns, registry, schema, whole, type Ask } from './stage.ts';
import { stage } from './the-stage.ts';
import { classes, fieldClasses, tableIn } from './table.ts';
import { withoutHouse, withoutPorch, withoutVault } from './walls.ts';
import { eachOnce, listedAlone, lists, typesWithId, type Way } from './ways.ts';

const WALLS = ['without the porch', 'without the house', 'without the vault'] as const;
type Without = (typeof WALLS)[number];

const opened = new Map<Without, Opened>();

/** The same world behind a door to a graph of other modules. */
async function askOf(house: readonly Module[]): Promise<Ask> {
  const { work, readers, limits } = stage.world.exchange;
  const door = await stage.world.door(buildGraph(work, (statement) => readers.send(statement), house, limits));
  return async (body, headers) => (await door(body, headers)).json();
}

const withId = typesWithId(schema, registry);
const types = [...withId, ...listedAlone(schema, registry)];

/** The ways to all there is: things by their ids, or the lists at the root. */
const waysTo = (type: string, what: 'things' | 'lists'): Way[] =>
  what === 'lists' || !withId.includes(type)
    ? lists(schema, registry, type)
    : eachOnce(schema, type, [...stage.oracle.rows.values()]);

/** Everybody asks for everything of the type. */
async function lookAt(ways: readonly Way[], ask: Ask, found: Opened): Promise<void> {
  const { oracle, truth, lookers } = stage;
  for (const way of ways) {
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

interface Listed {
  readonly nodes: readonly Record<string, unknown>[];
}

const kindOfAsker = (hat: string | null): string => (hat === null ? 'anon' : 'anon~');

/** A wall is taken away, and everybody looks around: what is opened is gathered by type. */
function lookAround(wall: Without, fall: () => Promise<Ask>, what: 'things' | 'lists'): void {
  let ask: Ask;
  beforeAll(async () => {
    ask = await fall();
    opened.set(wall, new Opened(stage.oracle));
  });
  const asked = types.filter((type) => what === 'things' || lists(schema, registry, type).length > 0);
  test.each(asked)('%s', async (type) => {
    const found = opened.get(wall);
    if (found === undefined) throw new Error(`nobody has looked ${wall}`);
    await lookAt(waysTo(type, what), ask, found);
  });
}

describe('without the porch, whoever is not signed in may ask, and finds nothing', () => {
  lookAround('without the porch', () => askOf(withoutPorch(modules)), 'lists');
});

describe('without the house, what is not guarded in the database lies open', () => {
  lookAround('without the house', () => askOf(withoutHouse(modules)), 'things');
});

describe('without the vault nobody sees more', () => {
  const fall = async (): Promise<Ask> => {
    await withoutVault(stage.world);
    return stage.ask;
  };
  lookAround('without the vault', fall, 'things');
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
