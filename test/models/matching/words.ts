/** How commands on supply and demand are drawn. */
import fc from 'fast-check';
import type { Listing, Match } from './entities.ts';
import type { MatchingModel } from './model.ts';

/** The coordinator's unit, and three that have offers and needs. */
export const UNITS = ['street', 'mall', 'community', 'power'] as const;
export type UnitName = (typeof UNITS)[number];

export const owner = fc.constantFrom('mall' as const, 'community' as const, 'power' as const);
export const anyone = fc.constantFrom<UnitName[]>('mall', 'community', 'power', 'street');

/** Something that was made lately. */
export const recent = fc.nat({ max: 5 });

export const amount = fc.constantFrom(1, 2, 0.5, 3, 5);

/** How far off the version is that is sent: mostly it is the one that was read last. */
export const stale = fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

/** In so many minutes; null for no such instant. */
export const within = fc.constantFrom(null, null, 30, 240);

export const after = (now: Date, minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

export const optional = (name: string, now: Date, minutes: number | null): Readonly<Record<string, string>> =>
  minutes === null ? {} : { [name]: after(now, minutes).toISOString() };

export const instant = (now: Date, minutes: number | null): Date | null =>
  minutes === null ? null : after(now, minutes);

export const when = (is: boolean, code: string): readonly string[] => (is ? [code] : []);

/** What speaks against dealing with a listing: who does not see it is told that it is not there. */
export function notLive(model: MatchingModel, listing: Listing | null, unit: string): readonly string[] {
  if (listing === null || model.stateOf(listing) === 'PUBLISHED') return [];
  return listing.owner === unit ? ['WRONG_STATE'] : ['WRONG_STATE', 'NOT_FOUND'];
}

/** What speaks against a unit that is no side: who sees the match is told so, and to others it is not there. */
export function notASide(
  { supplier, demander }: Pick<Match, 'supplier' | 'demander'>,
  unit: string,
): readonly string[] {
  if (unit === supplier || unit === demander) return [];
  return unit === 'street' ? ['FORBIDDEN'] : ['FORBIDDEN', 'NOT_FOUND'];
}
