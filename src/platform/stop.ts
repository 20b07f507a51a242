/**
 * Being told to stop. One Ctrl-C may come twice, from the terminal and once more from npm, so what follows within a second is
 * its echo; whoever says it again later means it. The listeners stay for the life of the process: without them a signal kills.
 */
import { setTimeout as sleep } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const ECHO_MS = 1_000;
/** By then an echo has come, if one comes. */
const ECHO_COMES_MS = 250;
/** How long a hurried end may take before the signal is let through. */
const HURRIED_MS = 2_000;

/** Thrown where work is given up because the process was told to stop. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

export interface Stop {
  /** Told to stop: nothing new is begun, and what is open is closed in order. */
  readonly told: AbortSignal;
  /** Told again: what is open is closed at once. */
  readonly hurried: AbortSignal;
}

/** For what nobody stops. */
export const unstopped: Stop = { told: new AbortController().signal, hurried: new AbortController().signal };

/** Listens from now on; `say` hears of it at once. */
export function listenForStop(say: (text: string) => void): Stop {
  const [told, hurried] = [new AbortController(), new AbortController()];
  let toldAt = 0;
  const hear = (signal: NodeJS.Signals): void => {
    if (!told.signal.aborted) {
      toldAt = performance.now();
      // Keeps the process for its echo: without a listener that would kill it, on its way out or not.
      setTimeout(() => undefined, ECHO_COMES_MS);
      say('正在停止 Stopping…');
      told.abort(new StoppedError('told to stop'));
    } else if (!hurried.signal.aborted && performance.now() - toldAt > ECHO_MS) {
      say('立即停止 Stopping at once…');
      hurried.abort(new StoppedError('told to stop at once'));
      setTimeout(() => {
        for (const each of SIGNALS) process.off(each, hear);
        process.kill(process.pid, signal);
      }, HURRIED_MS).unref();
    }
  };
  for (const signal of SIGNALS) process.on(signal, hear);
  return { told: told.signal, hurried: hurried.signal };
}

/** The result of a step. Throws `StoppedError` once it is over, whatever became of it, if the process was told to stop meanwhile. */
export async function step<T>(told: AbortSignal, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } finally {
    told.throwIfAborted();
  }
}

/** Resolves when the process is told to stop. */
export function untilTold({ told }: Pick<Stop, 'told'>): Promise<void> {
  return new Promise((resolve) => {
    onAbort(told, resolve);
  });
}

/** As `step`, and does not wait for work that may take long: it is left to fail when what it works on is closed. */
export async function longStep(told: AbortSignal, work: Promise<void>): Promise<void> {
  await step(told, Promise.race([work, untilTold({ told })]));
}

/** Calls back when the signal fires, at once where it has. */
export function onAbort(signal: AbortSignal, call: () => void): void {
  if (signal.aborted) call();
  else signal.addEventListener('abort', call, { once: true });
}

/** Sleeps, but not on once the signal fires. */
export async function sleepUnless(signal: AbortSignal, ms: number): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
