/**
 * What waits for the viewer (待办): modules declare what can wait in them, and this makes one list of it. Nothing of it is
 * stored; what is answered is not in the list any more.
 */
import { idTypes, type IdKind } from '../domain/kinds.ts';
import {
  pendingSubjects,
  type PendingFor,
  type PendingKind,
  type PendingVerb,
  type WaitingStates,
} from '../domain/pending.ts';
import type { Scope } from './scope.ts';
import { everything, join, literal, name, nothing, sql, type Row, type Sql } from './sql.ts';
import { everyone, type Fields, type OrderTerm, type ReadDeclaration, type View } from './view.ts';
import {
  asc,
  column,
  computed,
  desc,
  either,
  facet,
  idFacet,
  manyWhere,
  ofId,
  oneOf,
  optional,
  optionalOne,
  viewFrom,
} from './words.ts';

/** The things of one source that wait for the viewer now. */
interface Waiting {
  /** Tables, as a FROM. */
  readonly from: Sql;
  /** Which of their rows: the state, and whether the viewer may really answer. `nothing` where they never wait for such a viewer. */
  readonly where: Sql;
  readonly id: Sql;
  readonly since: Sql;
  /** After which it is late. */
  readonly dueAt?: Sql;
  readonly allianceId?: Sql;
  /** The unit on the other side, which waits. */
  readonly unitId?: Sql;
  /** Where that is not the same for all of them. */
  readonly waitsFor?: Sql;
}

/** One way in which things wait, declared by the module whose things they are, beside their view. */
export interface PendingSource {
  readonly kind: PendingKind;
  readonly verb: PendingVerb;
  readonly waitsFor: PendingFor;
  /** The states in which they wait; null where waiting is no state. */
  readonly states: WaitingStates | null;
  /** The mutations that answer it. */
  readonly acts: readonly [string, ...string[]];
  /** Its table is under row-level security. */
  readonly isProtected?: boolean;
  readonly waits: (scope: Scope) => Waiting;
  /** What is to be done, in a line, by the id of the thing: a value in the language of the viewer. */
  readonly title: (id: Sql, scope: Scope) => Sql;
}

/** Whether the column holds one of the states in which things of the source wait. */
export function isWaiting(states: WaitingStates, state: Sql): Sql {
  const [only, ...others] = states.states;
  if (only === undefined) throw new Error(`no state of ${states.machine.kind} is waited in`);
  if (others.length === 0) return sql`${state} = ${literal(only)}`;
  const names = states.states.map((name) => literal(name));
  return sql`${state} in (${join(names, ', ')})`;
}

/** A text in the language of the viewer. */
export const says = (scope: Scope, zh: Sql, en: Sql): Sql =>
  sql`case when ${scope.locale} = 'en' then ${en} else ${zh} end`;

const orNull = (value: Sql | undefined, cast: string): Sql => value ?? sql`null::${name(cast)}`;

/** The rows of a source, null where none of them ever waits for such a viewer. */
function rowsOf(source: PendingSource, scope: Scope): Sql | null {
  const { from, where, id, since, ...others } = source.waits(scope);
  if (where === nothing) return null;
  if (source.isProtected === true) scope.guard();
  const { kind, verb, waitsFor } = source;
  return sql`select ${literal(kind)} as kind, ${literal(verb)} as verb, ${others.waitsFor ?? literal(waitsFor)} as waits_for,
      ${literal(pendingSubjects[kind])} as subject, ${id} as subject_id, ${since} as since, ${orNull(others.dueAt, 'timestamptz')} as due_at,
      ${orNull(others.allianceId, 'uuid')} as alliance_id, ${orNull(others.unitId, 'uuid')} as unit_id
    from ${from} where ${where}`;
}

const NONE = sql`select null as kind, null as verb, null as waits_for, null as subject, null::uuid as subject_id,
  null::timestamptz as since, null::timestamptz as due_at, null::uuid as alliance_id, null::uuid as unit_id where false`;

/** All that waits for the viewer of the scope. */
function waitingFor(sources: readonly PendingSource[], scope: Scope): Sql {
  const rows = sources.flatMap((source) => rowsOf(source, scope) ?? []);
  return rows.length === 0 ? NONE : join(rows, ' union all ');
}

/** A column for each type that a thing may be of: which of them holds its id says of which type it is. */
const subjectColumn = (kind: IdKind): string => `${kind}_id_of_subject`;

