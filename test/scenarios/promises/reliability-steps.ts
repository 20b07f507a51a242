/** Steps of scenarios on how reliable units are: much is promised in one agreement, and due on one evening. */
import {
  ReliabilityOfDocument,
  type DraftAgreementInput,
  type ReliabilityNowFragment,
  type ReliabilityOfQueryVariables,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { there } from '../story.ts';
import { drafted, hours, promise, signs } from './terms-steps.ts';

export type Cast = Record<'street' | 'mall' | 'community', Actor>;

export interface Due extends Cast {
  readonly agreementId: string;
  /** The commitments by their titles. */
  readonly ids: ReadonlyMap<string, string>;
}

/** The mall promises the community so many hours of each, two unless said, all due on one evening; both have signed. */
export async function due(
  cast: Cast,
  titles: readonly string[],
  dueAt: string,
  confirmWithinDays?: number,
  value = '2',
): Promise<Due> {
  const { mall, community } = cast;
  const written: Omit<DraftAgreementInput, 'idempotencyKey'> = {
    title: '结对共建协议',
    parties: [mall, community].map(({ unitId }) => ({ unitId })),
    terms: {
      commitments: titles.map((title) => promise(mall, community, { title, dueAt, quantity: hours(value) })),
      ...(confirmWithinDays !== undefined && { confirmWithinDays }),
    },
  };
  const draft = await drafted(mall, written);
  await signs(mall, draft);
  const { commitments } = await signs(community, draft);
  const ids = new Map(commitments.nodes.map(({ id, title }) => [title, id]));
  return { ...cast, agreementId: draft.id, ids };
}

/** What they came with has expired once days have passed: the same persons, with the same hats, come again. */
export async function again<C extends Cast>(
  world: World,
  cast: C,
  alliance: Parameters<World['people']['actor']>[2],
): Promise<C> {
  const come = (actor: Actor) => world.people.actor(there(actor.person), there(actor.unit), alliance);
  const [street, mall, community] = await Promise.all([come(cast.street), come(cast.mall), come(cast.community)]);
  return { ...cast, street, mall, community };
}

type Asked = Omit<ReliabilityOfQueryVariables, 'id'>;

/** How reliable the unit is, as far as the actor is told. */
export async function reliabilityOf(
  who: Pick<Actor, 'ask'>,
  { unitId }: Actor,
  asked: Asked = {},
): Promise<ReliabilityNowFragment | null> {
  const { unit } = await who.ask(ReliabilityOfDocument, { id: unitId, ...asked });
  return there(unit).reliability;
}

type Rate = ReliabilityNowFragment['kept'];

/** A rate in a line: `8/12 0.6667`; what is withheld is `-`. */
export const line = ({ count, outOf, rate, tooFewToTell }: Rate): string =>
  `${count ?? '-'}/${outOf ?? '-'} ${rate ?? '-'}${tooFewToTell ? ' too few' : ''}`;

/** What the unit gave, in lines. */
export const lines = (told: ReliabilityNowFragment): Record<'kept' | 'late' | 'disputed' | 'breached', string> => ({
  kept: line(told.kept),
  late: line(told.late),
  disputed: line(told.disputed),
  breached: line(told.breached),
});
