/** Steps with resources that are counted or lent. */
import {
  HandOutDocument,
  LendResourceDocument,
  MoveStockDocument,
  OpenDistributionDocument,
  OpenStockDocument,
  PublishResourceDocument,
  ResourceInFullDocument,
  SetMinimumStockDocument,
  type DistributionNowFragment,
  type LendingNowFragment,
  type ResourceNowFragment,
  type StockNowFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { there } from '../story.ts';

interface About {
  readonly kind?: 'GOODS' | 'MEALS' | 'EQUIPMENT' | 'VEHICLE' | 'SPACE' | 'DATA_SET';
  readonly name?: string;
  readonly visibility?: 'PUBLIC' | 'ALLIANCE' | 'UNIT';
}

export async function resource(
  actor: Actor,
  { kind = 'GOODS', name = '沙袋', visibility = 'ALLIANCE' }: About = {},
): Promise<string> {
  const about = { kind, name, description: '说明', visibility };
  return there((await actor.do(PublishResourceDocument, about)).resource).id;
}

/** Goods that are counted, with so much of them there. */
export async function stocked(actor: Actor, amount: string | null, unit = '包', about: About = {}): Promise<string> {
  const resourceId = await resource(actor, about);
  await actor.do(OpenStockDocument, { resourceId, unit });
  if (amount !== null) await received(actor, resourceId, amount);
  return resourceId;
}

export async function received(
  actor: Actor,
  resourceId: string,
  amount: string,
  lot?: { readonly code?: string; readonly expiresOn?: string },
): Promise<StockNowFragment> {
  const said = { resourceId, kind: 'RECEIVED' as const, amount, ...(lot === undefined ? {} : { lot }) };
  return there((await actor.do(MoveStockDocument, said)).stock);
}

export async function issued(
  actor: Actor,
  resourceId: string,
  amount: string,
  offerId?: string,
): Promise<StockNowFragment> {
  const said = { resourceId, kind: 'ISSUED' as const, amount, ...(offerId === undefined ? {} : { offerId }) };
  return there((await actor.do(MoveStockDocument, said)).stock);
}

export async function least(actor: Actor, resourceId: string, minimum: string): Promise<StockNowFragment> {
  const { version } = await stockOf(actor, resourceId);
  const said = { resourceId, minimum, expectedVersion: version };
  return there((await actor.do(SetMinimumStockDocument, said)).stock);
}

export async function inFull(actor: Actor, id: string): Promise<ResourceNowFragment> {
  return there((await actor.ask(ResourceInFullDocument, { id })).resource);
}

export const stockOf = async (actor: Actor, resourceId: string): Promise<StockNowFragment> =>
  there((await inFull(actor, resourceId)).stock);

export async function distributed(
  actor: Actor,
  resourceId: string,
  rule: { readonly perPerson?: number; readonly every?: 'EVER' | 'DAY' | 'MONTH' | 'YEAR' } = {},
): Promise<DistributionNowFragment> {
  const about = { resourceId, title: '爱“新”礼包', identifiedBy: 'MOBILE' as const, amountEach: '1', ...rule };
  return there((await actor.do(OpenDistributionDocument, about)).distribution);
}

export async function handed(actor: Actor, distributionId: string, number: string): Promise<DistributionNowFragment> {
  return there((await actor.do(HandOutDocument, { distributionId, number })).distribution);
}

export async function lent(
  world: World,
  from: Actor,
  to: Actor,
  resourceId: string,
  condition = 'condition.good',
): Promise<LendingNowFragment> {
  const terms = { borrowerUnitId: to.unitId, purpose: '音乐会', dueAt: world.clock.day(8, '18:00') };
  return there((await from.do(LendResourceDocument, { resourceId, condition, ...terms })).lending);
}

/** The mobile number of the nth person. */
export const mobile = (n: number): string => `138${String(n).padStart(8, '0')}`;
