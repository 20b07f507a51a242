/** The parts of the built product that the bench uses: its embedded PostgreSQL, its issuer of demo tokens, and what it is made of. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as application from '../src/app/application.ts';
import type * as demoTokens from '../src/app/demo/tokens.ts';
import type * as graphqlRoute from '../src/app/http/graphql-route.ts';
import type * as listening from '../src/app/http/listen.ts';
import type * as httpServer from '../src/app/http/server.ts';
import type * as houses from '../src/app/modules.ts';
import type * as whoAsks from '../src/app/who-asks.ts';
import type * as opening from '../src/data/open.ts';
import type * as clocks from '../src/platform/clock.ts';
import type * as closing from '../src/platform/close-stack.ts';
import type * as configs from '../src/platform/config.ts';
import type * as loggers from '../src/platform/logger.ts';
import type * as scopes from '../src/read/scope.ts';
import type * as viewing from '../src/read/view.ts';
import type * as server from '../src/data/embedded/server.ts';
import type * as demoIssuer from '../src/platform/identity/demo-issuer.ts';

export type { EmbeddedServer } from '../src/data/embedded/server.ts';

// What is built has no declarations; its types are those of its source.
const built = async (path: string): Promise<unknown> => import(new URL(`../dist/${path}`, import.meta.url).href);

export const { startEmbedded } = (await built('data/embedded/server.js')) as typeof server;
const { DemoIssuer } = (await built('platform/identity/demo-issuer.js')) as typeof demoIssuer;

/** Tokens by person, signed with a secret laid where a server in demo mode with this home looks for its own. */
export async function issueTokens(home: string, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const secret = randomBytes(32);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'demo-secret'), secret.toString('hex'), { mode: 0o600 });
  const issuer = new DemoIssuer(secret);
  const now = new Date();
  return new Map(
    await Promise.all(people.map(async (person) => [person, await issuer.issue('person', person, now)] as const)),
  );
}

/** Ours as it is, on DATABASE_URL and PORT, but for that wall. */
export async function openUnwalled(wall: 'house' | 'vault'): Promise<{ url: string; close: () => Promise<void> }> {
  // As the product's entry does, before a decorator runs.
  createRequire(new URL('../package.json', import.meta.url))('reflect-metadata');
  const { openApplication } = (await built('app/application.js')) as typeof application;
  const { demoIssuer } = (await built('app/demo/tokens.js')) as typeof demoTokens;
  const { graphqlHandler, mountGraphql } = (await built('app/http/graphql-route.js')) as typeof graphqlRoute;
  const { listen } = (await built('app/http/listen.js')) as typeof listening;
  const { createHttpServer } = (await built('app/http/server.js')) as typeof httpServer;
  const { modules } = (await built('app/modules.js')) as typeof houses;
  const { openTokens } = (await built('app/who-asks.js')) as typeof whoAsks;
  const { openDatabase } = (await built('data/open.js')) as typeof opening;
  const { systemClock: clock } = (await built('platform/clock.js')) as typeof clocks;
  const { CloseStack } = (await built('platform/close-stack.js')) as typeof closing;
  const { configFromEnvironment } = (await built('platform/config.js')) as typeof configs;
  const { createLogger } = (await built('platform/logger.js')) as typeof loggers;
  const { Scope } = (await built('read/scope.js')) as typeof scopes;
  const { everyone: visible } = (await built('read/view.js')) as typeof viewing;

  const stack = new CloseStack();
  const config = configFromEnvironment();
  const logger = createLogger(config.logLevel);
  if (wall === 'vault') Scope.prototype.guard = () => undefined;
  const house = modules.map((module) => {
    const views = module.read.views.map((view): viewing.View => {
      // Every server tells of an audience what concerns the viewer: else the answers would not be the same.
      return view.type === 'Audience' ? view : { ...view, visible, scope: null };
    });
    return wall === 'vault' ? module : { ...module, read: { ...module.read, views } };
  });
  const opened = await openApplication(await openDatabase(config, stack), config, stack, undefined, house);
  const { graph, budgets } = opened;
  const tokens = openTokens([demoIssuer(config.home)], opened, logger, stack);
  const parts = { graph, budgets, tokens, clock, logger, introspection: false };
  const handler = await graphqlHandler(parts, stack);
  const http = createHttpServer(logger);
  mountGraphql(http, () => handler);
  stack.defer(() => http.close());
  const { origin } = await listen(http, config);
  return { url: origin, close: () => stack[Symbol.asyncDispose]() };
}
