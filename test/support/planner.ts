/**
 * The graph as a planner sees it: every part a subgraph of its own, in this process, behind the JavaScript planner. What
 * it answers must be what the merged schema answers.
 */
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { execute, type DocumentNode } from 'graphql';
import type { Viewer } from '../../src/domain/access/viewer.ts';
import { formatError } from '../../src/graphql/errors/format.ts';
import type { CloseStack } from '../../src/platform/close-stack.ts';
import { createLogger } from '../../src/platform/logger.ts';
import type { Application } from '../../src/app/application.ts';
import { subgraphNames } from '../../src/app/graph.ts';
import type { Answer } from './world.ts';

const silent = createLogger('silent');

interface Planned {
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
}

/** Asks through the planner; what comes back is as HTTP would give it, but for the words of errors. */
export type AskPlanner = (asked: Planned, viewer: Viewer) => Promise<Answer<unknown>>;

interface ExecutionRequest {
  readonly document: DocumentNode;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

export function planner(exchange: Application, stack: CloseStack): AskPlanner {
  const parts = new Map(subgraphNames.map((name) => [name.toUpperCase(), exchange.subgraph(name)]));
  // One request at a time: whose it is.
  let viewer: Viewer | null = null;
  const executorOf = (name: string) => {
    const part = parts.get(name.toUpperCase());
    if (part === undefined) throw new Error(`no subgraph ${name}`);
    return async ({ document, variables, operationName }: ExecutionRequest) => {
      if (viewer === null) throw new Error('nobody asks');
      const { data, errors } = await execute({
        schema: part.schema,
        document,
        ...(variables === undefined ? {} : { variableValues: variables }),
        ...(operationName === undefined ? {} : { operationName }),
        contextValue: { viewer, reader: part.reader },
      });
      const asked = viewer;
      return { data, errors: errors?.map((error) => formatError(error.toJSON(), error, asked, silent)) };
    };
  };
  const gateway = createGatewayRuntime({
    supergraph: exchange.graph.sdl,
    logging: false,
    maskedErrors: false,
    transports: {
      http: { getSubgraphExecutor: ({ subgraphName }: { subgraphName: string }) => executorOf(subgraphName) },
    } as never,
  });
  stack.use(gateway);
  return async (asked, as) => {
    viewer = as;
    const response = await gateway.fetch('http://planner.invalid/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(asked),
    });
    return (await response.json()) as Answer<unknown>;
  };
}
