/**
 * Rights that end. A token stays in use, the query is known, its statements are prepared on every session: nothing of
 * that may keep a right alive.
 */
import { expect } from '@jest/globals';
import { there } from '../scenarios/story.ts';
import type { Actor } from '../support/actor.ts';
import type { Headers, World } from '../support/world.ts';

/** What members see of each other under the hat: a listing by the light lane, a contact by the guarded one. */
export const OFFER = 'query ($id: ID!) { node(id: $id) { ... on Offer { title } } }';
export const CONTACT = 'query ($id: ID!) { unit(id: $id) { contact { name mobile } } }';

/** The headers of a person or an app, under the hat of an alliance or without. */
export async function headersOf(
  world: World,
  { person = null, app = null }: Partial<Pick<Actor, 'person' | 'app'>>,
  hat: string | null,
): Promise<Headers> {
  const token = app === null ? world.token('person', there(person)) : world.token('app', app);
  const authorization = `Bearer ${await token}`;
  return { authorization, 'accept-language': 'en', ...(hat === null ? {} : { 'x-acting-alliance': hat }) };
}

/** Somebody, and something to be seen by it while its right lasts. */
export interface Sight {
  readonly world: World;
  readonly headers: Headers;
  readonly query: string;
  readonly variables?: object;
  /** In the answer while it is seen, and never after. */
  readonly mark: string;
}

/** So many at once that every session of either lane has its turn. */
const AT_ONCE = 12;

/** Fails with the answers in which it is otherwise. */
async function expectSeen({ world, headers, query, variables = {}, mark }: Sight, isSeen: boolean): Promise<void> {
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => world.post({ query, variables }, headers)));
  expect(answers.map(({ body }) => body).filter((body) => body.includes(mark) !== isSeen)).toEqual([]);
}

/** Asks until nothing is made anew for the query: no plan, and no statement that is not prepared. */
async function warmUp(sight: Sight): Promise<void> {
  for (let i = 0; i < 3; i += 1) await expectSeen(sight, true);
  const { reader } = sight.world.exchange.graph;
  const made = reader.statementsMade;
  await expectSeen(sight, true);
  expect(reader.statementsMade).toBe(made);
}

/** Seen before the act, and by nobody's next request after it. */
export async function cutsAtOnce<Scene>(
  arrange: () => Promise<Scene>,
  act: (scene: Scene) => Promise<unknown>,
  ask: (scene: Scene) => Sight,
): Promise<void> {
  const scene = await arrange();
  await warmUp(ask(scene));
  await act(scene);
  await expectSeen(ask(scene), false);
}

/** Seen to the last millisecond before the instant, and not at it: times are half-open. */
export async function cutsAtTheInstant(sight: Sight, end: Date): Promise<void> {
  const { clock } = sight.world;
  clock.set(new Date(end.getTime() - 1).toISOString());
  await warmUp(sight);
  clock.set(end.toISOString());
  await expectSeen(sight, false);
}

/** Not seen to the last millisecond before the instant, and seen at it. */
export async function beginsAtTheInstant(sight: Sight, start: Date): Promise<void> {
  const { clock } = sight.world;
  clock.set(new Date(start.getTime() - 1).toISOString());
  await expectSeen(sight, false);
  clock.set(start.toISOString());
  await expectSeen(sight, true);
}
