/** Whether the machine is quiet: a fixed piece of work, done before each run, takes as long as it did at best. */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const ROUNDS = 800_000;
/** Beyond this much slower than at best, somebody else is at work. */
const QUIET = 1.15;
const ATTEMPTS = 3;
const PAUSE_MS = 700;

function fixedWork(): number {
  const begin = performance.now();
  const hash = createHash('sha256');
  for (let i = 0; i < ROUNDS; i += 1) hash.update('亲邻');
  hash.digest();
  return performance.now() - begin;
}

export class Calibration {
  #best = Number.POSITIVE_INFINITY;
  readonly #taken: number[] = [];

  constructor() {
    for (let i = 0; i < 5; i += 1) this.#best = Math.min(this.#best, fixedWork());
  }

  /** Waits a little for a quiet machine, and goes on without. */
  async untilQuiet(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const took = fixedWork();
      this.#best = Math.min(this.#best, took);
      if (took <= this.#best * QUIET || attempt === ATTEMPTS) {
        this.#taken.push(took);
        return;
      }
      await sleep(PAUSE_MS);
    }
  }

  get summary(): {
    readonly bestMs: number;
    readonly medianMs: number;
    readonly worstMs: number;
    readonly measured: number;
    readonly noisyRuns: number;
  } {
    const sorted = [...this.#taken].sort((a, b) => a - b);
    const tidy = (ms: number | undefined): number => Math.round((ms ?? 0) * 10) / 10;
    return {
      bestMs: tidy(this.#best),
      medianMs: tidy(sorted[Math.floor(sorted.length / 2)]),
      worstMs: tidy(sorted.at(-1)),
      measured: sorted.length,
      noisyRuns: sorted.filter((ms) => ms > this.#best * QUIET).length,
    };
  }
}
