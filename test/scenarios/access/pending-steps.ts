/** What waits for somebody, as their client would list it. */
import {
  PendingDocument,
  PendingUnderHatsDocument,
  type PendingItemFilter,
  type PendingItemOrder,
  type PendingNowFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { there } from '../story.ts';

interface Listed {
  readonly totalCount: number;
  readonly items: readonly PendingNowFragment[];
  readonly counts: Readonly<Record<string, number>>;
}

interface Wanted {
  readonly filter?: PendingItemFilter;
  readonly order?: PendingItemOrder;
}

export async function pendingOf(actor: Actor, { filter, order }: Wanted = {}): Promise<Listed> {
  const variables = { filter: filter ?? null, order: order ?? null, first: 100 };
  const { pending } = there((await actor.ask(PendingDocument, variables)).viewer);
  const counts = Object.fromEntries(pending.kinds.map(({ value, count }) => [value, count]));
  return { totalCount: pending.totalCount, items: pending.nodes, counts };
}

/** What it is and which thing, in the order of the list. */
export async function waitingFor(actor: Actor, wanted: Wanted = {}): Promise<string[]> {
  return (await pendingOf(actor, wanted)).items.map(({ kind, subject }) => `${kind} ${subject?.id ?? 'nothing'}`);
}

/** The only one of its kind. */
export async function theOne(actor: Actor, kind: PendingNowFragment['kind']): Promise<PendingNowFragment> {
  const { items } = await pendingOf(actor, { filter: { kind: [kind] } });
  if (items.length !== 1) throw new Error(`${items.length} of ${kind} wait, and not one`);
  return there(items[0]);
}

/** How much waits under each hat, as `unit/alliance`. */
export async function countsOf(actor: Actor): Promise<Record<string, number>> {
  const { hats } = there((await actor.ask(PendingUnderHatsDocument, {})).viewer);
  return Object.fromEntries(
    hats.map(({ unit, alliance, pending }) => [`${unit?.shortName ?? ''}/${alliance?.name ?? ''}`, pending]),
  );
}
