/** `serve`: from configuration to a server that answers, and in good order back to nothing. */
import { relative } from 'node:path';
import { Sealer } from '../data/audit/sealer.ts';
import { OldFiles } from '../data/old-files.ts';
import { OldKeys } from '../data/old-keys.ts';
import { checkRoles, openDatabase } from '../data/open.ts';
import { migrate } from '../data/orm.ts';
import { systemClock, type Clock } from '../platform/clock.ts';
import { CloseStack } from '../platform/close-stack.ts';
import type { Config } from '../platform/config.ts';
import { prepareHome } from '../platform/home.ts';
import { createLogger } from '../platform/logger.ts';
import { longStep, sleepUnless, step, StoppedError, untilTold, type Stop } from '../platform/stop.ts';
import { readyBanner } from './banner.ts';
import { mountConsole, type ConsoleToken } from './console/console.ts';
import { prepareDemo } from './demo/demo.ts';
import { demoIssuer, demoTokens, writeDemoFile } from './demo/tokens.ts';
import { openApplication } from './application.ts';
import { startChores } from './chores.ts';
import { filePartsOf, importKinds, importsOf } from './files.ts';
import { mountFiles, type FileParts } from './http/files-route.ts';
import { graphqlHandler, mountGraphql, type GraphqlHandler } from './http/graphql-route.ts';
import { Health, mountHealth } from './http/health.ts';
import { closing, listen } from './http/listen.ts';
import { createHttpServer } from './http/server.ts';
import { readinessOf } from './readiness.ts';
import { oidcIssuers, openTokens } from './who-asks.ts';

/** How long `/readyz` says no before the door closes, so that a balancer looks elsewhere first. */
const FAREWELL_MS = { demo: 500, production: 3_000 } as const;

interface Serving extends AsyncDisposable {
  readonly health: Health;
  /** Rejects when the embedded database is gone. */
  readonly lost: Promise<never>;
}

type Say = (text: string) => void;

/** Listens at once, so that health can be asked, and answers queries when everything behind it is up. */
async function startServing(
  config: Config,
  part: string | null,
  say: Say,
  stop: Stop,
  clock: Clock = systemClock,
): Promise<Serving> {
  await using stack = new CloseStack();
  const { told } = stop;
  if (config.databaseUrl === null || config.mode === 'demo') prepareHome(config.home);
  const logger = createLogger(config.logLevel);
  const health = new Health();
  let handler: GraphqlHandler | null = null;
  let fileParts: FileParts | null = null;
  let tokens: readonly ConsoleToken[] | null = null;
  const server = createHttpServer(logger);
  mountGraphql(server, () => handler);
  mountFiles(server, () => fileParts);
  mountHealth(server, health);
  mountConsole(server, () => tokens);
  const close = closing(server, config.drainMs, stop);
  // Here for a start that fails; and once more, last, so that the door closes before anything behind it does.
  stack.defer(close);
  const { origin: url } = await step(told, listen(server, config));

  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => undefined);
  const database = await step(told, openDatabase(config, stack, { onLost: lost.reject, stop }));
  const migrated = await step(told, migrate(database));
  if (migrated.length > 0) logger.info({ migrated }, 'migrated');
  await step(told, checkRoles(database));
  const application = await step(told, openApplication(database, config, stack));
  const issuer = config.mode === 'demo' ? demoIssuer(config.home) : null;
  if (issuer !== null) await longStep(told, prepareDemo(database, application, clock));
  const graph = part === null ? application.graph : application.subgraph(part);
  const { readers, budgets } = application;
  const issuers = [...(issuer === null ? [] : [issuer]), ...oidcIssuers(config, logger, stack)];
  const bearers = openTokens(issuers, application, logger, stack);
  const { introspection } = config;
  const parts = { graph, budgets, tokens: bearers, clock, logger, introspection };
  handler = await step(told, graphqlHandler(parts, stack));
  stack.use(new Sealer(database, clock, logger));
  fileParts = filePartsOf(application, bearers, clock);
  stack.use(new OldKeys(database, clock, logger));
  startChores(database, clock, logger, stack);
  stack.use(new OldFiles(database, clock, logger));
  for (const kind of importKinds) stack.use(importsOf(kind, application, database, clock, logger));
  stack.defer(close);

  const known = issuer === null ? [] : await step(told, demoTokens(issuer, clock.now()));
  const demoFile = issuer === null ? null : relative(process.cwd(), writeDemoFile(config.home, url, known));
  tokens = known;
  // Whoever waits for this may look for the tokens then.
  health.readyWhen(readinessOf(readers));
  say(readyBanner(url, known, demoFile));
  const open = stack.move();
  return { health, lost: lost.promise, [Symbol.asyncDispose]: () => open[Symbol.asyncDispose]() };
}

/** Serves everything, or one part as a subgraph, until it is told to stop; then lets requests under way end. */
// `commands.ts` loads it when it is wanted, in a way that the tool does not follow.
// ts-unused-exports:disable-next-line
export async function serve(config: Config, part: string | null, say: Say, stop: Stop): Promise<void> {
  try {
    await using serving = await startServing(config, part, say, stop);
    await Promise.race([untilTold(stop), serving.lost]);
    serving.health.drain();
    await sleepUnless(stop.hurried, FAREWELL_MS[config.mode]);
  } catch (error) {
    // Told to stop while it started: everything is closed again, and that is all that was wanted.
    if (!(error instanceof StoppedError)) throw error;
  }
}
