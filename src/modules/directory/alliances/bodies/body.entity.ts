import { defineEntity, p } from '@mikro-orm/core';
import type { BodyState } from '../../../../domain/directory/body.ts';

/** A governing body of an alliance (议事机构). */
export const GoverningBodySchema = defineEntity({
  name: 'GoverningBody',
  schema: 'directory',
  tableName: 'governing_body',
  properties: {
    id: p.uuid().primary(),
    allianceId: p.uuid(),
    /** The code of a term. */
    kind: p.text(),
    name: p.text(),
    parentId: p.uuid().nullable(),
    establishedOn: p.date(),
    state: p.text().$type<BodyState>(),
    disbandedOn: p.date().nullable(),
    reason: p.text().nullable(),
    createdAt: p.datetime(3),
    version: p.integer().version(),
  },
});
export class GoverningBody extends GoverningBodySchema.class {}
GoverningBodySchema.setClass(GoverningBody);

/** A seat in a body (席位): held by a unit, by whoever has the office in it; no person is named. `until` is exclusive. */
export const SeatSchema = defineEntity({
  name: 'Seat',
  schema: 'directory',
  tableName: 'seat',
  properties: {
    id: p.uuid().primary(),
    bodyId: p.uuid(),
    unitId: p.uuid(),
    title: p.text(),
    postTitle: p.text(),
    since: p.date(),
    until: p.date().nullable(),
    endedAt: p.datetime(3).nullable(),
    reason: p.text().nullable(),
    createdAt: p.datetime(3),
    version: p.integer().version(),
  },
});
export class Seat extends SeatSchema.class {}
SeatSchema.setClass(Seat);
