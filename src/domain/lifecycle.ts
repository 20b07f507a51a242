/** State machines as data, and the one function that moves a state. */
import { RefusalError, type Bilingual } from './errors.ts';
import type { IdKind } from './kinds.ts';
import type { Tried } from './tried.ts';

/** Which states may follow which. Every state is a key, so a forgotten one does not compile; the first is where things start. */
type Transitions<S extends string> = Readonly<Record<S, readonly S[]>>;

/** What is said of a thing in a state ("is withdrawn"), and the way out for somebody whose act the state does not allow. */
interface StateWords {
  readonly is: Bilingual;
  readonly wayOut: Bilingual;
}

export interface Machine<S extends string> {
  readonly kind: IdKind;
  readonly start: readonly S[];
  readonly transitions: Transitions<S>;
  readonly words: Readonly<Record<S, StateWords>>;
}

interface Subject<S extends string> {
  readonly id: string;
  readonly state: S;
}

/**
 * The state after the move. Throws `ALREADY_DONE` where it is that state already, and `WRONG_STATE` when the machine knows
 * no such move.
 */
export function advance<S extends string>(machine: Machine<S>, subject: Subject<S>, to: S, act: Tried): S {
  if (machine.transitions[subject.state].includes(to)) return to;
  if (subject.state === to) throw alreadyDone(machine, subject);
  throw wrongState(machine, subject, act);
}

/** Throws `WRONG_STATE` unless the subject is in one of the states in which the act makes sense. */
export function mustBe<S extends string>(
  machine: Machine<S>,
  subject: Subject<S>,
  act: Tried,
  ...states: readonly S[]
): void {
  if (!states.includes(subject.state)) throw wrongState(machine, subject, act);
}

function wrongState<S extends string>({ kind, words }: Machine<S>, { id, state }: Subject<S>, act: Tried) {
  return RefusalError.of('WRONG_STATE', { kind, id, state, act, ...words[state] });
}

function alreadyDone<S extends string>({ kind, words }: Machine<S>, { id, state }: Subject<S>) {
  return RefusalError.of('ALREADY_DONE', { kind, id, is: words[state].is });
}
