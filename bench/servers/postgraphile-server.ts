/**
 * PostGraphile over the same tables, as its documentation advises for production: no console, no watching, no
 * explaining, prepared statements, a pool of its own, and PostgreSQL's just-in-time compiler off.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { jsonPgSmartTags } from 'postgraphile/utils';
import { conditions } from './postgraphile-conditions.ts';

const isGuarded = process.env['BENCH_RLS'] === 'on';

interface RequestContext {
  readonly node?: { readonly req?: IncomingMessage };
}

/** Whom the policies are to judge: set for the transaction of each request. */
function settingsOf({ node }: RequestContext): Record<string, string> {
  const [person = '', unit = '', alliance = ''] = String(node?.req?.headers['x-viewer'] ?? '').split(',');
  return {
    role: 'bench_viewer',
    'qinlin.person': person,
    'qinlin.unit': unit,
    'qinlin.alliance': alliance,
    'qinlin.now': new Date().toISOString(),
  };
}

/** It calls its filter of resources `ResourceCondition`, as our table of their conditions would be called. */
const names = jsonPgSmartTags({
  version: 1,
  config: { class: { 'exchange.resource_condition': { tags: { name: 'condition_of_resource' } } } },
});

const pgl = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [...conditions, names],
  schema: { defaultBehavior: '+connection +list' },
  pgServices: [
    makePgService({
      connectionString: process.env['DATABASE_URL'] ?? '',
      schemas: ['directory', 'exchange', 'projects', 'bench'],
      poolConfig: { min: 10, max: 10, idleTimeoutMillis: 0, options: '-c jit=off -c timezone=Asia/Shanghai' },
    }),
  ],
  grafast: {
    explain: false,
    ...(isGuarded ? { context: (context: RequestContext) => ({ pgSettings: settingsOf(context) }) } : {}),
  },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false, websockets: false },
});

const server = createServer();
await pgl.createServ(grafserv).addTo(server);
await pgl.getSchema();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
process.once('SIGTERM', () => {
  server.close(() => void pgl.release());
  server.closeAllConnections();
});
