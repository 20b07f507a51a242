/** `npm run bench`. */
import { once } from 'node:events';
import { Cluster } from './data/cluster.ts';
import { copyOf, seeded } from './data/prepare.ts';
import { readWorld } from './data/world.ts';
import { countDocuments } from './documents.ts';
import { stopAll } from './servers/process.ts';
import { startQinlin } from './servers/servers.ts';
import { folders, offerCounts, settingsFrom, type Settings } from './settings.ts';
import { standSideBySide } from './side-by-side.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function bench(cluster: Cluster, settings: Settings): Promise<void> {
  const template = await seeded(cluster, offerCounts.usual, say);
  const plain = await copyOf(cluster, template, 'bench');
  const world = await cluster.with(plain, readWorld);
  if (settings.task === 'compare') {
    await standSideBySide({ cluster, template, plain, world }, settings, say);
    return;
  }
  // With little room, so that what grows is what is kept, and not what nobody has collected yet.
  await using server = await startQinlin(cluster, plain, world, 'qinlin', ['--max-old-space-size=320']);
  await countDocuments(cluster, server, world, say);
}

async function main(): Promise<void> {
  const settings = settingsFrom(process.argv.slice(2));
  const told = Promise.race(['SIGTERM', 'SIGINT', 'SIGHUP'].map((signal) => once(process, signal)));
  await using cluster = await Cluster.start(folders.home);
  const work = bench(cluster, settings);
  const isTold = await Promise.race([work.then(() => false), told.then(() => true)]);
  if (!isTold) return;
  // What it was about to do next fails, since everything is closed; nobody needs to hear of it.
  work.catch(() => undefined);
  say('Stopped.');
  process.exitCode = 130;
  stopAll();
}

await main();
