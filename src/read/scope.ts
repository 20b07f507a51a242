/**
 * The viewer inside a statement. Rights are one row, the first CTE of the statement (`rights.viewer`), so a right that
 * ended is gone on the very next request; a statement that asks for no right does not read them.
 */
import type { QuestionProblem, RightsProblem } from '../domain/errors.ts';
import { appOf, personOf, type Viewer } from '../domain/access/viewer.ts';
import type { AppScope } from '../domain/access/roles.ts';
import { everything, existsWhere, join, literal, nothing, Param, Row, sql, type Sql } from './sql.ts';

/** What of a viewer changes the text of a statement; everything else is a parameter. */
interface Classed {
  readonly subject: Pick<Viewer['subject'], 'kind'>;
  readonly actingAlliance: string | null;
}

export function viewerClass({ subject, actingAlliance }: Classed): string {
  return `${subject.kind}${actingAlliance === null ? '' : '+ALLIANCE'}`;
}

const person = new Param('uuid', ({ viewer }) => personOf(viewer));
const app = new Param('uuid', ({ viewer }) => appOf(viewer));
const actingUnit = new Param('uuid', ({ viewer }) => viewer.actingUnit);
const actingAlliance = new Param('uuid', ({ viewer }) => viewer.actingAlliance);
const now = new Param('timestamptz', ({ viewer }) => viewer.now.toISOString());
/** The day of the request, as it is counted in China; also for what leads to rows, which knows of no scope. */
export const today: Sql = sql`(${now} at time zone 'Asia/Shanghai')::date`;
const locale = new Param('text', ({ viewer }) => viewer.locale);

const credential = new Param('uuid', ({ viewer }) => viewer.credential);

/** With the alliance of the hat, and the same where the person coordinates it: what rows are compared with. */
const withHat = (rights: Sql): Sql =>
  sql`select v.*, v.alliances[1] as alliance_id, case when v.alliances[1] = any(v.coordinates) then v.alliances[1] end as coordinated from ${rights} v`;

const RIGHTS = withHat(sql`rights.viewer(${person}, ${credential}, ${actingUnit}, ${actingAlliance}, ${now})`);
const RIGHTS_OF_APP = withHat(sql`rights.app_viewer(${app}, ${credential}, ${actingUnit}, ${actingAlliance}, ${now})`);

const CREDENTIAL_ENDED: RightsProblem = 'CREDENTIAL_ENDED';

/** The problem told of a statement in which something is closed to the app: the scopes that would open it. */
export const SCOPES_WANTED = 'SCOPES_WANTED';

export class Scope {
  readonly kind: Viewer['subject']['kind'];
  readonly hasAllianceHat: boolean;
  #asksRights = false;
  readonly #closable = new Set<AppScope>();
  #isGuarded = false;
  readonly #scans = new Set<object>();
  readonly #checked: Param[] = [];
  readonly #doubts = new Map<QuestionProblem, Sql>();

  constructor({ subject, actingAlliance }: Classed) {
    this.kind = subject.kind;
    this.hasAllianceHat = actingAlliance !== null;
  }

  /** The instant of the request. */
  readonly now: Param = now;
  /** The day of the request, as it is counted in China. */
  readonly today: Sql = today;
  readonly person: Param = person;
  readonly app: Param = app;
  readonly locale: Param = locale;

  /**
   * Whether a range of time holds at the instant of the request. `coalesce` keeps the instant out of the choice of an index
   * and of the order of a list: PostgreSQL takes `@>` for rarer than any other condition, gathers all rows and sorts them,
   * and what holds now is nearly everything.
   */
  holds(range: Sql): Sql {
    return sql`coalesce(${range} @> ${this.now}, false)`;
  }

