/**
 * The graph as a planner sees it: every part a subgraph of its own, in this process, behind the JavaScript planner. What
 * it answers must be what the merged schema answers.
 */
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { execute, type DocumentNode } from 'graphql';
import type { Viewer } from '../../src/domain/access/viewer.ts';
import { oncePerField } from '../../src/graphql/errors/once-per-field.ts';
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

/** What fails alike in every row, which the planner asks for one by one. */
const OF_FIELD = /^(SCOPE_REQUIRED|UNAUTHENTICATED|BAD_USER_INPUT)$/;

/**
 * As the door tells it of one statement: once for the field, without indices; and where an argument is at fault there is
 * no data of the root field.
 */
function toldOnce({ data, errors, ...rest }: Answer<unknown>): Answer<unknown> {
  if (errors === undefined) return { data, ...rest };
  const told = new Map<string, (typeof errors)[number]>();
  const values = { ...(data as Record<string, unknown> | null) };
  for (const error of errors) {
    const isOf = OF_FIELD.test(error.extensions.code);
    const path = isOf ? error.path?.filter((step) => typeof step === 'string') : error.path;
    told.set(`${error.extensions.code} ${path?.join('.') ?? ''}`, {
      ...error,
      ...(path === undefined ? {} : { path }),
    });
    if (error.extensions.code === 'BAD_USER_INPUT' && path?.[0] !== undefined) values[path[0]] = null;
  }
  return { data: data === null || data === undefined ? data : values, errors: [...told.values()], ...rest };
}

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
      const { data, errors } = oncePerField(
        await execute({
          schema: part.schema,
          document,
          ...(variables === undefined ? {} : { variableValues: variables }),
          ...(operationName === undefined ? {} : { operationName }),
          contextValue: { viewer, reader: part.reader, instances: part.instances },
        }),
      );
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
    return toldOnce((await response.json()) as Answer<unknown>);
  };
}
