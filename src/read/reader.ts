/** The read graph at work: one root field, one statement, one JSON answer keyed as the document asks. */
import { getNamedType, isObjectType, type FieldNode, type GraphQLObjectType, type GraphQLResolveInfo } from 'graphql';
import { appOf, personOf, type Viewer } from '../domain/access/viewer.ts';
import { HatError, hatProblems, BadInputError, type HatChoice } from '../domain/errors.ts';
import { readId } from '../domain/ids.ts';
import { idTypes, type IdKind } from '../domain/kinds.ts';
import { Arguments, LARGEST_PAGE } from './arguments.ts';
import { Compiler } from './compile.ts';
import { Plans, type Plan } from './plans.ts';
import type { Registry } from './registry.ts';
import { fieldsOf, type Document } from './selection.ts';
import { join, jsonObject, literal, Param, Row, sql, type Run, type Sql } from './sql.ts';

/** A statement ready to be sent, and in which lane. */
interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** Set where the statement reads under row-level security: whom the policies are to judge. */
  readonly guardedFor: Viewer | null;
}

/** Sends a statement of two columns, an answer as JSON text and a problem, and gives its only row. */
export type Send = (statement: Statement) => Promise<readonly [answer: string | null, problem: string | null]>;

type RootInfo = Pick<
  GraphQLResolveInfo,
  'fieldName' | 'fieldNodes' | 'fragments' | 'parentType' | 'returnType' | 'schema' | 'variableValues'
>;

const NOTHING_GIVEN: Run['given'] = {};

export class Reader {
  readonly #registry: Registry;
  readonly #send: Send;
  readonly #plans = new Plans();

  constructor(registry: Registry, send: Send) {
    this.#registry = registry;
    this.#send = send;
  }

  get statementsMade(): number {
    return this.#plans.made;
  }

