/**
 * Queries answered in finished JSON. What the read graph answers needs nothing more done to it: the text that SQL made
 * goes to the client as it is. An operation with anything else in it (a mutation, introspection, a field that the porch
 * would refuse to this viewer) is executed, and comes to the same answer by the longer way.
 */
import {
  getVariableValues,
  isNonNullType,
  Kind,
  locatedError,
  OperationTypeNode,
  type DocumentNode,
  type FormattedExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { ScopeError } from '../domain/errors.ts';
import { NO_LOAD, type Planned } from '../read/reader.ts';
import { rootFieldsOf, type Document, type SelectedField } from '../read/selection.ts';
import { Bill } from './bill.ts';
import type { Context } from './context.ts';
import { fragmentsOf, type Asked, type Prepared } from './operation.ts';
import { admits, type RootRules } from './porch.ts';

/** One root field in JSON. */
interface Answered {
  readonly key: string;
  readonly json: string;
  /** It promised a value and failed: there is no data at all. */
  readonly isMissed: boolean;
  readonly errors: readonly GraphQLError[];
}

/** Data of an answer as root fields in JSON, in the order of the document. */
class FinishedData {
  readonly [key: string]: unknown;
  readonly #fields: readonly Answered[];

  constructor(fields: readonly Answered[]) {
    this.#fields = fields;
  }

  static toJson(data: FinishedData): string {
    return `{${data.#fields.map(({ key, json }) => `"${key}":${json}`).join(',')}}`;
  }
}

/** An answer as text, whichever way it came about. */
export function stringifyAnswer({ data, errors, extensions }: FormattedExecutionResult): string {
  if (!(data instanceof FinishedData)) return JSON.stringify({ errors, data, extensions });
  const before = errors === undefined ? '' : `"errors":${JSON.stringify(errors)},`;
  const after = extensions === undefined ? '' : `,"extensions":${JSON.stringify(extensions)}`;
  return `{${before}"data":${FinishedData.toJson(data)}${after}}`;
}

/** An operation as far as it is the same for every request. */
interface Operation {
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Its root fields, where no directive makes them depend on variables. */
  readonly fields: readonly SelectedField[] | null;
}

export class Finisher {
  readonly #schema: GraphQLSchema;
  readonly #query: GraphQLObjectType;
  readonly #rules: RootRules['Query'];
  readonly #operations = new WeakMap<OperationDefinitionNode, Operation>();

  constructor(schema: GraphQLSchema, rules: RootRules['Query']) {
    const query = schema.getQueryType();
    if (query === null || query === undefined) throw new Error('a schema without queries');
    this.#schema = schema;
    this.#query = query;
    this.#rules = rules;
  }

  /** The operation with its statements made, or null where it has to be executed. */
  prepare({ document, operation, variables = {}, context }: Asked): Prepared | null {
    if (operation.operation !== OperationTypeNode.QUERY) return null;
    const { coerced } = getVariableValues(this.#schema, operation.variableDefinitions ?? [], variables);
    if (coerced === undefined) return null;
    const known = this.#operation(operation, document);
    const asked = { schema: this.#schema, fragments: known.fragments, variableValues: coerced };
    const fields = known.fields ?? rootFieldsOf(operation.selectionSet, this.#query.name, asked);
    if (!fields.every(({ name }) => this.#isFinished(name, context))) return null;
    const bill = new Bill();
    const planned = fields.map((field) => this.#planField(field, asked, context, bill));
    return {
      points: bill.points,
      answer: async () => {
        const answers = await Promise.all(planned.map(answerOf));
        const errors = answers.flatMap(({ errors }) => errors);
        const data = answers.some(({ isMissed }) => isMissed) ? null : new FinishedData(answers);
        return errors.length === 0 ? { data } : { data, errors };
      },
    };
  }

  #operation(operation: OperationDefinitionNode, document: DocumentNode): Operation {
    const kept = this.#operations.get(operation);
    if (kept !== undefined) return kept;
    const fragments = fragmentsOf(document);
    const isFixed = operation.selectionSet.selections.every(
      (selection) => selection.kind === Kind.FIELD && selection.directives?.length === 0,
    );
    const document_ = { schema: this.#schema, fragments, variableValues: {} };
    const fields = isFixed ? rootFieldsOf(operation.selectionSet, this.#query.name, document_) : null;
    const made = { fragments, fields };
    this.#operations.set(operation, made);
    return made;
  }

  #isFinished(name: string, { reader, viewer }: Context): boolean {
    const rule = this.#rules[name];
    // What may be closed is told where it is, row by row, to whoever asks by keys: execution knows the rows.
    if (name === '_entities' && viewer.subject.kind === 'APP') return false;
    return name === '__typename' || (rule !== undefined && reader.answers(name) && admits(rule, viewer));
  }

  #planField(field: SelectedField, asked: Document, { reader, viewer }: Context, bill: Bill): Answered | PlannedField {
    const { key, name, nodes } = field;
    const definition = this.#query.getFields()[name];
    if (definition === undefined) return { key, json: JSON.stringify(this.#query.name), isMissed: false, errors: [] };
    const { type: returnType } = definition;
    const info = { ...asked, fieldName: name, fieldNodes: nodes, parentType: this.#query, returnType };
    const isPromised = isNonNullType(returnType);
    try {
      const planned = reader.finished(info, viewer);
      bill.field(planned.load);
      return { field, isPromised, planned };
    } catch (error) {
      bill.field(NO_LOAD);
      return missed(field, isPromised, error);
    }
  }
}

/** A root field whose statement is made. */
interface PlannedField {
  readonly field: SelectedField;
  readonly isPromised: boolean;
  readonly planned: Planned;
}

async function answerOf(one: Answered | PlannedField): Promise<Answered> {
  if ('json' in one) return one;
  const { field, isPromised, planned } = one;
  try {
    const { answer, closed } = await planned.ask();
    const json = answer ?? 'null';
    if (json === 'null' && isPromised) throw new Error(`Query.${field.name} promises a value, and has none`);
    const errors = closed.map(({ path, scope }) => locatedError(new ScopeError(scope), field.nodes, path));
    return { key: field.key, json, isMissed: false, errors };
  } catch (error) {
    return missed(field, isPromised, error);
  }
}

const missed = ({ key, nodes }: SelectedField, isPromised: boolean, error: unknown): Answered => ({
  key,
  json: 'null',
  isMissed: isPromised,
  errors: [locatedError(error, nodes, [key])],
});
