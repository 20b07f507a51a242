/** One bash for all the blocks of a page: what one of them sets, the next has. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { plainEnvironment, watched } from './processes.ts';

const CURL = fileURLToPath(new URL('curl.ts', import.meta.url));

/** `node` is the one that runs the tests, and `curl` is ours: nobody needs to have either. */
const BEGINNING = `
node() { "$NODE_OF_TESTS" "$@"; }
curl() { "$NODE_OF_TESTS" --disable-warning=ExperimentalWarning "$CURL_OF_TESTS" "$@"; }
`;

export class Shell {
  readonly #folder: string;
  readonly #bash: ChildProcessByStdio<Writable, Readable, Readable>;
  #said = '';
  #complained = '';
  #blocks = 0;
  #isGone = false;
  readonly #exited: Promise<unknown>;

  /** In that folder. `endAll` ends it, should nobody else. */
  constructor(folder: string) {
    this.#folder = folder;
    const env = { ...plainEnvironment(), NODE_OF_TESTS: process.execPath, CURL_OF_TESTS: CURL };
    const bash = spawn('bash', ['--noprofile', '--norc'], { cwd: folder, env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#bash = watched(bash);
    this.#exited = once(bash, 'exit').finally(() => (this.#isGone = true));
    bash.stdout.setEncoding('utf8').on('data', (text: string) => (this.#said += text));
    bash.stderr.setEncoding('utf8').on('data', (text: string) => (this.#complained += text));
    mkdirSync(join(folder, '.blocks'));
    bash.stdin.write(BEGINNING);
  }

  /** What the commands print. Throws when one of them fails or complains. */
  async run(commands: string): Promise<string> {
    this.#blocks += 1;
    const file = join(this.#folder, '.blocks', `${this.#blocks}.sh`);
    writeFileSync(file, `set -euo pipefail\n${commands}\nset +e\n`);
    this.#said = '';
    this.#complained = '';
    // A file, so that a quote left open does not swallow the rest; and with nothing to read, so that no command does.
    // Both of its voices end with a mark: what is complained of may come later than what is said.
    this.#bash.stdin.write(`. ${file} </dev/null; printf '\\0%s\\0' $?; printf '\\0' >&2\n`);
    for (;;) {
      const [, output, status] = /^([^\0]*)\0(\d+)\0$/.exec(this.#said) ?? [];
      const isOver = status !== undefined && this.#complained.endsWith('\0');
      if (isOver && output !== undefined && status === '0' && this.#complained === '\0') return output;
      if (isOver || this.#isGone) {
        throw new Error(`${commands}\nended with ${status ?? 'the shell'}: ${this.#complained}\n${this.#said}`);
      }
      await Promise.race([once(this.#bash.stdout, 'data'), once(this.#bash.stderr, 'data'), this.#exited]);
    }
  }
}
