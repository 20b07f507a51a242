/** A socket that gathers what is written to it in one turn of the event loop, and sends it at once. */
import { Socket } from 'node:net';

/**
 * Many requests read in one turn become many small statements on the same connection; each write would be a system call
 * and wake the database anew. Nothing waits for longer than the turn it was written in. (TLS does its own writing: there
 * it gathers nothing.)
 */
export class GatheringSocket extends Socket {
  #isGathering = false;

  override cork(): void {
    super.cork();
    if (this.#isGathering) return;
    this.#isGathering = true;
    super.cork();
    setImmediate(() => {
      this.#isGathering = false;
      this.uncork();
    });
  }
}