  /** Answers a root field of Query that a module declared. */
  async root(info: RootInfo, viewer: Viewer): Promise<unknown> {
    const root = this.#registry.root(info.fieldName);
    const field = info.parentType.getFields()[info.fieldName];
    if (root === undefined || field === undefined) throw new Error(`Query.${info.fieldName} is not in the read graph`);
    const plan = this.#plans.of(info.fieldNodes, info, viewer, '', () => {
      const compiler = new Compiler(this.#registry, info, viewer);
      return { scope: compiler.scope, answer: compiler.root(root, field, info.fieldNodes) };
    });
    return this.#run(plan, info, viewer, NOTHING_GIVEN, root.kind === 'viewer');
  }

  /** Answers `node` (one id) and `nodes` (a list of them), in the order given; unknown and invisible ids are null. */
  async byIds(info: RootInfo, viewer: Viewer, argument: 'id' | 'ids'): Promise<unknown> {
    const read = readerOf(info, argument);
    const ids = asIds(read(info.variableValues));
    const kinds = [...new Set(ids.map(({ kind }) => kind))].sort();
    const plan = this.#plans.of(info.fieldNodes, info, viewer, kinds.join(), () => {
      const compiler = new Compiler(this.#registry, info, viewer);
      return { scope: compiler.scope, answer: selectByIds(compiler, kinds, this.#registry, read, info.fieldNodes) };
    });
    const found = (await this.#run(plan, info, viewer, NOTHING_GIVEN, false)) as unknown[];
    return argument === 'id' ? (found[0] ?? null) : found;
  }

  /** Answers the parts of a mutation's payload that are rows: by field, the id of what was made or changed. */
  async payload(info: RootInfo, viewer: Viewer, given: Run['given']): Promise<Record<string, unknown>> {
    const payload = getNamedType(info.returnType) as GraphQLObjectType;
    const plan = this.#plans.of(info.fieldNodes, info, viewer, '', () => {
      const compiler = new Compiler(this.#registry, info, viewer);
      return { scope: compiler.scope, answer: selectPayload(compiler, payload, info, this.#registry) };
    });
    return (await this.#run(plan, info, viewer, given, false)) as Record<string, unknown>;
  }

  async #run(plan: Plan, document: Document, viewer: Viewer, given: Run['given'], anyHat: boolean): Promise<unknown> {
    const run: Run = { variables: document.variableValues, viewer, given };
    const values = plan.params.map((param) => param.get(run));
    const guardedFor = plan.isGuarded ? viewer : null;
    const [answer, problem] = await this.#send({ name: plan.name, text: plan.text, values, guardedFor });
    const hatProblem = hatProblems.find((known) => known === problem);
    if (hatProblem !== undefined && !anyHat) throw new HatError(hatProblem, await this.hatsOf(viewer));
    return answer === null ? null : JSON.parse(answer);
  }

  /** The hats the viewer could put on, for a refusal to name. */
  async hatsOf(viewer: Viewer): Promise<HatChoice[]> {
    const values = [personOf(viewer), appOf(viewer), viewer.now.toISOString()];
    const [answer] = await this.#send({ name: 'hats', text: HATS, values, guardedFor: null });
    return answer === null ? [] : (JSON.parse(answer) as HatChoice[]);
  }
}

const HATS = `select (select json_agg(json_build_object('unitId', h.unit_id, 'unitName', h.unit_name,
    'allianceId', h.alliance_id, 'allianceName', h.alliance_name) order by h.unit_name, h.alliance_name)
  from rights.hat h where (h.person_id = $1::uuid or h.app_id = $2::uuid) and h.valid @> $3::timestamptz)::text, null`;

interface ReadIds {
  readonly kind: IdKind;
  readonly id: string;
}

function readerOf(info: RootInfo, argument: string): (variables: Document['variableValues']) => unknown {
  const field = info.parentType.getFields()[info.fieldName];
  const [node] = info.fieldNodes;
  if (field === undefined || node === undefined) throw new Error(`Query.${info.fieldName} has no node`);
  return new Arguments(field, node, info.variableValues).reader(argument);
}

function asIds(given: unknown): ReadIds[] {
  const list = Array.isArray(given) ? given : [given];
  if (list.length > LARGEST_PAGE) {
    throw new BadInputError(
      `一次最多 ${LARGEST_PAGE} 个 ID，收到 ${list.length} 个。`,
      `At most ${LARGEST_PAGE} ids at once; ${list.length} were given.`,
    );
  }
  return list.map((text) => readId(String(text)));
}

function selectByIds(
  compiler: Compiler,
  kinds: readonly IdKind[],
  registry: Registry,
  read: (variables: Document['variableValues']) => unknown,
  nodes: readonly FieldNode[],
): Sql {
  const row = new Row('i');
  const branches = kinds.flatMap((kind) => {
    const view = registry.view(idTypes[kind]);
    return view === undefined
      ? []
      : [sql`when ${literal(kind)} then ${compiler.byKey(view, row.col('id'), nodes, true)}`];
  });
  const each = branches.length === 0 ? sql`null::json` : sql`case i.kind ${join(branches, ' ')} end`;
  const ids = new Param('uuid[]', ({ variables }) => asIds(read(variables)).map(({ id }) => id));
  const kindOfEach = new Param('text[]', ({ variables }) => asIds(read(variables)).map(({ kind }) => kind));
  return sql`select json_agg(${each} order by i.n) from unnest(${ids}, ${kindOfEach}) with ordinality i(id, kind, n)`;
}

function selectPayload(compiler: Compiler, payload: GraphQLObjectType, info: RootInfo, registry: Registry): Sql {
  const pairs = fieldsOf(info.fieldNodes, payload.name, info).flatMap(({ key, name, nodes }): [string, Sql][] => {
    const type = getNamedType(payload.getFields()[name]?.type);
    const view = isObjectType(type) ? registry.view(type.name) : undefined;
    if (view === undefined) return [];
    return [[key, compiler.byKey(view, new Param('uuid', ({ given }) => given[name] ?? null), nodes)]];
  });
  return sql`select ${jsonObject(pairs)}`;
}
