/** How Apollo Server reaches the graph: it parses and validates, this answers the operation. */
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { execute, type GraphQLSchema } from 'graphql';
import type { Context } from './context.ts';
import { Finisher } from './finished.ts';
import type { RootRules } from './porch.ts';

/** The schema that a process serves, and who may try its root fields. */
export interface Graph {
  readonly schema: GraphQLSchema;
  /** As it is printed in `schema/`: the supergraph, or a subgraph. */
  readonly sdl: string;
  readonly rules: RootRules;
}

type FrontDoor = ApolloServerOptionsWithGateway<Context>['gateway'];

export function frontDoor({ schema, sdl, rules }: Graph): FrontDoor {
  const finisher = new Finisher(schema, rules.Query);
  return {
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema: schema, coreSupergraphSdl: sdl });
      return () => undefined;
    },
    load: () =>
      Promise.resolve({
        executor: async ({ document, operation, request: { operationName, variables }, context }) => {
          const contextValue = context as unknown as Context;
          // Where the name fits no operation there is none: execution says so.
          const isThere = (operation as typeof operation | undefined) !== undefined;
          const finished = isThere
            ? await finisher.answer({ document, operation, variables, context: contextValue })
            : null;
          return finished ?? execute({ schema, document, operationName, variableValues: variables, contextValue });
        },
      }),
    stop: () => Promise.resolve(),
  };
}
