/**
 * How requests reach the graph. Apollo Server parses and validates what it has not seen, and answers through `gateway`;
 * what it has seen is answered at once.
 */
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { execute, OperationTypeNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Context } from './context.ts';
import { Finisher } from './finished.ts';
import { prepareExecuted } from './executed.ts';
import { KnownDocuments, type PlainRequest } from './known-documents.ts';
import type { Asked, Prepared } from './operation.ts';
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
  readonly #schema: GraphQLSchema;
  readonly #hideSuggestions: boolean;
  readonly gateway: Gateway;

  /** `introspection`: whether clients may learn the schema from us, from errors too. */
  constructor({ schema, sdl, rules }: Graph, budgets: Budgets, introspection: boolean) {
    this.#budgets = budgets;
    this.#schema = schema;
    this.#hideSuggestions = !introspection;
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
            const prepared = this.#prepareKnown(asked);
            if (prepared !== null) {
              const text = { query: source, operationName: operationName ?? undefined };
              this.#known.remember(text, { document, operation });
            }
            return answerPaid(prepared ?? this.#prepareExecuted(asked), contextValue.viewer, budgets);
          },
        }),
      stop: () => Promise.resolve(),
    };
  }

  /**
   * The answer to an operation that was asked before, by whomever; null where it was not, or where Apollo is to see it: a
   * query that is executed.
   */
  async answerKnown({ variables, ...asked }: PlainRequest, context: Context): Promise<ExecutionResult | null> {
    const known = this.#known.find(asked);
    const prepared = known === null ? null : this.#prepareKnown({ ...known, variables, context });
    return prepared === null ? null : answerPaid(prepared, context.viewer, this.#budgets);
  }

  /** The operation as it is answered without Apollo, once Apollo found it good. */
  #prepareKnown(asked: Asked): Prepared | null {
    const isAct = asked.operation.operation === OperationTypeNode.MUTATION;
    return isAct ? this.#prepareExecuted(asked) : this.#finisher.prepare(asked);
  }

  #prepareExecuted(asked: Asked): Prepared {
    return prepareExecuted(this.#schema, asked, this.#hideSuggestions);
  }
}