const byDue: readonly OrderTerm[] = [
  { ...asc('due_at', 'timestamptz'), nullsAs: 'infinity' },
  asc('since', 'timestamptz'),
];

/** One of the sources' values, by the kind of the item. */
function byKind(sources: readonly PendingSource[], row: Row, value: (source: PendingSource) => Sql): Sql {
  if (sources.length === 0) return sql`null`;
  const branches = sources.map((source) => sql`when ${literal(source.kind)} then ${value(source)}`);
  return sql`case ${row.col('kind')} ${join(branches, ' ')} end`;
}

function fieldsOf(sources: readonly PendingSource[], subjects: readonly IdKind[]): Fields {
  return {
    key: column('key'),
    kind: column('kind'),
    verb: column('verb'),
    waitsFor: column('waits_for'),
    since: column('since'),
    dueAt: optional('due_at'),
    isOverdue: computed((row, scope) => sql`coalesce(${row.col('due_at')} <= ${scope.now}, false)`),
    // Of what never waits for such a viewer the tables may be closed to them.
    title: computed((row, scope) =>
      byKind(
        sources.filter((source) => source.waits(scope).where !== nothing),
        row,
        ({ title }) => title(row.col('subject_id'), scope),
      ),
    ),
    subject: either('Node', Object.fromEntries(subjects.map((kind) => [idTypes[kind], subjectColumn(kind)]))),
    alliance: optionalOne('Alliance', 'alliance_id'),
    unit: optionalOne('Unit', 'unit_id'),
    acts: computed((row) =>
      byKind(sources, row, ({ acts }) => sql`json_build_array(${join(acts.map(literal), ', ')})`),
    ),
  };
}

function pendingView(sources: readonly PendingSource[]): View {
  const subjects = [...new Set(sources.map(({ kind }) => pendingSubjects[kind]))];
  const columns = subjects.map(
    (kind) => sql`case when w.subject = ${literal(kind)} then w.subject_id end as ${name(subjectColumn(kind))}`,
  );
  return viewFrom(
    (scope) =>
      sql`select ${join(
        [sql`w.*`, sql`w.kind || ':' || w.subject || '_' || replace(w.subject_id::text, '-', '') as key`, ...columns],
        ', ',
      )} from (${waitingFor(sources, scope)}) w`,
    {
      type: 'PendingItem',
      visible: everyone,
      key: asc('key', 'text'),
      fields: fieldsOf(sources, subjects),
      filters: {
        kind: oneOf('kind'),
        verb: oneOf('verb'),
        waitsFor: oneOf('waits_for'),
        overdue: (row, wanted, scope) =>
          sql`coalesce(${row.col('due_at')} <= ${scope.now}, false) = ${wanted.as('boolean')}`,
        allianceId: ofId('alliance_id', 'alliance'),
      },
      orders: { DUE: byDue, OLDEST: [asc('since', 'timestamptz')], NEWEST: [desc('since', 'timestamptz')] },
      facets: {
        KIND: facet('kind'),
        VERB: facet('verb'),
        WAITS_FOR: facet('waits_for'),
        ALLIANCE: idFacet('alliance_id', 'alliance'),
      },
    },
  );
}

/**
 * How much waits under a hat that is held, for the unit and for the coordinator. What is protected is told under the hat
 * itself and not counted here.
 */
function countUnder(sources: readonly PendingSource[], hat: Row, scope: Scope): Sql {
  if (scope.kind !== 'PERSON') return sql`0`;
  const open = sources.filter(({ isProtected }) => isProtected !== true);
  const [unit, alliance] = [hat.col('unit_id'), hat.col('alliance_id')];
  const under = (isOfAlliance: boolean): Sql =>
    sql`(select count(*) from (${scope.rightsUnder(unit, alliance)}) viewer,
      lateral (${waitingFor(open, scope.under(isOfAlliance))}) w where w.waits_for <> 'PERSON')`;
  return sql`case when ${alliance} is null then ${under(false)} else ${under(true)} end`;
}

/** What the read graph is told of it: the list of the viewer, and how much waits under each hat. */
export function pendingRead(sources: readonly PendingSource[]): ReadDeclaration {
  return {
    views: [pendingView(sources)],
    extensions: {
      Viewer: { pending: manyWhere('PendingItem', () => everything) },
      Hat: { pending: computed((hat, scope) => countUnder(sources, hat, scope)) },
    },
    roots: {},
  };
}
