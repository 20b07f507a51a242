/** The load, in a process of its own whose CPU time nobody counts: told by a message what to send, it answers with what came back. */
import autocannon from 'autocannon';
import { FRESH_ID } from '../operations/operations.ts';
import { isDone, type Request } from '../operations/requests.ts';

export interface Load {
  readonly url: string;
  readonly connections: number;
  /** For so long, leaving what is under way at the end; or so many, all answered. */
  readonly until: { readonly seconds: number } | { readonly answers: number };
  readonly requests: readonly Request[];
  /** Each request carries an id of its own. */
  readonly isFresh: boolean;
}

export interface Loaded {
  readonly answered: number;
  readonly failed: number;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
}

async function fire({ url, connections, until, requests, isFresh }: Load): Promise<Loaded> {
  const path = new URL(url).pathname;
  let next = 0;
  let serial = 0;
  const result = await autocannon({
    url,
    connections,
    ...(isFresh ? { verifyBody: (answer) => isDone(String(answer)) } : {}),
    ...('seconds' in until ? { duration: until.seconds } : { amount: until.answers }),
    setupClient: (client) => {
      // Each connection begins elsewhere in the list, so that they do not all ask the same at once.
      next = (next + Math.ceil(requests.length / connections)) % requests.length;
      const turned = [...requests.slice(next), ...requests.slice(0, next)];
      client.setRequests(
        turned.map(({ headers, body }) => ({
          method: 'POST',
          path,
          headers: { ...headers },
          body,
          ...(isFresh
            ? { setupRequest: (request) => ({ ...request, body: body.replaceAll(FRESH_ID, freshId()) }) }
            : {}),
        })),
      );
    },
  });
  return {
    answered: result.requests.total,
    failed: result.errors + result.non2xx + result.mismatches,
    requestsPerSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };

  /** A UUIDv7, in the order of time like those a server makes. */
  function freshId(): string {
    serial += 1;
    const time = Date.now().toString(16).padStart(12, '0');
    const rest = serial.toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7000-8${Math.floor(Math.random() * 4095)
      .toString(16)
      .padStart(3, '0')}-${rest}`;
  }
}

process.on('message', (load: Load) => {
  void fire(load).then((loaded) => process.send?.(loaded));
});
