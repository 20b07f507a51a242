/** Places of the scenarios. */
import {
  OpenPlaceDocument,
  SetOpeningHoursDocument,
  type GeoPointInput,
  type OpenPlaceInput,
  type SetOpeningHoursInput,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { there } from '../story.ts';

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

type Rules = Omit<SetOpeningHoursInput, 'idempotencyKey' | 'placeId' | 'expectedVersion'>;

/** Monday to Friday, by day; closed on holidays, and open on make-up days. */
export const office: Rules = {
  windows: [{ rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', opens: '08:30', closes: '17:00' }],
  onHolidays: 'CLOSED',
  onMakeUpDays: 'AS_WEEKDAY',
};

/** Always. */
export const roundTheClock: Rules = {
  windows: [{ rrule: 'FREQ=DAILY', opens: '00:00', closes: '24:00' }],
  onHolidays: 'AS_USUAL',
  onMakeUpDays: 'AS_USUAL',
};

/** Tells when a place that is new is open. */
export async function openBy(actor: Actor, placeId: string, rules: Rules, expectedVersion = 1): Promise<void> {
  await actor.do(SetOpeningHoursDocument, { placeId, expectedVersion, ...rules });
}
