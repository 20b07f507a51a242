/** An act under way: who acts, inside which transaction, and what it has to say for the record. */
import { assertCan, type Action, type Target } from '../domain/access/actions.ts';
import type { Actor } from '../domain/access/actor.ts';
import type { DataSubject } from '../domain/access/data-subject.ts';
import type { Viewer } from '../domain/access/viewer.ts';
import { RefusalError, type RightsProblem } from '../domain/errors.ts';
import type { Id } from '../domain/ids.ts';
import type { IdKind } from '../domain/kinds.ts';
import { freshId } from '../platform/clock.ts';
import { hatsOf, type Fact, type Protected } from './act-records.ts';
import { Asking } from './asking.ts';
import { holdSubject, type HeldSubject } from './audit/subject-key.ts';
import type { Desk } from './desk.ts';
import type { SentAhead } from './statement.ts';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Values that are shown once, by the field of the payload. */
export type Shown = Readonly<Record<string, unknown>>;

/** What was found out when it was begun. */
interface Begun {
  readonly problem: RightsProblem | null;
  /** The alliance of which the unit acted for is a member until the act is done. */
  readonly held: string | null;
  readonly ahead: SentAhead | null;
}

export class Act extends Asking {
  readonly viewer: Viewer;
  readonly actor: Actor;
  readonly facts: Fact[] = [];
  #alliance: Id<'alliance'> | null = null;
  #shown: Shown = {};
  #heldSubject: string | null = null;
  #recordedFor: string | null;
  readonly #problem: RightsProblem | null;

  /** `problem`: what is wrong with the hats, for an act that does not need one. */
  constructor(desk: Desk, viewer: Viewer, actor: Actor, { problem, held, ahead }: Begun) {
    super(desk, viewer.now, ahead);
    this.viewer = viewer;
    this.actor = actor;
    this.#recordedFor = actor.unit;
    this.#problem = problem;
    if (held !== null && actor.unit !== null) this.holdsMembership(actor.unit, held);
  }

  get now(): Date {
    return this.viewer.now;
  }

  /** The id of the data subject that it holds. */
  get heldSubject(): string | null {
    return this.#heldSubject;
  }

  /** What the caller is shown of this act and of no replay of it. */
  get shown(): Shown {
    return this.#shown;
  }

  /**
   * Shows a value in that field of the payload, once: one of which no record may know. It is in no outcome, audit
   * entry or fact.
   */
  showOnce(field: string, value: unknown): void {
    this.#shown = { ...this.#shown, [field]: value };
  }

  newId<K extends IdKind>(kind: K): Id<K> {
    return freshId(kind, this.now);
  }

  /** Asks the table of actions; `subject` is the thing acted upon, where there is one already. */
  assertCan<A extends Action>(action: A, target: Target<A>, kind?: IdKind, subject?: { readonly id: string }): void {
    const named = kind === undefined || subject === undefined ? null : { kind, id: subject.id };
    assertCan(this.actor, action, target, named);
  }

  /** The unit acted for. */
  get unit(): Id<'unit'> {
    if (this.actor.unit === null) {
      throw RefusalError.forbidden('act', {
        zh: '该令牌没有所代表的单位，只能读取数据；请改用在单位任职者的令牌。',
        en: 'This token acts for no unit and may only read: use one of somebody who holds a post in a unit.',
      });
    }
    return this.actor.unit;
  }

  /** Throws `HAT_REQUIRED` where the hats of the request are missing or do not fit. */
  async mustWearHat(): Promise<void> {
    if (this.#problem !== null)
      throw RefusalError.of('HAT_REQUIRED', { choices: await hatsOf(this.desk, this.viewer) });
  }

  /** The unit on whose record the act is. */
  get recordedFor(): string | null {
    return this.#recordedFor;
  }

  /** What a person does in their own name is on the record of the unit that it is about. */
  recordFor(unitId: string): void {
    this.#recordedFor = unitId;
  }

  /**
   * The alliance the act belongs to: the one the hat names, or the only one there is. Its membership is held to the end
   * of the transaction, so nobody leaves between the check and the act.
   */
  async alliance(): Promise<Id<'alliance'>> {
    const { alliance, memberships } = this.actor;
    const chosen = this.#alliance ?? alliance ?? (memberships.length === 1 ? memberships[0] : undefined);
    if (chosen === undefined && memberships.length > 1) {
      throw RefusalError.of('HAT_REQUIRED', { choices: await hatsOf(this.desk, this.viewer) });
    }
    if (chosen === undefined || !(await this.holdMembership(this.unit, chosen))) {
      throw RefusalError.of('NOT_A_MEMBER', { unitId: this.unit, allianceId: chosen ?? null, isOwn: true });
    }
    this.#alliance = chosen;
    return chosen;
  }

  /** As `alliance()`, for an act whose object lies in an alliance already; under another hat the object is not there. */
  async inAllianceOf(kind: IdKind, subject: { readonly id: string; readonly allianceId: string }): Promise<void> {
    if ((await this.alliance()) !== subject.allianceId) throw RefusalError.notFound(kind, subject.id);
  }

  /**
   * For an act on what the two units of an agreement promised each other, which outlives membership: it needs no alliance
   * hat; under another alliance's hat the object is not there.
   */
  mustFitHat(kind: IdKind, subject: { readonly id: string }, { allianceId }: { readonly allianceId: string }): void {
    const { alliance } = this.actor;
    if (alliance !== null && alliance !== allianceId) throw RefusalError.notFound(kind, subject.id);
  }

  /** The viewer as the act resolved it: reading back its result happens under the hats it was done under. */
  get resolvedViewer(): Viewer {
    return {
      ...this.viewer,
      actingUnit: this.actor.unit,
      actingAlliance: this.#alliance ?? this.viewer.actingAlliance,
    };
  }

  /** Throws `VERSION_CONFLICT` unless the caller has seen the row as it is now. */
  expectVersion(kind: IdKind, row: Versioned, expectedVersion: number): void {
    if (row.version !== expectedVersion) {
      throw RefusalError.of('VERSION_CONFLICT', { kind, id: row.id, expectedVersion, currentVersion: row.version });
    }
  }

  /**
   * A data subject, so that the record may keep protected values of it. Hold it before they are read: whoever erases the
   * subject comes before that or after the act, never between.
   */
  holdSubject(subject: DataSubject): Promise<HeldSubject> {
    this.#heldSubject = subject.id;
    return holdSubject(this.desk, subject, this.now);
  }

  /**
   * Tells the record what was done: one audit entry, one fact for others. Ids and states only; protected values go to
   * `protected`, which others are not told.
   */
  record(
    action: string,
    kind: IdKind,
    subject: { readonly id: string; readonly version?: number },
    rest: {
      readonly allianceId?: string | null;
      readonly unitIds?: readonly string[];
      readonly body?: Fact['body'];
      readonly protected?: readonly Protected[];
    } = {},
  ): void {
    this.facts.push({
      action,
      subject: { kind, id: subject.id, version: subject.version ?? 1 },
      allianceId: rest.allianceId ?? null,
      unitIds: [...new Set(rest.unitIds ?? [this.unit])],
      body: rest.body ?? {},
      protected: rest.protected ?? [],
    });
  }
}
