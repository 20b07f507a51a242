/**
 * How requests reach the graph. Apollo Server parses and validates what it has not seen, and answers through `gateway`;
 * a query that it has seen is answered at once.
 */
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Context } from './context.ts';
import { Finisher } from './finished.ts';
import { prepareExecuted } from './executed.ts';
import { KnownDocuments, type PlainRequest } from './known-documents.ts';
import type { RootRules } from './porch.ts';
import { answerPaid, type Budgets } from './till.ts';

/** The schema that a process serves, and who may try its root fields. */
export interface Graph {
  readonly schema: GraphQLSchema;
  /** As it is printed in `schema/`: the supergraph, or a subgraph. */
  readonly sdl: string;
  readonly rules: RootRules;
}

/** A request on its way through Apollo Server. */
export interface RequestContext extends Context {
  /** What was answered before Apollo was asked to tell it, as it tells errors. */
  readonly answered: ExecutionResult | null;
}

type Gateway = ApolloServerOptionsWithGateway<RequestContext>['gateway'];

export class FrontDoor {
  readonly #finisher: Finisher;
  readonly #known = new KnownDocuments();
  readonly #budgets: Budgets;
  readonly gateway: Gateway;

  /** `introspection`: whether clients may learn the schema from us, from errors too. */
  constructor({ schema, sdl, rules }: Graph, budgets: Budgets, introspection: boolean) {
    this.#budgets = budgets;
    this.#finisher = new Finisher(schema, rules.Query);
    this.gateway = {
      onSchemaLoadOrUpdate: (tell) => {
        tell({ apiSchema: schema, coreSupergraphSdl: sdl });
        return () => undefined;
      },
      load: () =>
        Promise.resolve({
          executor: async ({ document, operation, source, request: { operationName, variables }, context }) => {
            const contextValue = context as unknown as RequestContext;
            if (contextValue.answered !== null) return contextValue.answered;
            // Where the name fits no operation there is none: execution says so.
            const isThere = (operation as typeof operation | undefined) !== undefined;
            if (!isThere) {
              return execute({ schema, document, operationName, variableValues: variables, contextValue });
            }
            const asked = { document, operation, variables, context: contextValue };
            const finished = this.#finisher.prepare(asked);
            if (finished !== null) {
              const text = { query: source, operationName: operationName ?? undefined };
              this.#known.remember(text, { document, operation });
            }
            const prepared = finished ?? prepareExecuted(schema, asked, !introspection);
            return answerPaid(prepared, contextValue.viewer, budgets);
          },
        }),
      stop: () => Promise.resolve(),
    };
  }

  /** The answer to a query that was asked before, by whomever; null where it was not, or is to be executed. */
  async answerKnown({ variables, ...asked }: PlainRequest, context: Context): Promise<ExecutionResult | null> {
    const known = this.#known.find(asked);
    const prepared = known === null ? null : this.#finisher.prepare({ ...known, variables, context });
    return prepared === null ? null : answerPaid(prepared, context.viewer, this.#budgets);
  }
}
