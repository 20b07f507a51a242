import { p } from '@mikro-orm/core';
import type { Visibility } from '../../../../domain/exchange/listing.ts';

/** The columns that offers and needs have in common; their states differ. Made anew for each: MikroORM writes into what it is given. */
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
  placeName: p.text().nullable(),
  longitude: p.double().nullable(),
  latitude: p.double().nullable(),
  visibility: p.text().$type<Visibility>(),
  /** Its audience: ids of alliances. Settled when it is published. */
  shownTo: p.array().columnType('uuid[]'),
  version: p.integer().version(),
  publishedAt: p.datetime(3),
});
