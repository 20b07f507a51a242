/**
 * Goes through the blocks of a guide, in order, as a reader would.
 *
 * - `sh` goes to one bash; what it prints has to be shown below, unless that is nothing.
 * - `graphql` is sent with the key and the hat that the shell has; where it has variables, the `json` below are those.
 * - `js` is saved under the name in its first line, and has to be run by a `sh` further down.
 * - `json`, `http` (`curl -i`) and `text` are what the block above came to. `guide.ts` says what `…` stands for.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { Placeholders, type Block } from './guide.ts';
import { Shell } from './shell.ts';

/** Where every page says that the server is. */
const HERE = 'http://127.0.0.1:4000';
const LONGEST_SCRIPT = 25;

export class Walk {
  readonly #shell: Shell;
  readonly #folder: string;
  readonly #url: string;
  readonly #placeholders = new Placeholders();
  /** A document that waits for its variables. */
  #document: string | null = null;
  /** What was answered and is not shown yet; empty where there is nothing to show. */
  answer = '';
  /** Scripts that nobody has run yet. */
  readonly unused = new Set<string>();

  constructor(folder: string, url: string) {
    this.#folder = folder;
    this.#url = url;
    this.#shell = new Shell(folder);
  }

  async take({ language, text }: Block): Promise<void> {
    switch (language) {
      case 'sh':
        this.nothingIsLeft();
        for (const name of this.unused) if (text.includes(`node ${name}`)) this.unused.delete(name);
        this.answer = await this.#shell.run(this.#placeholders.filled(text).replaceAll(HERE, this.#url));
        return;
      case 'js':
        this.nothingIsLeft();
        this.#save(text);
        return;
      case 'graphql':
        this.nothingIsLeft();
        if (text.includes('$')) this.#document = text;
        else await this.#ask(text, {});
        return;
      case 'json':
        if (this.#document === null) this.#shown((answer) => this.#placeholders.expectJson(text, answer));
        else await this.#ask(this.#document, JSON.parse(this.#placeholders.filled(text)) as object);
        return;
      case 'http':
        this.#shown((answer) => this.#placeholders.expectHttp(text, answer));
        return;
      case 'text':
        this.#shown((answer) => this.#placeholders.expectLines(text, answer));
        return;
    }
  }

  /** Throws where something was answered that the page does not show. */
  nothingIsLeft(): void {
    expect([this.answer, this.#document]).toEqual(['', null]);
  }

  #shown(compare: (answer: string) => void): void {
    expect(this.answer).not.toBe('');
    compare(this.answer);
    this.answer = '';
  }

  #save(script: string): void {
    const [, name] = /^\/\/ (\w+\.mjs)\n/.exec(script) ?? [];
    if (name === undefined) throw new Error(`under which name is this to be saved?\n${script}`);
    expect(script.trimEnd().split('\n').length).toBeLessThanOrEqual(LONGEST_SCRIPT);
    writeFileSync(join(this.#folder, name), script.replaceAll(HERE, this.#url));
    this.unused.add(name);
  }

  async #ask(query: string, variables: object): Promise<void> {
    const [key = '', alliance = ''] = (await this.#shell.run('printf "%s %s" "$KEY" "$ALLIANCE"')).split(' ');
    const headers = {
      'content-type': 'application/json',
      'accept-language': 'en',
      authorization: `Bearer ${key}`,
      'x-acting-alliance': alliance,
    };
    const body = JSON.stringify({ query, variables });
    this.answer = await (await fetch(`${this.#url}/graphql`, { method: 'POST', headers, body })).text();
    this.#document = null;
  }
}
