/** Steps of scenarios in which deliveries are worth something in accounts. */
import { withOwner } from '../../../src/data/open.ts';
import { confirmDeliveries } from '../../../src/modules/exchange/index.ts';
import {
  ConfirmWithWorthDocument,
  OpenAccountDocument,
  WorthOfCommitmentDocument,
  type DeliveryWithWorthFragment,
  type LedgerDimension,
  type WorthOfCommitmentQuery,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { limited } from '../ledger/ledger-steps.ts';
import { there } from '../story.ts';
import { drafted, promise, signs, termsNow } from './terms-steps.ts';

export interface Valued {
  readonly giver: Actor;
  readonly receiver: Actor;
  readonly title: string;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly dimension: LedgerDimension;
  readonly perUnit: { readonly value: string; readonly unit: string };
}

/** What is promised, and what one of it is worth. */
export const valued = ({ giver, receiver, title, quantity, dimension, perUnit }: Valued): ReturnType<typeof promise> =>
  promise(giver, receiver, { title, quantity, account: { dimension, perUnit } });

interface Agreed {
  readonly agreementId: string;
  /** In the order of the terms. */
  readonly commitments: readonly string[];
}

/** Drafted by who gives the first of them, and signed by both. */
export async function agreedFor(
  first: Valued,
  others: readonly Valued[] = [],
  confirmWithinDays: number | null = null,
): Promise<Agreed> {
  const { giver, receiver } = first;
  const { id } = await drafted(giver, {
    title: '以工时换餐',
    parties: [giver, receiver].map(({ unitId }) => ({ unitId })),
    terms: { commitments: [first, ...others].map(valued), confirmWithinDays },
  });
  await signs(giver, { id });
  await signs(receiver, { id });
  const { commitments } = await termsNow(giver, { id });
  return { agreementId: id, commitments: commitments.nodes.map((one) => one.id) };
}

/** An account that may go so far below zero. */
export async function withCredit(
  coordinator: Actor,
  of: Actor,
  creditLimit: string,
  { dimension = 'HOURS', unit = '小时' }: { readonly dimension?: LedgerDimension; readonly unit?: string } = {},
): Promise<string> {
  await of.do(OpenAccountDocument, { dimension, unit });
  return (await limited(coordinator, of, creditLimit, { basis: unit })).id;
}

export async function confirmedWorth(who: Actor, deliveryId: string): Promise<DeliveryWithWorthFragment> {
  return there((await who.do(ConfirmWithWorthDocument, { deliveryId })).delivery);
}

type Node = NonNullable<WorthOfCommitmentQuery['node']>;
type CommitmentWithWorth = Extract<Node, { readonly deliveries: unknown }>;

export async function worthNow(who: Actor, commitmentId: string): Promise<CommitmentWithWorth> {
  return there((await who.ask(WorthOfCommitmentDocument, { id: commitmentId })).node) as CommitmentWithWorth;
}

/** What was posted for a promise, less what went back. */
export async function postedFor(who: Actor, giver: Actor, commitmentId: string): Promise<number> {
  const { deliveries } = await worthNow(who, commitmentId);
  return deliveries.nodes.reduce((sum, { posting }) => {
    const amount = Number(posting?.amount.value ?? 0);
    return sum + (posting?.to?.id === giver.unitId ? amount : -amount);
  }, 0);
}

/** What a chore does with what nobody answered in time. */
export const chore = (world: World): Promise<number> =>
  withOwner(world.database, (client) => confirmDeliveries(client, world.clock.now()));
