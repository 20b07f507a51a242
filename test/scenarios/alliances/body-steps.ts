/** Steps of governing bodies that their scenarios take. */
import {
  AppointToBodyDocument,
  BodyInFullDocument,
  EstablishBodyDocument,
  type AppointToBodyInput,
  type BodyInFullQuery,
  type BodyNowFragment,
  type EstablishBodyInput,
  type SeatNowFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { there } from '../story.ts';

type Established = Omit<EstablishBodyInput, 'idempotencyKey'>;
type Appointed = Omit<AppointToBodyInput, 'idempotencyKey'>;

// What it is follows from what is given.
export const toEstablish = (allianceId: string, name: string, more: Partial<Established> = {}): Established => ({
  ...{ allianceId, name, kind: 'body.joint-conference', establishedOn: '2021-06-01' },
  ...more,
});

export async function established(
  coordinator: Actor,
  allianceId: string,
  name: string,
  more: Partial<Established> = {},
): Promise<BodyNowFragment> {
  return there((await coordinator.do(EstablishBodyDocument, toEstablish(allianceId, name, more))).body);
}

export const toSeat = (bodyId: string, unitId: string, more: Partial<Appointed> = {}): Appointed => ({
  ...{ bodyId, unitId, title: '兼职委员', postTitle: '党支部书记', since: '2021-06-01' },
  ...more,
});

export async function seated(
  coordinator: Actor,
  bodyId: string,
  unitId: string,
  more: Partial<Appointed> = {},
): Promise<SeatNowFragment> {
  return there((await coordinator.do(AppointToBodyDocument, toSeat(bodyId, unitId, more))).seat);
}

type BodyInFull = Extract<NonNullable<BodyInFullQuery['node']>, { __typename: 'GoverningBody' }>;

/** The body with its seats: all of them, or those that were held on a day. */
export async function bodyAsOf(asker: Actor, id: string, day: string | null = null): Promise<BodyInFull> {
  const { node } = await asker.ask(BodyInFullDocument, { id, day });
  if (node?.__typename !== 'GoverningBody') throw new Error(`${id} is no body`);
  return node;
}

/** The units that held a seat in it on that day. */
export async function seatedOn(asker: Actor, id: string, day: string): Promise<(string | undefined)[]> {
  return (await bodyAsOf(asker, id, day)).seats.nodes.map(({ unit }) => unit?.shortName);
}
