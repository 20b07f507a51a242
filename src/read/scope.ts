/**
 * The viewer inside a statement. Rights are one row, the first CTE of the statement (`rights.viewer`), so a right that
 * ended is gone on the very next request; a statement that asks for no right does not read them.
 */
import { appOf, personOf, type Viewer } from '../domain/access/viewer.ts';
import { nothing, Param, sql, type Sql } from './sql.ts';

/** What of a viewer changes the text of a statement; everything else is a parameter. */
export function viewerClass(viewer: Viewer): string {
  return `${viewer.subject.kind}${viewer.actingAlliance === null ? '' : '+ALLIANCE'}`;
}

const person = new Param('uuid', ({ viewer }) => personOf(viewer));
const app = new Param('uuid', ({ viewer }) => appOf(viewer));
const actingUnit = new Param('uuid', ({ viewer }) => viewer.actingUnit);
const actingAlliance = new Param('uuid', ({ viewer }) => viewer.actingAlliance);
const now = new Param('timestamptz', ({ viewer }) => viewer.now.toISOString());
const locale = new Param('text', ({ viewer }) => viewer.locale);

const RIGHTS = sql`select * from rights.viewer(${person}, ${app}, ${actingUnit}, ${actingAlliance}, ${now})`;

export class Scope {
  readonly kind: Viewer['subject']['kind'];
  readonly hasAllianceHat: boolean;
  #asksRights = false;
  #isGuarded = false;
  #isHeavy = false;
  readonly #checked: Param[] = [];

  constructor(viewer: Viewer) {
    this.kind = viewer.subject.kind;
    this.hasAllianceHat = viewer.actingAlliance !== null;
  }

  /** The instant of the request. */
  readonly now: Param = now;
  readonly person: Param = person;
  readonly app: Param = app;
  readonly locale: Param = locale;

  /**
   * Whether a range of time holds at the instant of the request. `is true` keeps the instant out of the choice of an
   * index: PostgreSQL takes it for rarer than any other condition, and what holds now is nearly everything.
   */
  holds(range: Sql): Sql {
    return sql`(${range} @> ${this.now}) is true`;
  }

  #right(column: string): Sql {
    this.#asksRights = true;
    return { parts: [`(select v.${column} from viewer v)`] };
  }

  /** The row of rights itself, `rights.viewer`'s columns, to select from. */
  get rights(): Sql {
    this.#asksRights = true;
    return sql`viewer`;
  }

  /** The unit acted for: a uuid, or null. */
  get unit(): Sql {
    return this.#right('unit_id');
  }

  /** Whether `x` is the unit acted for. */
  isUnit(x: Sql): Sql {
    return this.kind === 'PERSON' ? sql`${x} = ${this.#right('unit_id')}` : nothing;
  }

  /** Whether `x` is an alliance whose rows may be read under the alliance hat. */
  inAlliance(x: Sql): Sql {
    return this.hasAllianceHat ? sql`${x} = any(${this.#right('alliances')}::uuid[])` : nothing;
  }

  /** Whether `x` is an alliance under the hat that the person coordinates. */
  coordinates(x: Sql): Sql {
    if (!this.hasAllianceHat || this.kind !== 'PERSON') return nothing;
    return sql`(${this.inAlliance(x)} and ${x} = any(${this.#right('coordinates')}::uuid[]))`;
  }

  /** The statement reads a table under row-level security and must run in the guarded lane. */
  guard(): void {
    this.#isGuarded = true;
  }

  get isGuarded(): boolean {
    return this.#isGuarded;
  }

  /** The statement may go through much of a table, as searches and counts of everything do: it must not hold up light ones. */
  weigh(): void {
    this.#isHeavy = true;
  }

  get isHeavy(): boolean {
    return this.#isHeavy;
  }

  /** Parameters that the statement has no use for, and that are refused all the same where they are no good. */
  check(params: readonly Param[]): void {
    this.#checked.push(...params);
  }

  get checked(): readonly Param[] {
    return this.#checked;
  }

  /** The whole statement: the answer as JSON text, and what is wrong with the hats if rights were asked. */
  statement(answer: Sql): Sql {
    if (!this.#asksRights) return sql`select (${answer})::text, null`;
    return sql`with viewer as materialized (${RIGHTS}) select (${answer})::text, (select v.problem from viewer v)`;
  }
}
