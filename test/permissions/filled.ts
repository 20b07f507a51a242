/**
 * The world that the stages of a run are clones of. To fill it, every act there is is done on either side: whoever needs a
 * stage first does that, under a lock, and leaves it behind as a template database. What is known of it besides its rows is the
 * comment of that database.
 */
import { jest } from '@jest/globals';
import pg from 'pg';
import { clientConfig } from '../../src/data/database.ts';
import { addressOf, templates, testRun } from '../support/server.ts';
import { createWorld, type World } from '../support/world.ts';
import { doneBy, type Done } from './acts.ts';
import { castOf } from './world/cast.ts';
import { lookersOf, type Looker } from './world/lookers.ts';
import { MARK, markAll } from './world/marks.ts';
import { fill } from './world/things.ts';

/** What is known of the filled world; as JSON keeps it. */
interface Known {
  readonly now: string;
  readonly keys: number;
  /** The acts that filled it. */
  readonly done: readonly Done[];
  readonly lookers: readonly Looker[];
  /** The marks that were logged while it was filled. */
  readonly logged: readonly string[];
}

export interface FilledWorld extends Pick<Known, 'done' | 'lookers'> {
  readonly world: World;
}

/** Any number does that no other lock of the tests has. */
const FILLING = 8;

export async function filledWorld(): Promise<FilledWorld> {
  const { done, lookers, now, keys, logged } = await knownOnce();
  const world = await createWorld({ after: { template: 'staged', now, keys }, isPlannedLightly: true });
  world.log.push(logged.join(' '));
  return { world, done, lookers };
}

async function knownOnce(): Promise<Known> {
  const maintenance = { address: addressOf(testRun()), name: 'postgres', statementTimeoutMs: 30_000 };
  const server = new pg.Client(clientConfig(maintenance, 'owner'));
  await server.connect();
  try {
    await server.query('select pg_advisory_lock($1)', [FILLING]);
    const { rows } = await server.query<{ known: string | null }>(
      "select shobj_description(oid, 'pg_database') as known from pg_database where datname = $1",
      [templates.staged],
    );
    const told = rows[0]?.known ?? null;
    return told === null ? await fillFor(server) : (JSON.parse(told) as Known);
  } finally {
    // The lock goes with the session.
    await server.end();
  }
}

async function fillFor(server: pg.Client): Promise<Known> {
  await server.query(`drop database if exists ${templates.staged}`);
  const known = await filled();
  await server.query(`comment on database ${templates.staged} is ${pg.escapeLiteral(JSON.stringify(known))}`);
  return known;
}

async function filled(): Promise<Known> {
  await using world = await createWorld();
  const cast = await castOf(world);
  const asked = jest.spyOn(world, 'ask');
  await fill(world, cast);
  const done = asked.mock.calls.flatMap((call) => doneBy(call) ?? []);
  asked.mockRestore();
  const lookers = await lookersOf(world, cast);
  await markAll(world);
  const logged = world.log.join('').match(MARK) ?? [];
  world.becomes('staged');
  return { now: world.clock.now().toISOString(), keys: world.keys, done, lookers, logged: [...new Set(logged)] };
}
