/** Steps of scenarios on deliveries: something is promised in an agreement that both have signed, and delivered in part. */
import {
  CommitmentInFullDocument,
  ConfirmDeliveryDocument,
  DisputeDeliveryDocument,
  RecordInFullDocument,
  type CommitmentInFullQuery,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { agreed, need, offer, proposal, signed, there } from '../story.ts';

export interface Promised {
  readonly commitmentId: string;
  /** What is given in return, where something is. */
  readonly returnId: string | null;
  readonly agreementId: string;
}

interface About {
  readonly value?: string;
  readonly unit?: string;
  readonly title?: string;
  readonly resourceId?: string;
  readonly slotId?: string;
  readonly period?: { readonly start: string; readonly end: string };
  readonly inReturn?: { readonly title: string; readonly quantity: { readonly value: string; readonly unit: string } };
}

/** The supplier promises so much to the demander, and both have signed. */
export async function promised(
  coordinator: Actor,
  supplier: Actor,
  demander: Actor,
  { value = '10', unit = '场', title = '技能培训', resourceId, slotId, period, inReturn }: About = {},
): Promise<Promised> {
  const needId = await need(demander, { title, value, unit, ...(period === undefined ? {} : { period }) });
  const offerId = await offer(supplier, { title, value, unit, ...(resourceId === undefined ? {} : { resourceId }) });
  const rest = { ...(slotId === undefined ? {} : { slotId }), ...(inReturn === undefined ? {} : { inReturn }) };
  const match = await agreed(
    supplier,
    demander,
    await proposal(coordinator, { needId, offerId, amount: value, ...rest }),
  );
  const agreementId = await signed(supplier, demander, match);
  const [own, back] = there(match.agreement).commitments.nodes;
  return { commitmentId: there(own).id, returnId: back?.id ?? null, agreementId };
}

type Node = NonNullable<CommitmentInFullQuery['node']>;
export type CommitmentInFull = Extract<Node, { readonly deliveries: unknown }>;

export async function commitmentOf(actor: Actor, commitmentId: string): Promise<CommitmentInFull> {
  const { node } = await actor.ask(CommitmentInFullDocument, { id: commitmentId });
  return there(node) as CommitmentInFull;
}

/** What it comes to, in a line: state, fulfilled and outstanding, and the state of the agreement. */
export async function standing(actor: Actor, commitmentId: string): Promise<string> {
  const { state, fulfilled, outstanding, agreement } = await commitmentOf(actor, commitmentId);
  return `${state} ${fulfilled.value}+${outstanding.value} ${there(agreement).state}`;
}

/** What the input says. */
// What it is follows from what is given.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export const said = (world: World, commitmentId: string, amount: string) => ({
  commitmentId,
  amount,
  occurredAt: world.clock.now().toISOString(),
  note: '按约进行',
});

/** Recorded by one side; its id. */
export async function delivered(world: World, by: Actor, commitmentId: string, amount: string): Promise<string> {
  return there((await by.do(RecordInFullDocument, said(world, commitmentId, amount))).delivery).id;
}

export async function confirmed(
  world: World,
  by: Actor,
  other: Actor,
  commitmentId: string,
  amount: string,
): Promise<string> {
  const deliveryId = await delivered(world, by, commitmentId, amount);
  await other.do(ConfirmDeliveryDocument, { deliveryId });
  return deliveryId;
}

export async function disputed(
  world: World,
  by: Actor,
  other: Actor,
  commitmentId: string,
  amount: string,
): Promise<string> {
  const deliveryId = await delivered(world, by, commitmentId, amount);
  await other.do(DisputeDeliveryDocument, { deliveryId, reason: '未到场' });
  return deliveryId;
}
