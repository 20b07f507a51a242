/** Steps with clearings between two alliances. */
import {
  AcceptClearingDocument,
  ClearingInFullDocument,
  ConfirmClearingSettlementDocument,
  EndClearingDocument,
  OpenAccountDocument,
  ProposeClearingDocument,
  ProposeClearingSettlementDocument,
  type ClearingInFullQuery,
  type ClearingNowFragment,
  type ClearedNowFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { there } from '../story.ts';
import { limited } from './ledger-steps.ts';

/** Proposed by the coordinator to another alliance, for a month unless said. */
export async function proposedTo(
  world: World,
  coordinator: Actor,
  otherAllianceId: string,
  { value = '20', days = 30 }: { readonly value?: string; readonly days?: number } = {},
): Promise<ClearingNowFragment> {
  const limit = { value, unit: '小时' };
  const about = {
    otherAllianceId,
    dimension: 'HOURS' as const,
    limit,
    endsAt: world.clock.day(days, '18:00'),
    note: '互助',
  };
  return there((await coordinator.do(ProposeClearingDocument, about)).clearing);
}

export async function acceptedBy(
  coordinator: Actor,
  { id, version }: ClearingNowFragment,
): Promise<ClearingNowFragment> {
  const answer = { clearingId: id, expectedVersion: version };
  return there((await coordinator.do(AcceptClearingDocument, answer)).clearing);
}

/** What a coordinator says of a clearing that is not wanted any more. */
// What it is follows from what is given.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export const ending = ({ id, version }: Pick<ClearingNowFragment, 'id' | 'version'>) => ({
  ...{ clearingId: id, reason: '互助告一段落', expectedVersion: version },
});

export async function endedBy(coordinator: Actor, clearing: ClearingNowFragment): Promise<ClearingNowFragment> {
  return there((await coordinator.do(EndClearingDocument, ending(clearing))).clearing);
}

export async function settled(from: Actor, clearingId: string, amount: string): Promise<ClearedNowFragment> {
  const said = { clearingId, amount, note: '以场地抵扣' };
  return there((await from.do(ProposeClearingSettlementDocument, said)).settlement);
}

export async function confirmedBy(
  coordinator: Actor,
  { id, version }: ClearedNowFragment,
): Promise<ClearedNowFragment> {
  const answer = { settlementId: id, expectedVersion: version };
  return there((await coordinator.do(ConfirmClearingSettlementDocument, answer)).settlement);
}

export async function clearingOf(actor: Actor, id: string): Promise<NonNullable<ClearingInFullQuery['clearing']>> {
  return there((await actor.ask(ClearingInFullDocument, { id })).clearing);
}

/** Two alliances with a clearing of 20 hours; a unit of either may owe 100. */
// Who is in it follows from who was made.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export async function cleared(world: World, days = 30) {
  const red = await world.alliance('红', 'street', 'mall', 'community');
  const blue = await world.alliance('蓝', 'harbour', 'pier');
  for (const [coordinator, actor] of [
    [red.street, red.mall],
    [blue.harbour, blue.pier],
  ] as const) {
    await actor.do(OpenAccountDocument, { dimension: 'HOURS' as const, unit: '小时' });
    await limited(coordinator, actor, '100');
  }
  const proposed = await proposedTo(world, red.street, blue.id, { days });
  const { id: clearingId } = await acceptedBy(blue.harbour, proposed);
  return { red, blue, clearingId };
}
