/**
 * `node` and `nodes`, which belong to no module: anything by its global id. As a subgraph of its own it says whether the
 * viewer sees the thing and of which type it is; all else of the thing is its owner's to say.
 */
import type { RootRules } from '../graphql/porch.ts';
import type { ReadDeclaration } from '../read/view.ts';
import { idTypes } from '../domain/kinds.ts';
import { FEDERATION_LINK } from '../graphql/subgraph.ts';

export const nodeRead: ReadDeclaration = {
  views: [],
  extensions: {},
  roots: { node: { kind: 'node', argument: 'id' }, nodes: { kind: 'nodes', argument: 'ids' } },
};

export const nodeRules: RootRules = { Query: { node: 'anyone', nodes: 'anyone' }, Mutation: {} };

const FIELDS = `type Query {
  """
  Anything by its global id (按标识读取). Null when there is no such thing or you may not see it.
  """
  node(
    """The global id (全局标识)."""
    id: ID!
  ): Node
  """
  Several things by their global ids, in the order asked (按标识批量读取): at most 100. Null where there is none or you may not see it.
  """
  nodes(
    """The global ids (全局标识)."""
    ids: [ID!]!
  ): [Node]
}

interface Node {
  id: ID!
}
`;

/** What `schema/node.graphql` holds. `types` are those that have a view. */
export function printNodeSubgraph(types: readonly string[]): string {
  const things = Object.values(idTypes).filter((type) => types.includes(type));
  const stubs = things.map(
    (type) => `type ${type} implements Node @key(fields: "id", resolvable: false) {\n  id: ID!\n}\n`,
  );
  return `${FEDERATION_LINK}${[FIELDS, ...stubs].join('\n')}`;
}
