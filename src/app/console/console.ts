/** `/graphiql`: GraphiQL served by us, without a network: ready tabs, and in demo mode a token for each actor. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refuse, starting, type Refusal } from '../http/refusals.ts';
import type { HttpServer } from '../http/server.ts';
import { isLoopback } from '../../platform/config.ts';

const require = createRequire(import.meta.url);
// Beside the source, wherever this file was compiled to.
const FOLDER = fileURLToPath(new URL('../../../src/app/console/', import.meta.url));

export interface ConsoleToken {
  readonly name: string;
  readonly label: string;
  readonly token: string;
}

interface Tab {
  readonly query: string;
  readonly variables?: string;
}

/** The ready tabs, in the order of their files. */
export function consoleTabs(): Tab[] {
  const folder = join(FOLDER, 'tabs');
  const files = readdirSync(folder).sort();
  return files
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => {
      const query = readFileSync(join(folder, name), 'utf8');
      const beside = name.replace('.graphql', '.variables.json');
      return files.includes(beside) ? { query, variables: readFileSync(join(folder, beside), 'utf8') } : { query };
    });
}

const fileOf = (packageName: string, path: string): string =>
  join(require.resolve(`${packageName}/package.json`), '..', path);

const assets: Readonly<Record<string, readonly [type: string, file: () => string]>> = {
  '/graphiql': ['text/html', () => join(FOLDER, 'page/index.html')],
  '/graphiql/console.js': ['text/javascript', () => join(FOLDER, 'page/console.js')],
  '/graphiql/console.css': ['text/css', () => join(FOLDER, 'page/console.css')],
  '/graphiql/graphiql.js': ['text/javascript', () => fileOf('graphiql', 'graphiql.min.js')],
  '/graphiql/graphiql.css': ['text/css', () => fileOf('graphiql', 'graphiql.min.css')],
  '/graphiql/react.js': ['text/javascript', () => fileOf('react', 'umd/react.production.min.js')],
  '/graphiql/react-dom.js': ['text/javascript', () => fileOf('react-dom', 'umd/react-dom.production.min.js')],
};

/** Nothing from elsewhere, whatever a page asks for. */
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:";

const notByThisName: Refusal = {
  status: 403,
  code: 'FORBIDDEN',
  text: {
    zh: '演示令牌只交给本机：请用 127.0.0.1 或 localhost 打开控制台。',
    en: 'Demo tokens are for this machine alone: open the console at 127.0.0.1 or localhost.',
  },
};

/** `tokens` gives null as long as nobody knows them. */
export function mountConsole(server: HttpServer, tokens: () => readonly ConsoleToken[] | null): void {
  for (const [url, [type, file]] of Object.entries(assets)) {
    const body = readFileSync(file());
    server.get(url, (_request, reply) =>
      reply
        .header('content-security-policy', POLICY)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-cache')
        .type(`${type}; charset=utf-8`)
        .send(body),
    );
  }
  server.get('/graphiql/setup.json', (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const known = tokens();
    if (known === null) return refuse(request, reply, starting);
    // A page of elsewhere may make a name of its own lead to this machine, and then reads what is here.
    if (known.length > 0 && !isLoopback(request.hostname)) return refuse(request, reply, notByThisName);
    return reply.send({ tokens: known, tabs: consoleTabs() });
  });
}
