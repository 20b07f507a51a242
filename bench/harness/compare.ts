/** Before anything is measured: every server gives the same answer to the same question. */
import { isDeepStrictEqual } from 'node:util';
import type { World } from '../data/world.ts';
import type { Operation } from '../operations/operations.ts';
import { FRESH_ID } from '../operations/operations.ts';
import { isDone, isFresh, requestsOf, type Request } from '../operations/requests.ts';
import { common } from '../operations/shape.ts';
import type { Server } from '../servers/servers.ts';

/** How many of the requests are compared. */
const SAMPLE = 25;

/** Throws at the first difference, with both answers. */
export async function compare(operation: Operation, servers: readonly Server[], world: World): Promise<void> {
  const [reference, ...others] = servers;
  if (reference === undefined) return;
  const step = Math.floor((world.viewers.length * 2) / SAMPLE);
  for (let i = 0; i < SAMPLE; i += 1) {
    const answerOf = async (server: Server): Promise<unknown> => {
      const request = requestsOf(operation, world, server.ask)[i * step];
      return request === undefined ? null : comparable(operation, await send(server, request));
    };
    const expected = await answerOf(reference);
    for (const server of others) {
      const found = await answerOf(server);
      if (isDeepStrictEqual(found, expected)) continue;
      const [ours, theirs] = [JSON.stringify(expected), JSON.stringify(found)];
      throw new Error(`${operation.name}: ${server.name} differs from ${reference.name}\n${ours}\n${theirs}`);
    }
  }
}

let serial = 0;

async function send({ name, url }: Server, request: Request): Promise<unknown> {
  serial += 1;
  const id = FRESH_ID.slice(0, -12) + (Date.now() * 100 + serial).toString(16).padStart(12, '0').slice(-12);
  const body = isFresh(request) ? request.body.replaceAll(FRESH_ID, id) : request.body;
  const response = await fetch(url, { method: 'POST', headers: request.headers, body });
  const answer = (await response.json()) as { readonly data?: unknown; readonly errors?: unknown };
  if (answer.errors !== undefined || answer.data == null) {
    throw new Error(`${name} answered ${response.status}: ${JSON.stringify(answer)}`);
  }
  return answer.data;
}

/** Of what is written, ids and instants are each server's own. */
const OWN = new Set(['id', 'publishedAt', 'createdAt', 'userErrors']);

function comparable(operation: Operation, data: unknown): unknown {
  const answer = common(data as Parameters<typeof common>[0]);
  if (operation.kind === 'read') return answer;
  const text = JSON.stringify(answer);
  if (!isDone(text)) throw new Error(`${operation.name} was refused: ${text}`);
  return JSON.parse(text, (key, value: unknown) => (OWN.has(key) ? undefined : value));
}
