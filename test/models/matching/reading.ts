/** What is read of supply and demand, beside what the model says of it. */
import { expect } from '@jest/globals';
import type { Real } from '../play/real.ts';
import { HALL_OWNER, type Agreement, type Listing, type Match } from './entities.ts';
import type { MatchingModel } from './model.ts';

const MATCHES = `{ matches(first: 100) { nodes {
  id state version quantity { value }
  agreement { id state version commitments { nodes { id state quantity { value } fulfilled { value } deliveries(order: OLDEST) { nodes { id state } } } } }
} } }`;

const LISTED = 'nodes { id state version remaining { value } }';
const LISTINGS = `query ($id: ID!) { unit(id: $id) { needs(first: 100) { ${LISTED} } offers(first: 100) { ${LISTED} } } }`;

interface ReadMatch {
  readonly id: string;
  readonly version: number;
}
interface ReadListing {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly remaining: { readonly value: string };
}
interface Nodes<T> {
  readonly nodes: readonly T[];
}

/** Matches as the coordinator sees them, and the listings of one unit after the other. */
export async function compareMatching(model: MatchingModel, real: Real): Promise<void> {
  const { data, errors } = await real.actor('street').try<{ matches: Nodes<ReadMatch> }, object>(MATCHES);
  expect(errors).toBeUndefined();
  const read = data?.matches.nodes ?? [];
  // By ids, as matches of one dispatch begin at one instant.
  const foreseen = model.matches.slice(-100).map((match) => seenMatch(model, match, read));
  expect(byId(read)).toEqual(byId(foreseen));
  if (model.slots.length > 0) await comparePlaces(model, real);
  const owners = ['mall', 'community', 'power'];
  await compareListings(model, real, owners[real.history.length % owners.length] ?? 'mall');
}

const PLACES = `query ($id: ID!) {
  resource(id: $id) { slots(first: 100) { nodes { id remaining } } }
  bookings(first: 100) { nodes { id state version count } }
}`;

interface ReadPlaces {
  readonly resource: { readonly slots: Nodes<{ readonly id: string }> };
  readonly bookings: Nodes<{ readonly id: string }>;
}

/** As the unit sees them whose hall it is. */
async function comparePlaces(model: MatchingModel, real: Real): Promise<void> {
  const id = model.slots[0]?.resourceId;
  const { data, errors } = await real.actor(HALL_OWNER).try<ReadPlaces, object>(PLACES, { id });
  expect(errors).toBeUndefined();
  const slots = model.slots.map((slot) => ({ id: slot.id, remaining: model.free(slot) }));
  expect(byId(data?.resource.slots.nodes ?? [])).toEqual(byId(slots));
  const bookings = model.bookings.map(({ id: its, state, version, count }) => ({ id: its, state, version, count }));
  expect(byId(data?.bookings.nodes ?? [])).toEqual(byId(bookings));
}

const byItsId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

const byId = <T extends { readonly id: string }>(things: readonly T[]): Readonly<Record<string, T>> =>
  Object.fromEntries(things.map((thing) => [thing.id, thing]));

async function compareListings(model: MatchingModel, real: Real, owner: string): Promise<void> {
  const { data } = await real
    .actor(owner)
    .try<{ unit: { needs: Nodes<ReadListing>; offers: Nodes<ReadListing> } }, object>(LISTINGS, {
      id: model.unitId(owner),
    });
  const read = byId([...(data?.unit.needs.nodes ?? []), ...(data?.unit.offers.nodes ?? [])]);
  const own = model.listings.filter((listing) => listing.owner === owner);
  expect(Object.keys(read).sort()).toEqual(own.map(({ id }) => id).sort());
  for (const listing of own) expectListing(model, listing, read[listing.id]);
}

function expectListing(model: MatchingModel, listing: Listing, read: ReadListing | undefined): void {
  const { id, version } = listing;
  expect(read).toMatchObject({ id, version, state: model.stateOf(listing) });
  const remaining = Number(read?.remaining.value);
  const most = listing.quantity - model.held(listing);
  // What was not answered in time is given back by whoever acts, and else by the chore.
  expect({ id, remaining, isWithin: remaining <= most && remaining >= most - model.heldLate(listing) }).toEqual({
    id,
    remaining,
    isWithin: true,
  });
}

/** As the model has it; whether that it is over is written down is told by the version that is read. */
function seenMatch(model: MatchingModel, match: Match, read: readonly ReadMatch[]) {
  const { id, version, quantity, agreement } = match;
  const said = read.find((each) => each.id === id)?.version;
  const isWritten = model.isOverdue(match) && said === version + 1;
  return {
    ...{ id, state: model.matchState(match), version: isWritten ? version + 1 : version },
    quantity: { value: String(quantity) },
    agreement: agreement === null ? null : seenAgreement(agreement),
  };
}

function seenAgreement({ id, state, version, promises }: Agreement) {
  const nodes = promises.map(({ id: promised, state: now, quantity, deliveries }) => {
    const confirmed = deliveries.filter((delivery) => delivery.state === 'CONFIRMED');
    return {
      ...{ id: promised, state: now },
      quantity: { value: String(quantity) },
      fulfilled: { value: String(confirmed.reduce((sum, each) => sum + each.quantity, 0)) },
      // By ids, as two may be recorded at one instant.
      deliveries: { nodes: deliveries.map(({ id: one, state: its }) => ({ id: one, state: its })).toSorted(byItsId) },
    };
  });
  return { id, state, version, commitments: { nodes } };
}
