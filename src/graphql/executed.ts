/** Operations that are executed: mutations, introspection, and queries with a field that the porch refuses. */
import {
  execute,
  getArgumentValues,
  getVariableValues,
  locatedError,
  OperationTypeNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { NO_LOAD, type RootInfo } from '../read/reader.ts';
import { rootFieldsOf, type SelectedField } from '../read/selection.ts';
import type { Load } from '../read/weight.ts';
import { Bill } from './bill.ts';
import { completed } from './complete.ts';
import type { Context } from './context.ts';
import { oncePerField } from './errors/once-per-field.ts';
import { fragmentsOf, type Asked, type Prepared } from './operation.ts';
import { Settled } from './settled.ts';

type Variables = Readonly<Record<string, unknown>>;

/**
 * The statements that execution is to find are made here, to know what they come to. A mutation whose payload asks for too
 * much is refused before it is done. `hideSuggestions`: what is wrong with variables is told without names of the schema.
 */
export function prepareExecuted(schema: GraphQLSchema, asked: Asked, hideSuggestions: boolean): Prepared {
  const { document, operation, variables = {}, context } = asked;
  const bill = new Bill();
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  // What is wrong with the variables, execution says.
  const { errors, act } = coerced === undefined ? NOTHING_KNOWN : charge(bill, schema, asked, coerced);
  if (errors.length > 0) return { points: bill.points, answer: () => Promise.resolve({ data: null, errors }) };
  const operationName = operation.name?.value;
  const executed = async (rootValue?: Settled): Promise<ExecutionResult> => {
    const contextValue = context;
    const result = await execute({
      ...{ schema, document, operationName, variableValues: variables, contextValue, hideSuggestions, rootValue },
    });
    return oncePerField(result);
  };
  return { points: bill.points, answer: act === null ? executed : () => acted(act, asked, executed) };
}

/** What `charge` finds where nothing can be known. */
const NOTHING_KNOWN: Charged = { errors: [], act: null };

interface Charged {
  /** What is wrong with the payloads of mutations. */
  readonly errors: readonly GraphQLError[];
  /** The mutation, where there is one and nothing beside it. */
  readonly act: RootInfo | null;
}

/**
 * One mutation, called as execution would call it: its variables are known already, and so are the values of its payload when
 * it comes back. Where something is to be said of these, execution goes through what was done.
 */
async function acted(
  act: RootInfo,
  { operation, context }: Asked,
  executed: (done?: Settled) => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const { fieldName, fieldNodes, parentType, returnType, variableValues } = act;
  const [node] = fieldNodes;
  const field = parentType.getFields()[fieldName];
  const args = node === undefined || field === undefined ? null : argumentsOf(field, node, variableValues);
  const resolve = field?.resolve;
  if (node === undefined || args === null || resolve === undefined) return executed();
  const key = node.alias?.value ?? fieldName;
  const path = { prev: undefined, key, typename: parentType.name };
  const info = { ...act, path, rootValue: undefined, operation } as GraphQLResolveInfo;
  const call = async (): Promise<unknown> => await resolve(undefined, args, context, info);
  const done = await call().catch(asError);
  try {
    // Not by assignment: an alias may be called `__proto__`.
    return { data: Object.fromEntries([[key, completed(done, returnType, fieldNodes, act)]]) };
  } catch {
    return executed(new Settled(done));
  }
}

function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Variables) {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    return null;
  }
}

const asError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error('it failed', { cause }));

/** Puts every root field on the bill. */
function charge(bill: Bill, schema: GraphQLSchema, asked: Asked, variableValues: Variables): Charged {
  const { document, operation, context } = asked;
  const type = schema.getRootType(operation.operation);
  if (type === null || type === undefined) return NOTHING_KNOWN;
  const selection = { schema, fragments: fragmentsOf(document), variableValues };
  const fields = rootFieldsOf(operation.selectionSet, type.name, selection);
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const errors = fields.flatMap((field) => {
    const info = infoOf(field, type, selection);
    if (field.name === '__schema' || field.name === '__type') bill.introspection();
    if (info === null) return [];
    if (!isMutation) {
      bill.field(loadOfRoot(info, context));
      return [];
    }
    const { load, errors: wrong } = loadOfPayload(field, info, context);
    bill.act(load);
    return wrong;
  });
  const [field, ...others] = fields;
  const isOne = isMutation && field !== undefined && others.length === 0;
  return { errors, act: isOne ? infoOf(field, type, selection) : null };
}

function infoOf({ name, nodes }: SelectedField, parentType: GraphQLObjectType, rest: Selection): RootInfo | null {
  const returnType = parentType.getFields()[name]?.type;
  return returnType === undefined ? null : { ...rest, fieldName: name, fieldNodes: nodes, parentType, returnType };
}

type Selection = Pick<RootInfo, 'schema' | 'fragments' | 'variableValues'>;

/** Nothing where the field is no field of the read graph, or is refused: execution says why. */
function loadOfRoot(info: RootInfo, { reader, viewer }: Context): Load {
  try {
    return reader.answers(info.fieldName) ? reader.loadOfRoot(info, viewer) : NO_LOAD;
  } catch {
    return NO_LOAD;
  }
}

function loadOfPayload(
  { key, nodes }: SelectedField,
  info: RootInfo,
  { reader, viewer }: Context,
): { readonly load: Load; readonly errors: readonly GraphQLError[] } {
  try {
    return { load: reader.loadOfPayload(info, viewer), errors: [] };
  } catch (error) {
    return { load: NO_LOAD, errors: [locatedError(error, nodes, [key])] };
  }
}
