/** Who acts in the story: somebody of a unit, under the hat of an alliance, at an instant. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Viewer } from '../../domain/access/viewer.ts';
import { askInProcess } from '../ask.ts';
import type { Application } from '../application.ts';
import { namedId } from '../named-id.ts';

/** A step of the story that the exchange refused: story and rules are no longer of one mind. */
class StoryError extends Error {
  override readonly name = 'StoryError';

  static refused(step: string, code: string, message: string): StoryError {
    return new StoryError(
      `演示故事的步骤“${step}”被拒绝。 Step "${step}" of the demonstration was refused. ${code}: ${message}`,
    );
  }
}

interface Answer {
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

/** The only field of a mutation's answer. */
type PayloadOf<R> = R[keyof R];

interface Actor {
  /**
   * Does what the step says. The step is the key of the attempt: told again, it is done once. Throws `StoryError` where
   * it is refused.
   */
  readonly act: <R extends Readonly<Record<string, Answer>>, I extends object>(
    step: string,
    document: TypedDocumentNode<R, { input: I & { idempotencyKey: string } }>,
    input: I,
  ) => Promise<PayloadOf<R>>;
}

export type Cast = (unit: string, alliance: string | null, at: Date) => Actor;

export function castOf({ graph }: Application): Cast {
  return (unit, alliance, at) => {
    const viewer: Viewer = {
      subject: { kind: 'PERSON', person: namedId('person', unit) },
      credential: null,
      actingUnit: namedId('unit', unit),
      actingAlliance: alliance === null ? null : namedId('alliance', alliance),
      now: at,
      locale: 'zh-CN',
      requestId: 'demo-story',
    };
    const ask = askInProcess(graph, viewer);
    return {
      async act(step, document, input) {
        const answer = await ask(document, { input: { ...input, idempotencyKey: `demo-${step}` } });
        const [payload] = Object.values(answer);
        if (payload === undefined) throw new StoryError(`step "${step}" has no answer`);
        const [refusal] = payload.userErrors;
        if (refusal !== undefined) throw StoryError.refused(step, refusal.code, refusal.message);
        return payload as PayloadOf<typeof answer>;
      },
    };
  };
}

/** What a step must have made for the next to go on with. */
export function made<T>(step: string, thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new StoryError(`step "${step}" made nothing`);
  return thing;
}
