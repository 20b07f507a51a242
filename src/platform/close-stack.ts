/** What was opened, to be closed in reverse order: as much of `AsyncDisposableStack` as the house needs, which Node 22 lacks. */
export class CloseStack implements AsyncDisposable {
  #closers: (() => unknown)[] = [];

  use<T extends AsyncDisposable>(opened: T): T {
    this.defer(() => opened[Symbol.asyncDispose]());
    return opened;
  }

  defer(close: () => unknown): void {
    this.#closers.push(close);
  }

  /** All of it, in other hands: whoever calls this need not close anything any more. */
  move(): CloseStack {
    const moved = new CloseStack();
    moved.#closers = this.#closers;
    this.#closers = [];
    return moved;
  }

  /** Closes the rest too where closing one fails, and then throws what went wrong. */
  async [Symbol.asyncDispose](): Promise<void> {
    const failures: unknown[] = [];
    for (let close = this.#closers.pop(); close !== undefined; close = this.#closers.pop()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length === 1) throw failures[0];
    if (failures.length > 1) throw new AggregateError(failures, 'several things did not close');
  }
}
