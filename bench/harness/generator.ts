/** Our end of the load generator. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Load, Loaded } from './load.ts';

export class Generator implements AsyncDisposable {
  readonly #child: ChildProcess = fork(join(import.meta.dirname, 'load.ts'));

  async fire(load: Load): Promise<Loaded> {
    const over = new AbortController();
    const { signal } = over;
    const answered = once(this.#child, 'message', { signal }) as Promise<[Loaded]>;
    const ended = once(this.#child, 'exit', { signal });
    this.#child.send(load);
    try {
      const [loaded] = await Promise.race([answered, ended.then(endedEarly)]);
      return loaded;
    } finally {
      over.abort();
      await Promise.allSettled([answered, ended]);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await gone;
  }
}

function endedEarly(): never {
  throw new Error('the load generator ended');
}
