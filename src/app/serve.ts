/** `serve`: from configuration to a server that answers, and in good order back to nothing. */
import { once } from 'node:events';
import { relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkRoles, openDatabase } from '../data/open.ts';
import { migrate } from '../data/orm.ts';
import { systemClock, type Clock } from '../platform/clock.ts';
import { CloseStack } from '../platform/close-stack.ts';
import { ConfigError, type Config } from '../platform/config.ts';
import { noIssuer } from '../platform/identity.ts';
import { createLogger } from '../platform/logger.ts';
import { readyBanner } from './banner.ts';
import { mountConsole, type ConsoleToken } from './console/console.ts';
import { loadDemo } from './demo/load.ts';
import { tellStory } from './demo/story.ts';
import { demoIssuer, demoTokens, writeDemoFile } from './demo/tokens.ts';
import { openExchange } from './exchange.ts';
import { graphqlHandler, mountGraphql, type GraphqlHandler } from './http/graphql-route.ts';
import { Health, mountHealth } from './http/health.ts';
import { createHttpServer, type HttpServer } from './http/server.ts';

/** How long `/readyz` says no before the door closes, so that a balancer looks elsewhere first. */
const FAREWELL_MS = { demo: 0, production: 3_000 } as const;

const SWEEP_MS = 50;

interface Serving extends AsyncDisposable {
  readonly url: string;
  readonly health: Health;
  /** Rejects when the embedded database is gone. */
  readonly lost: Promise<never>;
}

/** Listens at once, so that health can be asked, and answers queries when everything behind it is up. */
async function startServing(config: Config, say: (text: string) => void, clock: Clock = systemClock): Promise<Serving> {
  await using stack = new CloseStack();
  const logger = createLogger(config.logLevel);
  const health = new Health();
  let handler: GraphqlHandler | null = null;
  let tokens: readonly ConsoleToken[] = [];
  const server = createHttpServer(logger);
  mountGraphql(server, () => handler);
  mountHealth(server, health);
  mountConsole(server, () => tokens);
  const close = closing(server, config.drainMs);
  // Here for a start that fails; and once more, last, so that the door closes before anything behind it does.
  stack.defer(close);
  const address = new URL(await listen(server, config));

  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => undefined);
  const database = await openDatabase(config, stack, lost.reject);
  const migrated = await migrate(database);
  if (migrated.length > 0) logger.info({ migrated }, 'migrated');
  await checkRoles(database);
  const exchange = await openExchange(database, config, stack);
  const issuer = config.mode === 'demo' ? demoIssuer(config.home) : null;
  if (issuer !== null && (await loadDemo(database, clock.now()))) await tellStory(exchange, clock.now());
  const { graph, reader, readers } = exchange;
  const { introspection } = config;
  handler = await graphqlHandler({ graph, reader, identity: issuer ?? noIssuer, clock, logger, introspection }, stack);
  health.readyWhen(() => readers.isReady());
  stack.defer(close);

  const url = address.origin;
  let demoFile: string | null = null;
  if (issuer !== null) {
    tokens = await demoTokens(issuer, clock.now());
    demoFile = relative(process.cwd(), writeDemoFile(config.home, url, tokens));
  }
  say(readyBanner(url, tokens, demoFile));
  const open = stack.move();
  return { url, health, lost: lost.promise, [Symbol.asyncDispose]: () => open[Symbol.asyncDispose]() };
}

async function listen(server: HttpServer, { host, port }: Config): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause;
    throw new ConfigError([
      `PORT: ${port} 已被占用，请换一个端口，如 PORT=${port + 1} npm start。 is taken: choose another, such as PORT=${port + 1} npm start.`,
    ]);
  }
}

/** Stops listening, lets requests under way end, and after a time ends those that do not. */
function closing(server: HttpServer, drainMs: number): () => Promise<void> {
  return async () => {
    const deadline = setTimeout(() => server.server.closeAllConnections(), drainMs);
    // A connection that clients keep open for later becomes idle only when its answer is out.
    const sweep = setInterval(() => server.server.closeIdleConnections(), SWEEP_MS);
    await server.close();
    clearInterval(sweep);
    clearTimeout(deadline);
  };
}

/** Serves until it is told to stop; then lets requests under way end. */
export async function serve(config: Config, say: (text: string) => void): Promise<void> {
  const told = Promise.race(['SIGTERM', 'SIGINT', 'SIGHUP'].map((signal) => once(process, signal)));
  await using serving = await startServing(config, say);
  await Promise.race([told, serving.lost]);
  serving.health.drain();
  say('正在停止 Stopping…');
  await sleep(FAREWELL_MS[config.mode]);
}
