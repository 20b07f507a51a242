import { p } from '@mikro-orm/core';
import type { ListingState, Visibility } from '../../../../domain/exchange/listing.ts';
import type { Verdict } from '../../../../domain/exchange/review.ts';

/** The columns that offers and needs have in common. Made anew for each: MikroORM writes into what it is given. */
// What the columns are is for the entity to infer.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export const listingColumns = () => ({
  id: p.uuid().primary(),
  ownerUnitId: p.uuid(),
  category: p.text(),
  title: p.text(),
  description: p.text(),
  quantity: p.decimal().precision(14).scale(4),
  quantityUnit: p.text(),
  startsAt: p.datetime(3).nullable(),
  endsAt: p.datetime(3).nullable(),
  /** Until when it may be answered. */
  closesAt: p.datetime(3).nullable(),
  placeName: p.text().nullable(),
  longitude: p.double().nullable(),
  latitude: p.double().nullable(),
  visibility: p.text().$type<Visibility>(),
  /** Its audience: ids of alliances. Settled when it is published. */
  shownTo: p.array().columnType('uuid[]'),
  /** Of the alliance or the programme under which it is filed. */
  trackId: p.uuid().nullable(),
  programmeId: p.uuid().nullable(),
  state: p.text().$type<ListingState>(),
  /** Which writing of its words it is, from 1. */
  wording: p.integer().default(1),
  /** Whether something was found in them. */
  isFlagged: p.boolean().default(false),
  /** What was judged of them. */
  verdict: p.text().$type<Verdict>().nullable(),
  /** Units that had a match of it when it was paused: they see it all the same. Null where it is not, and was not to the end. */
  pausedFor: p.array().columnType('uuid[]').nullable(),
  closedAt: p.datetime(3).nullable(),
  closeReason: p.text().nullable(),
  version: p.integer().version(),
  publishedAt: p.datetime(3),
});
