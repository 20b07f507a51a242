/** Folders that are there whole or not at all: made beside their place under a name of this process, then renamed. */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive } from './pid.ts';

/** Fills the half by `make` and puts it at `target`. Where another process was faster, its folder is kept. */
export async function makeWhole(target: string, make: (half: string) => Promise<void>): Promise<void> {
  const half = `${target}.${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  try {
    await make(half);
    renameSync(half, target);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}

/** Removes what is left of halves whose maker was ended before they were whole. */
export function sweepHalves(target: string): void {
  const [folder, prefix] = [dirname(target), `${basename(target)}.`];
  for (const name of readdirSync(folder)) {
    const maker = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    if (/^\d+$/.test(maker) && !isAlive(Number(maker))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
