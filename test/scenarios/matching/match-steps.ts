/** Steps of matches that several scenarios take. */
import {
  AcceptMatchDocument,
  CounterMatchDocument,
  DispatchNeedDocument,
  MatchInFullNowDocument,
  OrderOfferDocument,
  SetOfferMenuDocument,
  type MatchInFullFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { offer, there, type Listed } from '../story.ts';

export interface Item {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly price?: { readonly amount: string };
  readonly takes?: string;
  readonly mostPerOrder?: number;
}

/** An offer with a menu. */
export async function menu(supplier: Actor, listing: Listed, items: readonly Item[]): Promise<string> {
  const offerId = await offer(supplier, listing);
  await supplier.do(SetOfferMenuDocument, { offerId, expectedVersion: 1, items });
  return offerId;
}

interface Order {
  readonly amount?: string;
  readonly items?: readonly { readonly code: string; readonly count: number }[];
  readonly period?: { readonly start: string; readonly end: string };
  readonly respondBy?: string;
}

export async function ordered(demander: Actor, offerId: string, order: Order): Promise<MatchInFullFragment> {
  return there((await demander.do(OrderOfferDocument, { offerId, ...order })).match);
}

interface Call {
  readonly amount?: string;
  readonly respondBy: string;
}

/** A call to each of the suppliers, in their order. */
export async function dispatched(
  sender: Actor,
  needId: string,
  suppliers: readonly Actor[],
  { amount = '1', respondBy }: Call,
): Promise<readonly MatchInFullFragment[]> {
  const unitIds = suppliers.map(({ unitId }) => unitId);
  const { need } = await sender.do(DispatchNeedDocument, { needId, amount, unitIds, respondBy });
  const calls = there(there(need).matches).nodes.filter(({ state }) => state === 'CALLED');
  if (calls.length !== suppliers.length) throw new Error(`${calls.length} calls to ${suppliers.length} units`);
  return calls;
}

interface Terms {
  readonly amount?: string;
  readonly period?: { readonly start: string; readonly end: string } | null;
  readonly inReturn?: {
    readonly title: string;
    readonly quantity: { readonly value: string; readonly unit: string };
  } | null;
  readonly note?: string;
  readonly respondBy?: string;
}

export async function countered(
  side: Actor,
  { id: matchId, version: expectedVersion }: { readonly id: string; readonly version: number },
  terms: Terms,
): Promise<MatchInFullFragment> {
  return there((await side.do(CounterMatchDocument, { matchId, expectedVersion, ...terms })).match);
}

export async function now(actor: Actor, { id }: { readonly id: string }): Promise<MatchInFullFragment> {
  return there((await actor.ask(MatchInFullNowDocument, { id })).match);
}

/** One side accepts what it has read. */
export async function accepts(
  side: Actor,
  { id: matchId, version: expectedVersion }: { readonly id: string; readonly version: number },
): Promise<MatchInFullFragment> {
  await side.do(AcceptMatchDocument, { matchId, expectedVersion });
  return now(side, { id: matchId });
}