  #right(column: string): Sql {
    this.#asksRights = true;
    return { parts: [`viewer.${column}`] };
  }

  /** The row of rights itself, `rights.viewer`'s columns and `alliance_id`, to select from. */
  get rights(): Sql {
    this.#asksRights = true;
    return sql`viewer`;
  }

  /** The unit acted for: a uuid, or null. */
  get unit(): Sql {
    return this.#right('unit_id');
  }

  /** The alliance of the hat: a uuid, or null. */
  get alliance(): Sql {
    return this.#right('alliance_id');
  }

  /** Whether `x` is the unit acted for. An app acts for none. */
  isUnit(x: Sql): Sql {
    return this.kind === 'PERSON' ? sql`${x} = ${this.#right('unit_id')}` : nothing;
  }

  /** Whether `x` is the person who asks. */
  isPerson(x: Sql): Sql {
    return this.kind === 'PERSON' ? sql`${x} = ${this.person}` : nothing;
  }

  /** Whether `x` is the unit acted for, and the person administers it. */
  administers(x: Sql): Sql {
    if (this.kind !== 'PERSON') return nothing;
    return sql`(${this.isUnit(x)} and 'ADMINISTRATOR' = any(${this.#right('roles')}::text[]))`;
  }

  /** Whether `x` is the unit acted for, or one that let the app read what it promised, under the alliance hat. */
  isParty(x: Sql): Sql {
    if (this.kind !== 'APP') return this.isUnit(x);
    return this.hasAllianceHat ? sql`${x} in (select i.unit_id from ${this.#installations('promises:read')})` : nothing;
  }

  /**
   * Whether an app has the scope under the hat it wears by an installation for which `condition` holds of its columns: what
   * one unit let it read is never read for the purpose of another.
   */
  isInstalled(scope: AppScope, condition: (installation: Row) => Sql): Sql {
    if (this.kind !== 'APP' || !this.hasAllianceHat) return nothing;
    return existsWhere(this.#installations(scope), condition(new Row('i')));
  }

  /** By which the app has the scope under the hat: of the unit that the hat names, or of any. */
  #installations(scope: AppScope): Sql {
    return sql`rights.installation i where i.app_id = ${this.app} and ${this.inAlliance(sql`i.alliance_id`)}
      and i.unit_id = coalesce(${this.unit}, i.unit_id) and ${literal(scope)} = any(i.scopes) and ${this.holds(sql`i.valid`)}`;
  }

  /** Whether `x` is the app that asks. */
  isApp(x: Sql): Sql {
    return this.kind === 'APP' ? sql`${x} = ${this.app}` : nothing;
  }

  /** Whether an app has the scope under the hat it wears; nobody else has any. */
  has(scope: AppScope): Sql {
    if (this.kind !== 'APP' || !this.hasAllianceHat) return nothing;
    return sql`${literal(scope)} = any(${this.#right('scopes')}::text[])`;
  }

  /**
   * Whether the viewer may read what takes that scope. An app under an alliance hat may if it was let there; everybody
   * else, and an app that asks for public rows, needs none. What is closed for want of it is told with the answer.
   */
  opens(scope: AppScope | null): Sql {
    if (scope === null || this.kind !== 'APP' || !this.hasAllianceHat) return everything;
    this.#closable.add(scope);
    return this.has(scope);
  }

  /** Whether the unit acted for is an active member of the alliance `x`, whatever the hat: acts are done there. */
  isMember(x: Sql): Sql {
    return this.kind === 'PERSON' ? sql`${x} = any(${this.#right('memberships')})` : nothing;
  }

  /** Whether what lies in the alliance `x` belongs under the hat: under none, everything does. */
  fitsHat(x: Sql): Sql {
    return this.hasAllianceHat ? this.inAlliance(x) : everything;
  }

  /** The same viewer inside a part of the statement whose `viewer` is what they may under another hat of theirs. */
  under(isOfAlliance: boolean): Scope {
    return new Scope({ subject: { kind: this.kind }, actingAlliance: isOfAlliance ? 'ANY' : null });
  }

  /** The row of rights of the person under another hat, to select from as `viewer`. */
  rightsUnder(unit: Sql, alliance: Sql): Sql {
    return withHat(sql`rights.viewer(${person}, ${credential}, ${unit}, ${alliance}, ${now})`);
  }

  /** Whether `x` is an alliance whose rows may be read under the alliance hat. */
  inAlliance(x: Sql): Sql {
    return this.hasAllianceHat ? sql`${x} = ${this.#right('alliance_id')}` : nothing;
  }

  /** Whether the alliance of the hat is one of `array`, a column of alliances. */
  hatIsAmong(array: Sql): Sql {
    return this.hasAllianceHat ? sql`${this.#right('alliance_id')} = any(${array})` : nothing;
  }

  /** Whether the person coordinates, under the hat, one of `array`, a column of alliances. */
  coordinatesAmong(array: Sql): Sql {
    if (!this.hasAllianceHat || this.kind !== 'PERSON') return nothing;
    return sql`${this.#right('coordinated')} = any(${array})`;
  }

  /** Whether `x` is an alliance under the hat that the person coordinates. */
  coordinates(x: Sql): Sql {
    if (!this.hasAllianceHat || this.kind !== 'PERSON') return nothing;
    return sql`${x} = ${this.#right('coordinated')}`;
  }

  /** The statement reads a table under row-level security and must run in the guarded lane. */
  guard(): void {
    this.#isGuarded = true;
  }

  get isGuarded(): boolean {
    return this.#isGuarded;
  }

  /**
   * The statement may go through much of a table, as searches and counts of everything do: it must not hold up light ones.
   * `what` does so, however often it is written into the statement.
   */
  weigh(what: object): void {
    this.#scans.add(what);
  }

  get scans(): number {
    return this.#scans.size;
  }

  /** Parameters that the statement has no use for, and that are refused all the same where they are no good. */
  check(params: readonly Param[]): void {
    this.#checked.push(...params);
  }

  get checked(): readonly Param[] {
    return this.#checked;
  }

  /** Where the condition holds, what is asked cannot be answered as it stands: the problem is told in place of an answer. */
  doubt(problem: QuestionProblem, condition: Sql): void {
    const before = this.#doubts.get(problem);
    this.#doubts.set(problem, before === undefined ? condition : sql`${before} or ${condition}`);
  }

  /** The whole statement: the answer as JSON text, and what is wrong with the hats if rights were asked. */
  statement(answer: Sql): Sql {
    if (!this.#asksRights) return sql`select (${answer})::text, ${this.#doubted(this.#credentialProblem())}`;
    const rights = this.kind === 'APP' ? RIGHTS_OF_APP : RIGHTS;
    return sql`with viewer as materialized (${rights}) select (${answer})::text, ${this.#doubted(this.#problem())} from viewer`;
  }

  /** The problem, or what is wrong with what is asked. */
  #doubted(problem: Sql): Sql {
    if (this.#doubts.size === 0) return problem;
    const doubts = [...this.#doubts].map(([name, condition]) => sql`when ${condition} then ${literal(name)}`);
    return sql`coalesce(${problem}, case ${join(doubts, ' ')} end)`;
  }

  /** A key or login that was revoked opens nothing any more, not even what everybody sees. */
  #credentialProblem(): Sql {
    if (this.kind === 'ANONYMOUS') return sql`null`;
    const table = this.kind === 'APP' ? sql`rights.app_key` : sql`rights.login`;
    const holds = sql`exists (select from ${table} c where c.id = ${credential} and c.valid @> ${this.now})`;
    return sql`case when ${credential} is not null and not ${holds} then ${literal(CREDENTIAL_ENDED)} end`;
  }

  #problem(): Sql {
    if (this.#closable.size === 0) return sql`viewer.problem`;
    const wanted = [...this.#closable].map((scope) => literal(scope));
    return sql`coalesce(viewer.problem, ${literal(SCOPES_WANTED)} || '!' || nullif(array_to_string(
      array(select w.scope from unnest(array[${join(wanted, ', ')}]) w(scope) where w.scope <> all(viewer.scopes)), ','), ''))`;
  }
}
