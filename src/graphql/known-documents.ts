/**
 * Documents that Apollo Server has parsed and validated, by their text. Whether a document is good depends on nothing
 * else, so what is asked again need not go that way again.
 */
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** How long all texts may be together, and one of them: a syntax tree takes some fifty times as much. */
const MOST_TEXT = 500_000;
const LONGEST_TEXT = 20_000;

interface KnownOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** A request whose form leaves nothing to be judged. */
export interface PlainRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

const isObject = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

/** The body of a POST, where it is as it should be and asks for nothing special; null leaves it to Apollo to say so. */
export function plainRequest(body: unknown): PlainRequest | null {
  if (!isObject(body)) return null;
  const { query, operationName = null, variables = null, ...rest } = body;
  if (typeof query !== 'string' || Object.keys(rest).length > 0) return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== null && !isObject(variables)) return null;
  return { query, operationName: operationName ?? undefined, variables: variables ?? undefined };
}

type Asked = Pick<PlainRequest, 'query' | 'operationName'>;

/** No two requests have the same: a text that looks like a name and a text is none of both. */
const keyOf = ({ query, operationName }: Asked): string =>
  operationName === undefined ? `-${query}` : `${operationName.length}:${operationName}${query}`;

export class KnownDocuments {
  readonly #known = new LRUCache<string, KnownOperation>({
    maxSize: MOST_TEXT,
    maxEntrySize: LONGEST_TEXT,
    sizeCalculation: (_known, key) => key.length + 1,
  });

  find(asked: Asked): KnownOperation | null {
    return this.#known.get(keyOf(asked)) ?? null;
  }

  remember(asked: Asked, known: KnownOperation): void {
    this.#known.set(keyOf(asked), known);
  }
}
