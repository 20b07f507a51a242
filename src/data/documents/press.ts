/** Whose document is made when: one after the other, one of each person, and only while somebody waits for it. */

/** Why a document is not made now: another of the same person is, too many wait, or it took too long. */
export type NotPrinted = 'ONE_EACH' | 'MANY_WAIT' | 'TOO_LONG';

export class NotPrintedError extends Error {
  override readonly name = 'NotPrintedError';
  readonly why: NotPrinted;

  constructor(why: NotPrinted) {
    super(`no document was made: ${why}`);
    this.why = why;
  }
}

/** How many may be asked for at a time, and for how long one waits for its turn. */
const USUAL = { most: 20, patienceMs: 30_000 };

export class Press {
  readonly #limits: typeof USUAL;
  readonly #asking = new Set<string>();
  readonly #waiting = new Set<() => void>();
  #isBusy = false;

  constructor(limits: Partial<typeof USUAL> = {}) {
    this.#limits = { ...USUAL, ...limits };
  }

  /**
   * Makes one when its turn has come: nothing is read or made before. Throws `NotPrintedError` where it is not to come, and why `gone`
   * was aborted where whoever asked is there no more.
   */
  async take<T>(person: string, gone: AbortSignal, make: () => Promise<T>): Promise<T> {
    if (this.#asking.has(person)) throw new NotPrintedError('ONE_EACH');
    if (this.#asking.size >= this.#limits.most) throw new NotPrintedError('MANY_WAIT');
    this.#asking.add(person);
    try {
      await this.#turn(gone);
      try {
        gone.throwIfAborted();
        return await make();
      } finally {
        this.#pass();
      }
    } finally {
      this.#asking.delete(person);
    }
  }

  async #turn(gone: AbortSignal): Promise<void> {
    gone.throwIfAborted();
    if (!this.#isBusy) {
      this.#isBusy = true;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const come = (): void => {
      resolve(undefined);
    };
    const leave = (error: Error) => (): void => {
      // Who has the turn already goes on, and passes it.
      if (this.#waiting.delete(come)) reject(error);
    };
    this.#waiting.add(come);
    const late = setTimeout(leave(new NotPrintedError('MANY_WAIT')), this.#limits.patienceMs);
    const left = leave(new Error('nobody waits for it any more'));
    gone.addEventListener('abort', left, { once: true });
    try {
      await promise;
    } finally {
      clearTimeout(late);
      gone.removeEventListener('abort', left);
    }
  }

  /** To the one that has waited longest. */
  #pass(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#isBusy = false;
    else {
      this.#waiting.delete(next);
      next();
    }
  }
}
