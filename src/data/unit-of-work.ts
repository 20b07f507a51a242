/**
 * The unit of work: one act, one transaction. Its rights, its idempotency key, its rows, its audit entries and its
 * facts stand or fall together.
 */
import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '../domain/access/actor.ts';
import { appOf, personOf, type Viewer } from '../domain/access/viewer.ts';
import { RefusalError } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import { AuthenticationError } from '../platform/identity/identity.ts';
import { closeAct, hatsOf, openAct, readKey, type Fact, type Key, type RightsRow, type Stored } from './act-records.ts';
import { Act, type Shown } from './act.ts';
import { Desk } from './desk.ts';
import { DatabaseAwayError, failureOf } from './failures.ts';
import { attemptsAfter, lostForGood } from './lost-race.ts';
import { writersOf, type Orm } from './orm.ts';
import { SentAhead, type Question } from './statement.ts';
import { Transaction, type Ending } from './transaction.ts';

/** Every input of a mutation carries a key that names the attempt, not the content. */
interface Input {
  readonly idempotencyKey: string;
}

interface Command {
  readonly viewer: Viewer;
  readonly mutation: string;
  readonly input: Input;
  /**
   * In whose name: the unit's that the hat says, unless it is the person's own. Then the key is the person's, and a hat
   * that is missing or has ended is no obstacle: the act itself may give the first hat, or take the last.
   */
  readonly inNameOf?: 'UNIT' | 'PERSON';
  /** It lies in the alliance of the hat, whose membership is held together with the question for the rights. */
  readonly inHat?: boolean;
  /** What the act will ask in any case (`act.run`) and need not wait to ask: it locks nothing, and nothing depends on it. */
  readonly ahead?: readonly Question[];
}

/** What an act made or changed: by the payload's field, its id. */
type Outcome = Readonly<Record<string, string>>;

export interface Done {
  readonly outcome: Outcome;
  /** The key was used before with the same input: nothing was done again. */
  readonly replayed: boolean;
  /** Whom to read the outcome for: the viewer, under the hats the act resolved. */
  readonly viewer: Viewer;
  /** By the payload's field, what is shown this once and kept nowhere; nothing of it where the act is replayed. */
  readonly shown?: Shown;
}

/**
 * What a module does when it hears what another's act recorded, by the name of the action. It is part of that act: both
 * stand or fall together.
 */
export type Hears = Readonly<Record<string, (act: Act, fact: Fact) => Promise<void>>>;

/**
 * Closed before the ORM is, it begins nothing more and lets what is under way end: an ORM that is closed while it waits for a
 * connection never gives that back, and is never done closing.
 */
