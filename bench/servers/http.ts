/** As little of a web server as answers JSON to JSON. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly operationName: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Person, unit and alliance, as the header of the bench names them. */
  readonly viewer: readonly string[];
}

/** Serves until it is told to stop. */
export function listen(answer: (asked: Asked) => Promise<string>, close: () => Promise<unknown>): void {
  const server = createServer((request, response) => {
    void read(request).then(async (text) => {
      const { operationName, variables } = JSON.parse(text) as Omit<Asked, 'viewer'>;
      const viewer = String(request.headers['x-viewer'] ?? '').split(',');
      let status = 200;
      const body = await answer({ operationName, variables, viewer }).catch((error: unknown) => {
        status = 500;
        return JSON.stringify({ errors: [{ message: String(error) }] });
      });
      const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) };
      response.writeHead(status, headers).end(body);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`http://127.0.0.1:${port}\n`);
  });
  process.once('SIGTERM', () => {
    server.close(() => void close());
    server.closeAllConnections();
  });
}

function read(request: IncomingMessage): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => resolve(Buffer.concat(chunks).toString()));
  request.on('error', reject);
  return promise;
}
