/** Who acts, under which hat: what the rights contract says of a viewer at one instant. */
import type { Id } from '../ids.ts';
import type { PostRole } from './roles.ts';

export interface Actor {
  readonly person: Id<'person'> | null;
  readonly app: Id<'app'> | null;
  /** The unit acted for. */
  readonly unit: Id<'unit'> | null;
  /** The alliance hat: as the request says, or the only one there is. */
  readonly alliance: Id<'alliance'> | null;
  /** Every alliance the unit is an active member of. */
  readonly memberships: readonly Id<'alliance'>[];
  /** The alliances the person coordinates from this unit. */
  readonly coordinates: readonly Id<'alliance'>[];
  /** What the person's posts in the unit allow. */
  readonly roles: readonly PostRole[];
}

/** Whether it appoints, grants and shares in the unit's name. */
export const administers = (actor: Actor, unitId: string): boolean =>
  actor.unit === unitId && actor.roles.includes('ADMINISTRATOR');

export function isMember(actor: Actor, allianceId: string): boolean {
  return actor.memberships.some((id) => id === allianceId);
}

/** Whether it coordinates the alliance, of which its unit is still a member. */
export function coordinates(actor: Actor, allianceId: string): boolean {
  return isMember(actor, allianceId) && actor.coordinates.some((id) => id === allianceId);
}
