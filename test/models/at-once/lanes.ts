/** Histories that are drawn by a seed and played in lanes, all at once, on one database. */
import fc from 'fast-check';
import type { Move } from '../play/commands.ts';
import { chores, type ChoreName, type Real } from '../play/real.ts';
import type { Answered } from '../play/sending.ts';
import type { Heard } from './heard.ts';

/** What a lane does next: an act, once or twice at the same time under one key; or time passes. */
type Step =
  | { readonly kind: 'act'; readonly move: Pick<Move<never>, 'sent'>; readonly isTwice: boolean }
  | { readonly kind: 'pass'; readonly minutes: number }
  | { readonly kind: 'chore'; readonly chore: ChoreName };

interface Drawn {
  readonly seed: number;
  readonly lanes: number;
  readonly steps: number;
  readonly moves: readonly fc.Arbitrary<Pick<Move<never>, 'sent'>>[];
}

export function lanesOf({ seed, lanes, steps, moves }: Drawn): readonly (readonly Step[])[] {
  const act = fc
    .record({ move: fc.oneof(...moves), isTwice: fc.constantFrom(false, false, false, true) })
    .map(({ move, isTwice }): Step => ({ kind: 'act', move, isTwice }));
  const pass = fc.constantFrom(5, 10, 30).map((minutes): Step => ({ kind: 'pass', minutes }));
  const chore = fc
    .constantFrom(...(Object.keys(chores) as ChoreName[]))
    .map((name): Step => ({ kind: 'chore', chore: name }));
  const step = fc.oneof(
    { weight: 40, arbitrary: act },
    { weight: 1, arbitrary: pass },
    { weight: 3, arbitrary: chore },
  );
  const lane = fc.array(step, { minLength: steps, maxLength: steps });
  const [drawn] = fc.sample(fc.array(lane, { minLength: lanes, maxLength: lanes }), { seed, numRuns: 1 });
  return drawn ?? [];
}

/** Plays all lanes at once; what comes back is how often what was answered. */
export async function playLanes(
  real: Real,
  heard: Heard,
  lanes: readonly (readonly Step[])[],
): Promise<ReadonlyMap<string, number>> {
  const outcomes = new Map<string, number>();
  const count = (answers: readonly Answered[]): void => {
    for (const { outcome } of answers) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  };
  const played = await Promise.allSettled(
    lanes.map(async (lane) => {
      for (const step of lane) count(await taken(real, heard, step));
    }),
  );
  // All of them come to their end first, whatever became of one.
  for (const lane of played) {
    if (lane.status === 'rejected') throw new Error(String(lane.reason), { cause: lane.reason });
  }
  return outcomes;
}

async function taken(real: Real, heard: Heard, step: Step): Promise<readonly Answered[]> {
  if (step.kind === 'pass') real.world.clock.pass({ minutes: step.minutes });
  if (step.kind === 'chore') await real.chore(step.chore);
  if (step.kind !== 'act') return [];
  const sent = step.move.sent(heard);
  if (sent === null) return [];
  const key = real.world.key();
  const times = step.isTwice ? [1, 2] : [1];
  const answers = await Promise.all(times.map(() => real.send(sent, key)));
  for (const { made } of answers) if (made !== null) heard.learn(sent, made);
  mustBeOne(key, answers);
  return answers;
}

/** One key has one effect and one outcome. */
function mustBeOne(key: string, answers: readonly Answered[]): void {
  const ids = new Set(answers.flatMap(({ made }) => made?.id ?? []));
  const done = answers.filter(({ outcome }) => outcome === 'DONE');
  if (done.length > 1 || ids.size > 1) throw new Error(`the key ${key} had two effects: ${JSON.stringify(answers)}`);
}
