/** Micro-wishes (微心愿): entered by a community, claimed by persons. */
import {
  ClaimWishDocument,
  ClaimWishBrieflyDocument,
  CompleteWishBrieflyDocument,
  NeedStatsOfDocument,
  type ClaimNowFragment,
  type NeedStatsOfQuery,
} from '../../generated/operations.ts';
import type { Id } from '../../../src/domain/ids.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { need, there } from '../story.ts';

export const wish = (community: Actor, maxClaims = 5): Promise<string> =>
  need(community, { kind: 'MICRO_WISH', maxClaims, title: '一台收音机', unit: '件', category: 'staff.volunteer' });

/** Somebody else who acts for the unit, under the hat of the alliance. */
export async function member(world: World, unit: Actor, alliance: { readonly uuid: Id<'alliance'> }): Promise<Actor> {
  const person = await world.people.post(there(unit.unit));
  return world.people.actor(person, unit.unit, alliance.uuid);
}

export async function claimedBy(person: Actor, needId: string): Promise<ClaimNowFragment> {
  return there((await person.do(ClaimWishDocument, { needId })).claim);
}

/** The same, where it is done thousands of times. */
export async function claimedInBrief(person: Actor, needId: string): Promise<void> {
  await person.do(ClaimWishBrieflyDocument, { needId });
}

export async function confirmed(community: Actor, needId: string): Promise<void> {
  await community.do(CompleteWishBrieflyDocument, { needId, expectedVersion: 1 });
}

type Stats = NonNullable<NonNullable<NeedStatsOfQuery['alliance']>['needStats']>;

export async function stats(
  actor: Actor,
  allianceId: string,
  within: { readonly from?: string; readonly to?: string } = {},
): Promise<Stats> {
  return there((await actor.ask(NeedStatsOfDocument, { id: allianceId, ...within })).alliance?.needStats);
}
