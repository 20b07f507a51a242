/**
 * Works of one key come one after the other, in the order in which they are asked for. Where they would wait for each other in
 * the database anyhow, those that wait here hold no connection meanwhile, and no lock runs out of time for them.
 */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#last.set(key, promise);
    try {
      await before;
      return await work();
    } finally {
      resolve(undefined);
      if (this.#last.get(key) === promise) this.#last.delete(key);
    }
  }
}
