/** Steps of programmes that their scenarios take. */
import {
  StartProgrammeDocument,
  type ProgrammeNowFragment,
  type StartProgrammeInput,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { there } from '../story.ts';

type Started = Omit<StartProgrammeInput, 'idempotencyKey'>;

export const toStart = (name: string, more: Partial<Started> = {}): Started => ({
  ...{ name, label: '1.0', description: '说明', startedOn: '2017-03-01' },
  ...more,
});

export async function started(actor: Actor, name: string, more: Partial<Started> = {}): Promise<ProgrammeNowFragment> {
  return there((await actor.do(StartProgrammeDocument, toStart(name, more))).programme);
}
