/** Operations that are executed: mutations, introspection, and queries with a field that the porch refuses. */
import {
  execute,
  getVariableValues,
  locatedError,
  OperationTypeNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { NO_LOAD, type RootInfo } from '../read/reader.ts';
import { rootFieldsOf, type SelectedField } from '../read/selection.ts';
import type { Load } from '../read/weight.ts';
import { Bill } from './bill.ts';
import type { Context } from './context.ts';
import { oncePerField } from './errors/once-per-field.ts';
import { fragmentsOf, type Asked, type Prepared } from './operation.ts';

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
  const errors = coerced === undefined ? [] : charge(bill, schema, asked, coerced);
  if (errors.length > 0) return { points: bill.points, answer: () => Promise.resolve({ data: null, errors }) };
  const operationName = operation.name?.value;
  return {
    points: bill.points,
    answer: async () => {
      const contextValue = context;
      const result = await execute({
        ...{ schema, document, operationName, variableValues: variables, contextValue, hideSuggestions },
      });
      return oncePerField(result);
    },
  };
}

/** Puts every root field on the bill; what comes back is wrong with the payloads of mutations. */
function charge(bill: Bill, schema: GraphQLSchema, asked: Asked, variableValues: Variables): GraphQLError[] {
  const { document, operation, context } = asked;
  const type = schema.getRootType(operation.operation);
  if (type === null || type === undefined) return [];
  const selection = { schema, fragments: fragmentsOf(document), variableValues };
  return rootFieldsOf(operation.selectionSet, type.name, selection).flatMap((field) => {
    const info = infoOf(field, type, selection);
    if (field.name === '__schema' || field.name === '__type') bill.introspection();
    if (info === null) return [];
    if (operation.operation === OperationTypeNode.QUERY) {
      bill.field(loadOfRoot(info, context));
      return [];
    }
    const { load, errors } = loadOfPayload(field, info, context);
    bill.act(load);
    return errors;
  });
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
