/** Places of the scenarios. */
import { OpenPlaceDocument, type GeoPointInput, type OpenPlaceInput } from '../generated/operations.ts';
import type { Actor } from '../support/actor.ts';
import { there } from './story.ts';

export const at = (longitude: number, latitude: number, crs: GeoPointInput['crs'] = 'WGS84'): GeoPointInput => ({
  longitude,
  latitude,
  crs,
});

/** Opens a public place in use, unless said. */
export async function site(actor: Actor, about: Partial<Omit<OpenPlaceInput, 'idempotencyKey'>> = {}): Promise<string> {
  const input = { name: '驿站', kind: 'place.station', status: 'IN_USE', isPublic: true, ...about } as const;
  return there((await actor.do(OpenPlaceDocument, input)).place).id;
}
