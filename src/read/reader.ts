/** The read graph at work: one root field, one statement, one JSON answer keyed as the document asks. */
import { getNamedType, type GraphQLField, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import { appOf, personOf, type Viewer } from '../domain/access/viewer.ts';
import {
  BadInputError,
  CredentialEndedError,
  HatError,
  hatProblems,
  questionProblems,
  type HatChoice,
  type QuestionProblem,
} from '../domain/errors.ts';
import { idTypes, type IdKind } from '../domain/kinds.ts';
import { Arguments } from './arguments.ts';
import { asIds, asksForRows, selectFirstHidden, selectPayload } from './by-id.ts';
import { closedFor, withErrors } from './closed.ts';
import { Compiler, type Closable } from './compile.ts';
import { readRepresentations, shapesOf } from './entities.ts';
import { Plans, statementName, type Plan } from './plans.ts';
import type { Registry } from './registry.ts';
import type { Document } from './selection.ts';
import { finish, type Limits, type Run, type Sql } from './sql.ts';
import type { Root } from './view.ts';
import { mustBeAffordable, type Load } from './weight.ts';

/** A statement ready to be sent, and in which lane. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** Set where the statement reads under row-level security: whom the policies are to judge. */
  readonly guardedFor: Viewer | null;
  /** It may take its time, and must not stand in the way of others. */
  readonly isHeavy: boolean;
}

/** Sends a statement of two columns, an answer as JSON text and a problem, and gives its only row. */
export type Send = (statement: Statement) => Promise<readonly [answer: string | null, problem: string | null]>;

/** What of GraphQL's resolve info a root field is answered by. */
export type RootInfo = Document & Pick<GraphQLResolveInfo, 'fieldName' | 'fieldNodes' | 'parentType' | 'returnType'>;

type RootField = GraphQLField<unknown, unknown>;

/** Something by its id, of whatever kind. */
interface Thing {
  readonly kind: IdKind;
  readonly id: string;
}

/** A root field whose statement is made and not sent yet. */
export interface Planned {
  readonly load: Load;
  readonly ask: () => Promise<Answered>;
}

const NOTHING_GIVEN: Run['given'] = {};
const NOTHING_CLOSED: readonly Closable[] = [];

/** A statement's answer as JSON text, null for nothing, and what is null in it because it is closed to the viewer. */
interface Answered {
  readonly answer: string | null;
  readonly closed: readonly Closable[];
}

/** The load of what asks nothing of the database. */
export const NO_LOAD: Load = { objects: 0, scans: 0 };

export class Reader {
  readonly #registry: Registry;
  readonly #send: Send;
  readonly #limits: Limits;
  readonly #plans = new Plans();

  constructor(registry: Registry, send: Send, limits: Limits = {}) {
    this.#registry = registry;
    this.#send = send;
    this.#limits = limits;
  }

  get statementsMade(): number {
    return this.#plans.made;
  }

  /** Whether the root field of Query is one that is answered here. */
  answers(field: string): boolean {
    return this.#registry.root(field) !== undefined;
  }

  /** Answers a root field of Query as values keyed by response key, for execution to go through. */
  async root(info: RootInfo, viewer: Viewer): Promise<unknown> {
    const { answer, closed } = await this.#root(info, viewer, true).ask();
    return withErrors(parsed(answer), closed);
  }

  /** Plans a root field of Query for an answer in the JSON it is to be sent as. Throws what is wrong with it. */
  finished(info: RootInfo, viewer: Viewer): Planned {
    return this.#root(info, viewer, false);
  }

  /** What `root` will ask of the database. Throws what is wrong with it. */
  loadOfRoot(info: RootInfo, viewer: Viewer): Load {
    return this.#root(info, viewer, true).load;
  }