export class UnitOfWork implements AsyncDisposable {
  readonly #orm: Orm;
  readonly #hears: readonly Hears[];
  readonly #underWay = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(orm: Orm, hears: readonly Hears[] = []) {
    this.#orm = orm;
    this.#hears = hears;
  }

  /**
   * Runs the work, once for its key. A refusal rolls everything back and stores nothing. Throws `StatementTimeoutError` where
   * somebody else held a row for too long, `DatabaseAwayError` where the database is.
   */
  async run(command: Command, work: (act: Act) => Promise<Outcome>): Promise<Done> {
    if (command.viewer.subject.kind === 'ANONYMOUS') throw new AuthenticationError('a mutation needs a token');
    return this.#attempted('commit', (desk) => this.#once(desk, command, work));
  }

  /**
   * Does the work and takes it back: refuses what would be refused, before what the act takes is there. Where the key was
   * used it does nothing: that the act is done, or is another one, the act itself will tell.
   */
  async rehearse(command: Command, work: (act: Act) => Promise<unknown>): Promise<void> {
    if (command.viewer.subject.kind === 'ANONYMOUS') throw new AuthenticationError('a mutation needs a token');
    await this.#attempted('rollback', async (desk) => {
      const opened = await openedAct(desk, command);
      if (opened.isNew) await work(opened.act);
      else await storedUnder(opened);
    });
  }

  async #attempted<T>(ending: Ending, work: (desk: Desk) => Promise<T>): Promise<T> {
    // By how often what failed so is tried: who was the victim of a deadlock may yet run into a row that is there already.
    const failed = new Map<number, number>();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#whileOpen(() => this.#inTransaction(ending, work));
      } catch (error) {
        const attempts = attemptsAfter(error);
        const times = (failed.get(attempts) ?? 0) + 1;
        if (times >= attempts) throw failureOf(await lostForGood(this.#orm, error));
        failed.set(attempts, times);
        await sleep(Math.random() * 2 ** attempt * 2);
      }
    }
  }

  async #whileOpen<T>(act: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new DatabaseAwayError('the unit of work is closed');
    const acting = act();
    this.#underWay.add(acting);
    try {
      return await acting;
    } finally {
      this.#underWay.delete(acting);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#underWay);
  }

  async #inTransaction<T>(ending: Ending, work: (desk: Desk) => Promise<T>): Promise<T> {
    const transaction = await Transaction.begin(await writersOf(this.#orm), ending);
    try {
      const done = await work(new Desk(this.#orm, transaction));
      await transaction.end();
      return done;
    } catch (error) {
      // Why it failed matters more than that it could not be taken back: without its connection nothing of it stays.
      await transaction.rollback().catch(() => undefined);
      throw error;
    }
  }

  async #once(desk: Desk, command: Command, work: (act: Act) => Promise<Outcome>): Promise<Done> {
    const opened = await openedAct(desk, command);
    const { act, key, actorKey } = opened;
    if (!opened.isNew) return replayed(act, key, await storedUnder(opened));
    const outcome = await worked(act, work, this.#hears);
    await desk.flush();
    const done = { ...key, subjectId: act.heldSubject };
    closeAct(desk, command.viewer, act.recordedFor, actorKey, done, act.facts, {
      ids: outcome,
      alliance: act.resolvedViewer.actingAlliance,
    });
    return { outcome, replayed: false, viewer: act.resolvedViewer, shown: act.shown };
  }
}

interface Opened {
  readonly act: Act;
  readonly desk: Desk;
  readonly key: Key;
  /** Whose the key is. */
  readonly actorKey: string;
  /** Whether the key is taken by this act. */
  readonly isNew: boolean;
  /** Whether what was done under the key before may be told. */
  readonly mayReplay: boolean;
}

/** Throws where the credential has ended. */
async function openedAct(desk: Desk, command: Command): Promise<Opened> {
  const { viewer, mutation, input, inNameOf = 'UNIT', inHat = false } = command;
  const isOwn = inNameOf === 'PERSON';
  const key = { mutation, key: input.idempotencyKey, inputHash: hashOf(input, viewer), isOwn };
  const opening = openAct(desk, viewer, key, inHat);
  const ahead = command.ahead === undefined ? null : new SentAhead(desk, command.ahead);
  const rights = await opening;
  const { problem, is_new: isNew, held } = rights;
  if (problem === 'CREDENTIAL_ENDED') throw new AuthenticationError('the key or login was revoked or has expired');
  const act = new Act(desk, viewer, actorOf(viewer, rights), { problem, held, ahead });
  const actorKey = (isOwn ? null : rights.unit_id) ?? personOf(viewer) ?? appOf(viewer) ?? '';
  // What was done under a hat is told again when the hat is gone: the act may have ended it.
  const mayReplay = isOwn || problem === null || problem === 'ALLIANCE_NOT_HELD';
  return { act, desk, key, actorKey, isNew, mayReplay };
}

/** What is stored under a key that this act did not take. Throws `HAT_REQUIRED` where that is because it has no hat. */
async function storedUnder({ act, desk, key, actorKey, mayReplay }: Opened): Promise<Stored> {
  const stored = mayReplay ? await readKey(desk, actorKey, key, act.now) : null;
  if (stored === null) throw RefusalError.of('HAT_REQUIRED', { choices: await hatsOf(desk, act.viewer) });
  return stored;
}

/** A refusal is judged under the hats the act resolved. */
async function worked(act: Act, work: (act: Act) => Promise<Outcome>, hears: readonly Hears[]): Promise<Outcome> {
  try {
    const outcome = await work(act);
    // What is recorded while hearing is heard too.
    for (const fact of act.facts) for (const listener of hears) await listener[fact.action]?.(act, fact);
    return outcome;
  } catch (error) {
    if (error instanceof RefusalError) error.seenAs = act.resolvedViewer;
    throw error;
  }
}

/** What was done under the key, for the viewer as far as its rights still go. */
function replayed(act: Act, key: Key, stored: Stored): Done {
  if (stored.input_hash !== key.inputHash) throw RefusalError.of('IDEMPOTENCY_KEY_REUSED', { key: key.key });
  if (stored.outcome === null) throw new Error('a committed key without an outcome');
  const { ids, alliance } = stored.outcome;
  const actingAlliance = act.actor.memberships.find((held) => held === alliance) ?? null;
  return { outcome: ids, replayed: true, viewer: { ...act.resolvedViewer, actingAlliance } };
}

function actorOf(viewer: Viewer, rights: RightsRow): Actor {
  return {
    person: personOf(viewer),
    app: appOf(viewer),
    unit: rights.unit_id as Id<'unit'> | null,
    alliance: viewer.actingAlliance,
    memberships: rights.memberships as Id<'alliance'>[],
    coordinates: rights.coordinates as Id<'alliance'>[],
    roles: rights.roles,
  };
}

/** A hash of the input but for its key, and of the alliance hat; the order of an object's entries does not matter. */
function hashOf({ idempotencyKey: _, ...input }: Input, { actingAlliance }: Viewer): string {
  return hash('sha256', canonical({ input, actingAlliance }), 'base64url');
}

function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(entries).sort()) {
    const entry = entries[key];
    if (entry !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(entry)}`;
  }
  return `{${text}}`;
}
