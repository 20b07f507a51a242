/** What is closed to a viewer is closed in every row: it is told once for the field, by its response keys alone. */
import { GraphQLError, type ExecutionResult } from 'graphql';
import { ScopeError } from '../../domain/errors.ts';
import { AuthenticationError } from '../../platform/identity/identity.ts';

/** Not what was asked by keys: whoever asked so knows where it belongs. */
const isOfField = ({ originalError, path }: GraphQLError): boolean =>
  path?.[0] !== '_entities' && (originalError instanceof ScopeError || originalError instanceof AuthenticationError);

/** The result with one error, located without indices, for each field that is closed. */
export function oncePerField(result: ExecutionResult): ExecutionResult {
  if (!result.errors?.some(isOfField)) return result;
  const told = new Map<unknown, GraphQLError>();
  for (const error of result.errors) {
    const located = isOfField(error) ? withoutIndices(error) : error;
    const key = isOfField(error) ? `${located.message} ${JSON.stringify(located.path)}` : error;
    if (!told.has(key)) told.set(key, located);
  }
  return { ...result, errors: [...told.values()] };
}

function withoutIndices({ message, nodes, path, originalError }: GraphQLError): GraphQLError {
  const keys = path?.filter((step) => typeof step === 'string');
  return new GraphQLError(message, { nodes: nodes ?? null, path: keys ?? null, originalError: originalError ?? null });
}
