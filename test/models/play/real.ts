/** The real exchange that is played on: who acts in it, what was done, and a history that people can read. */
import { endOverdueMatches, expireListings, tidyHolds } from '../../../src/modules/exchange/index.ts';
import { withOwner } from '../../../src/data/open.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { answered, documentOf, type Answered, type Mutation, type Payload, type Sent } from './sending.ts';

/** What the serving process does by the clock. */
export const chores = { endOverdueMatches, expireListings, tidyHolds } as const;
export type ChoreName = keyof typeof chores;

/** An act that was done, as it was sent. */
export interface Deed {
  readonly sent: Sent;
  readonly key: string;
  readonly at: Date;
  readonly answer: Answered;
}

const ID = /\b[a-z]+_[0-9a-f]{32}\b/g;

export class Real {
  readonly world: World;
  readonly actors: Readonly<Record<string, Actor>>;
  readonly done: Deed[] = [];
  readonly history: string[] = [];
  /** Commands that were played. */
  steps = 0;
  readonly #names = new Map<string, string>();

  constructor(world: World, actors: Readonly<Record<string, Actor>>) {
    this.world = world;
    this.actors = actors;
    for (const [name, { unitId }] of Object.entries(actors)) this.#names.set(unitId, name);
  }

  actor(name: string): Actor {
    const actor = this.actors[name];
    if (actor === undefined) throw new Error(`nobody is called ${name}`);
    return actor;
  }

  /** Sends it, under a key of its own unless one is given. What comes back is an outcome; anything else is a defect. */
  async send(sent: Sent, key: string = this.world.key()): Promise<Answered> {
    const { by, mutation, input } = sent;
    const at = this.world.clock.now();
    const asked = { input: { ...input, idempotencyKey: key } };
    const { data, errors } = await this.actor(by).try<Partial<Record<Mutation, Payload>>, object>(
      documentOf(mutation),
      asked,
    );
    const payload = data?.[mutation];
    if (errors !== undefined || payload === undefined) {
      this.note(at, `${by} ${mutation} ${JSON.stringify(input)} ⇒ ${JSON.stringify(errors)}`);
      throw new Error(`${mutation} failed: ${JSON.stringify(errors)}`);
    }
    const answer = answered(mutation, payload);
    this.note(at, `${by} ${mutation} ${JSON.stringify(input)} (${key}) ⇒ ${answer.outcome} ${answer.said}`);
    if (answer.outcome === 'DONE') this.done.push({ sent, key, at, answer });
    return answer;
  }

  /** Does what the serving process does every few seconds. */
  async chore(name: ChoreName): Promise<void> {
    const now = this.world.clock.now();
    const many = await withOwner(this.world.database, (client) => chores[name](client, now));
    this.note(now, `${name} ⇒ ${many}`);
  }

  note(at: Date, said: string): void {
    const named = said.replaceAll(ID, (id) => this.#named(id));
    this.history.push(`${at.toISOString().slice(0, 16)} ${named.trimEnd()}`);
  }

  /** `match 3`: the third that was heard of. */
  #named(id: string): string {
    const [kind = ''] = id.split('_', 1);
    const number = [...this.#names.keys()].filter((known) => known.startsWith(`${kind}_`)).length + 1;
    const name = this.#names.get(id) ?? `${kind} ${number}`;
    this.#names.set(id, name);
    return name;
  }
}
