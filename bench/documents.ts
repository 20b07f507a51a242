/** `npm run bench -- --documents`: memory of our server and of PostgreSQL while ever new documents arrive. */
import type { Cluster } from './data/cluster.ts';
import type { World } from './data/world.ts';
import { memoryMb } from './harness/processes.ts';
import { operations } from './operations/operations.ts';
import type { Server } from './servers/servers.ts';

const DOCUMENTS = 100_000;
const STEP = 10_000;
const AT_ONCE = 16;

/** Sends documents of which no two are alike, nor the statements made for them; prints MB every 10,000. */
export async function countDocuments(
  cluster: Cluster,
  server: Server,
  { viewers }: World,
  say: (text: string) => void,
): Promise<void> {
  const [viewer] = viewers;
  const [operation] = operations;
  if (viewer === undefined || operation === undefined) throw new Error('the data set has no viewers');
  const { headers } = server.ask(operation, { alliance: viewer.alliance, category: '' }, viewer);
  const offer = `offer_${(viewer.offers[0] ?? '').replaceAll('-', '')}`;
  say('documents | server, resident MB | PostgreSQL, private MB');
  const tell = (sent: number): void => {
    const [ours, postgres] = [memoryMb(server.pid), memoryMb(cluster.pid, 'RssAnon')];
    say(`${String(sent).padStart(9)} | ${ours.toFixed(0).padStart(19)} | ${postgres.toFixed(0).padStart(22)}`);
  };
  tell(0);
  for (let sent = 0; sent < DOCUMENTS; sent += STEP) {
    let next = sent;
    const sender = async (): Promise<void> => {
      for (let nr = next++; nr < sent + STEP; nr = next++) {
        const query = `{ offer(id: "${offer}") { title${nr}: title unit { name${nr}: shortName } } }`;
        const response = await fetch(server.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
        const answer = (await response.json()) as { readonly errors?: unknown };
        if (answer.errors !== undefined) throw new Error(`${JSON.stringify(answer)}\n${server.said()}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sender));
    tell(sent + STEP);
  }
}
