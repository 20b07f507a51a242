/** Steps with clearings between two alliances. */
import {
  AcceptClearingDocument,
  ClearingInFullDocument,
  ConfirmClearingSettlementDocument,
  ProposeClearingDocument,
  ProposeClearingSettlementDocument,
  type ClearingInFullQuery,
  type ClearingNowFragment,
  type ClearedNowFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { there } from '../story.ts';

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
