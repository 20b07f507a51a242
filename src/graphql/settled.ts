/** What a mutation came to, for execution to go through in place of doing it: the root of an operation. */
export class Settled {
  readonly #done: unknown;

  constructor(done: unknown) {
    this.#done = done;
  }

  /** What the mutation gave, or the error that it threw, which execution takes as thrown. */
  get done(): unknown {
    return this.#done;
  }
}
