/**
 * Commands of a sequential run: each says beforehand what comes of it, by a model that knows the meaning and no service.
 * A refusal that is true of the situation may be told before another that is true as well; done is what nothing speaks against.
 */
import type fc from 'fast-check';
import type { Answered, Sent } from './sending.ts';
import type { ChoreName, Real } from './real.ts';
import { nth, type Things } from './things.ts';

export interface Foreseen {
  /** Codes of all that speaks against it; it is done when there is none. */
  readonly refusals: readonly string[];
  /** What it does to the model. */
  readonly done: (answer: Answered) => void;
}

/** An act on what the model holds, as data: for the model to foresee, or to be sent without one. */
export interface Move<M> {
  readonly said: string;
  /** What is sent; null where there is nothing to act on. */
  readonly sent: (things: Things) => Sent | null;
  readonly foreseen: (model: M) => Foreseen;
}

export interface Model extends Things {
  now: Date;
  /** What becomes of it by a chore. */
  settle(chore: ChoreName): void;
  /** Reads through the API and compares; throws where it is otherwise. */
  compare(real: Real): Promise<void>;
}

export class MoveCommand<M extends Model> implements fc.AsyncCommand<M, Real> {
  readonly move: Move<M>;

  constructor(move: Move<M>) {
    this.move = move;
  }

  check(model: Readonly<M>): boolean {
    return this.move.sent(model) !== null;
  }

  async run(model: M, real: Real): Promise<void> {
    const sent = this.move.sent(model);
    if (sent === null) throw new Error('nothing to act on');
    real.steps += 1;
    const { refusals, done } = this.move.foreseen(model);
    const answer = await real.send(sent);
    const isForeseen = refusals.length === 0 ? answer.outcome === 'DONE' : refusals.includes(answer.outcome);
    if (!isForeseen) {
      const foreseen = refusals.length === 0 ? 'DONE' : [...new Set(refusals)].join(' or ');
      throw new Error(`foreseen was ${foreseen}, and it is ${answer.outcome}: ${answer.said}`);
    }
    if (answer.outcome === 'DONE') done(answer);
    await model.compare(real);
  }

  toString(): string {
    return this.move.said;
  }
}

const DAY = 86_400_000;

/** The input with something else in it. */
const otherwise = (input: Sent['input']): Sent['input'] => {
  const names = ['amount', 'expectedVersion', 'count', 'price', 'reason', 'title', 'purpose', 'name'];
  const [name] = names.filter((each) => each in input);
  if (name === undefined) return input;
  return { ...input, [name]: typeof input[name] === 'number' ? input[name] + 1 : '7' };
};

/** What was done is sent once more under its key: the same does nothing, and anything else is refused. */
export class RepeatCommand<M extends Model> implements fc.AsyncCommand<M, Real> {
  readonly index: number;
  readonly isSame: boolean;

  constructor(index: number, isSame: boolean) {
    this.index = index;
    this.isSame = isSame;
  }

  check(): boolean {
    return true;
  }

  async run(model: M, real: Real): Promise<void> {
    // Keys are kept for seven days.
    const kept = real.done.filter(({ at }) => model.now.getTime() - at.getTime() < 6 * DAY);
    const before = nth(kept, this.index);
    if (before === null) return;
    real.steps += 1;
    const { sent, key, answer } = before;
    const input = this.isSame ? sent.input : otherwise(sent.input);
    const again = await real.send({ ...sent, input }, key);
    const foreseen = input === sent.input ? 'REPLAYED' : 'IDEMPOTENCY_KEY_REUSED';
    if (again.outcome !== foreseen)
      throw new Error(`foreseen was ${foreseen}, and it is ${again.outcome}: ${again.said}`);
    if (again.made !== null && again.made.id !== answer.made?.id) throw new Error('a repeat made something else');
    await model.compare(real);
  }

  toString(): string {
    return `repeat(${this.index}${this.isSame ? '' : ', with another input'})`;
  }
}

/** Time passes, and perhaps the chores of the serving process come round. */
export class TimeCommand<M extends Model> implements fc.AsyncCommand<M, Real> {
  readonly minutes: number;
  readonly chores: readonly ChoreName[];

  constructor(minutes: number, chores: readonly ChoreName[]) {
    this.minutes = minutes;
    this.chores = chores;
  }

  check(): boolean {
    return true;
  }

  async run(model: M, real: Real): Promise<void> {
    real.steps += 1;
    real.world.clock.pass({ minutes: this.minutes });
    model.now = real.world.clock.now();
    real.note(model.now, `${this.minutes} minutes later`);
    for (const chore of this.chores) {
      await real.chore(chore);
      model.settle(chore);
    }
    await model.compare(real);
  }

  toString(): string {
    return `pass(${[`${this.minutes} min`, ...this.chores].join(', ')})`;
  }
}
