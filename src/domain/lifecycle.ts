/** State machines as data, and the one function that moves a state. */
import { RefusalError } from './errors.ts';
import type { IdKind } from './kinds.ts';

/** Which states may follow which. Every state is a key, so a forgotten one does not compile; the first is where things start. */
type Transitions<S extends string> = Readonly<Record<S, readonly S[]>>;

export interface Machine<S extends string> {
  readonly kind: IdKind;
  readonly start: readonly S[];
  readonly transitions: Transitions<S>;
}

/** The state after the move. Throws `WRONG_STATE`, naming the thing and its state, when the machine knows no such move. */
export function advance<S extends string>(machine: Machine<S>, subject: { id: string; state: S }, to: S): S {
  if (!machine.transitions[subject.state].includes(to)) {
    throw RefusalError.of('WRONG_STATE', { kind: machine.kind, id: subject.id, state: subject.state, wanted: to });
  }
  return to;
}

/** Throws `WRONG_STATE` unless the subject is in one of the states in which the act makes sense. */
export function mustBe<S extends string>(
  machine: Machine<S>,
  subject: { id: string; state: S },
  ...states: readonly S[]
): void {
  if (!states.includes(subject.state)) {
    const wanted = states.join(' | ');
    throw RefusalError.of('WRONG_STATE', { kind: machine.kind, id: subject.id, state: subject.state, wanted });
  }
}
