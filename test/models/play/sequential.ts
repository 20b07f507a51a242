/**
 * Plays histories of commands, one after the other, beside a model, until so many steps are done. What is otherwise than
 * foreseen is shrunk, and told with its seed, its path and its history; `QINLIN_SEED` plays it again.
 */
import fc from 'fast-check';
import { scaled } from '../../support/scale.ts';
import type { Model } from './commands.ts';
import type { Real } from './real.ts';

export type Command<M extends Model> = fc.AsyncCommand<M, Real>;

export interface Play<M extends Model> {
  readonly commands: readonly fc.Arbitrary<Command<M>>[];
  /** A fresh model and who acts by it; the world may be one that was played in before. */
  readonly stage: () => Promise<{ readonly model: M; readonly real: Real }>;
}

export const SEED = Number(process.env['QINLIN_SEED'] ?? Date.now() % 1_000_000_000);

/** Commands of one history, at most, and histories of one seed. */
const LONGEST = 60;
const HISTORIES = 4;

export interface Failure {
  readonly seed: number;
  readonly path: string;
  /** The commands that are left of it when it is shrunk, and what happened by them. */
  readonly commands: string;
  readonly history: readonly string[];
  readonly problem: string;
}

interface Drawn {
  readonly seed: number;
  /** How long it may be shrunk. */
  readonly patienceMs: number;
}

/** Plays what one seed draws, and says how many steps that were, and what was otherwise. */
export async function played<M extends Model>(
  { commands: moves, stage }: Play<M>,
  { seed, patienceMs }: Drawn,
): Promise<{ readonly steps: number; readonly failure: Failure | null }> {
  let steps = 0;
  let history: readonly string[] = [];
  const histories = fc.commands([...moves], { maxCommands: LONGEST, size: 'max' });
  const isForeseen = fc.asyncProperty(histories, async (drawn) => {
    const { model, real } = await stage();
    try {
      await fc.asyncModelRun(() => ({ model, real }), drawn);
    } catch (error) {
      history = real.history;
      throw error;
    } finally {
      steps += real.steps;
    }
  });
  const limits = { interruptAfterTimeLimit: patienceMs, markInterruptAsFailure: false };
  const details = await fc.check(isForeseen, { numRuns: HISTORIES, seed, ...limits });
  if (!details.failed) return { steps, failure: null };
  const { counterexample, counterexamplePath, errorInstance } = details;
  const problem = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  const commands = fc.stringify(counterexample?.[0]);
  return { steps, failure: { seed, path: counterexamplePath ?? '', commands, history, problem } };
}

/** Plays so many steps, more at full size; throws where something was otherwise than the model foresaw. */
export async function playAll<M extends Model>(
  play: Play<M>,
  { quick, full }: { readonly quick: number; readonly full: number },
): Promise<number> {
  const wanted = scaled(quick, full);
  let total = 0;
  for (let seed = SEED; total < wanted; seed += 1) {
    const { steps, failure } = await played(play, { seed, patienceMs: 60_000 });
    if (failure !== null) throw new Error(told(failure));
    total += steps;
  }
  return total;
}

const told = ({ seed, path, commands, history, problem }: Failure): string =>
  `${problem}\n\nQINLIN_SEED=${seed}, path ${path}, shrunk to ${commands}\n\n${history.join('\n')}`;