  #root(info: RootInfo, viewer: Viewer, namesTypes: boolean): Planned {
    const root = this.#registry.root(info.fieldName);
    const field = info.parentType.getFields()[info.fieldName];
    if (root === undefined || field === undefined) throw new Error(`Query.${info.fieldName} is not in the read graph`);
    const { kinds, count } = thingsAsked(root, info, field);
    const key = `${namesTypes ? 'executed' : 'finished'} ${kinds.join()}`;
    const plan = this.#plans.of(info.fieldNodes, info, viewer, key, () => {
      const compiler = new Compiler(this.#registry, info, viewer, namesTypes);
      const { scope, weight } = compiler;
      const answer = compiler.under(keyOf(info), () => compiler.root(root, field, info.fieldNodes, kinds));
      return { scope, weight, answer, closable: compiler.closable };
    });
    mustBeAffordable(plan.rows * count);
    const { objects, scans } = plan.load;
    return {
      load: { objects: objects * count, scans },
      ask: () => this.#run(plan, info, viewer, NOTHING_GIVEN, root.kind === 'viewer'),
    };
  }

  /**
   * Answers the parts of a mutation's payload that are rows: by field, the id of what was made or changed. The act may
   * have ended the very hat it was done under, as leaving an alliance does.
   */
  async payload(info: RootInfo, viewer: Viewer, given: Run['given']): Promise<Record<string, unknown>> {
    const plan = this.#payload(info, viewer);
    if (plan === null) return {};
    const { answer } = await this.#run(plan, info, viewer, given, true);
    return parsed(answer) as Record<string, unknown>;
  }

  /** What `payload` will ask of the database. Throws what is wrong with it. */
  loadOfPayload(info: RootInfo, viewer: Viewer): Load {
    return this.#payload(info, viewer)?.load ?? NO_LOAD;
  }

  #payload(info: RootInfo, viewer: Viewer): Plan | null {
    const payload = getNamedType(info.returnType) as GraphQLObjectType;
    if (!asksForRows(payload, info.fieldNodes, info, this.#registry)) return null;
    return this.#plans.of(info.fieldNodes, info, viewer, null, () => {
      const compiler = new Compiler(this.#registry, info, viewer, true);
      const { scope, weight } = compiler;
      const select = (): Sql => selectPayload(compiler, payload, info.fieldNodes, this.#registry);
      const answer = compiler.under(keyOf(info), select);
      return { scope, weight, answer, closable: compiler.closable };
    });
  }

  async #run(plan: Plan, document: Document, viewer: Viewer, given: Run['given'], anyHat: boolean): Promise<Answered> {
    const run: Run = { variables: document.variableValues, viewer, given, limits: this.#limits };
    for (const param of plan.checked) param.get(run);
    const values = plan.params.map((param) => param.get(run));
    const guardedFor = plan.isGuarded ? viewer : null;
    const [answer, problem] = await this.#send({
      name: plan.name,
      text: plan.text,
      values,
      guardedFor,
      isHeavy: plan.isHeavy,
    });
    if (problem === null) return { answer, closed: NOTHING_CLOSED };
    if (problem === 'CREDENTIAL_ENDED') throw new CredentialEndedError();
    if (isOfQuestion(problem)) throw new BadInputError(questionProblems[problem].zh, questionProblems[problem].en);
    const hatProblem = hatProblems.find((known) => known === problem);
    if (hatProblem !== undefined && !anyHat) {
      throw new HatError(hatProblem, await this.hatsOf(viewer), appOf(viewer) !== null);
    }
    return { answer, closed: closedFor(problem, plan.closable) };
  }

  /** The first of the things that the viewer does not see, or null. Of kinds that are not read here nothing is said. */
  async firstHidden<T extends Thing>(viewer: Viewer, things: readonly T[]): Promise<T | null> {
    const asked = things.flatMap((thing) => {
      const view = this.#registry.view(idTypes[thing.kind]);
      return view === undefined ? [] : [{ thing, view }];
    });
    if (asked.length === 0) return null;
    const { scope, answer } = selectFirstHidden(
      asked.map(({ view }) => view),
      viewer,
    );
    const { text, params } = finish(scope.statement(answer));
    const given = Object.fromEntries(asked.map(({ thing }, i) => [i, thing.id]));
    const values = params.map((param) => param.get({ variables: {}, viewer, given, limits: this.#limits }));
    const guardedFor = scope.isGuarded ? viewer : null;
    const [hidden] = await this.#send({ name: statementName(text), text, values, guardedFor, isHeavy: false });
    return hidden === null ? null : (asked[Number(hidden)]?.thing ?? null);
  }

  /** The hats the viewer could put on, for a refusal to name. */
  async hatsOf(viewer: Viewer): Promise<HatChoice[]> {
    const values = [personOf(viewer), appOf(viewer), viewer.now.toISOString()];
    const [answer] = await this.#send({ name: 'hats', text: HATS, values, guardedFor: null, isHeavy: false });
    return answer === null ? [] : (JSON.parse(answer) as HatChoice[]);
  }
}

const HATS = `select (select json_agg(json_build_object('unitId', h.unit_id, 'unitName', h.unit_name,
    'allianceId', h.alliance_id, 'allianceName', h.alliance_name) order by h.unit_name, h.alliance_name)
  from rights.hats($1::uuid, $2::uuid, $3::timestamptz) h)::text, null`;

/** The response key of the root field. */
const keyOf = ({ fieldName, fieldNodes: [node] }: RootInfo): string => node?.alias?.value ?? fieldName;

const parsed = (answer: string | null): unknown => (answer === null ? null : JSON.parse(answer));

const isOfQuestion = (problem: string): problem is QuestionProblem => Object.hasOwn(questionProblems, problem);

/** What a root field is asked for by key: of which kinds, and how many. Throws `BadInputError` for malformed keys. */
function thingsAsked(root: Root, { fieldNodes, variableValues }: RootInfo, field: RootField): Things {
  if (root.kind !== 'node' && root.kind !== 'nodes' && root.kind !== 'entities') return ONE_THING;
  const [node] = fieldNodes;
  if (node === undefined) throw new Error(`Query.${field.name} has no node`);
  const given = new Arguments(field, node, variableValues).get(root.argument);
  if (root.kind === 'entities') {
    const representations = readRepresentations(given);
    return { kinds: shapesOf(representations), count: representations.length };
  }
  const ids = asIds(given);
  return { kinds: [...new Set(ids.map(({ kind }) => kind))].sort(), count: ids.length };
}

interface Things {
  readonly kinds: readonly string[];
  readonly count: number;
}

const ONE_THING: Things = { kinds: [], count: 1 };
