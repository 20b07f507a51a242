import { defineEntity, p } from '@mikro-orm/core';

/** One of the lines along which an alliance or a programme works (赛道), with its colour: of one of the two. */
export const TrackSchema = defineEntity({
  name: 'Track',
  schema: 'directory',
  tableName: 'track',
  properties: {
    id: p.uuid().primary(),
    allianceId: p.uuid().nullable(),
    programmeId: p.uuid().nullable(),
    code: p.text(),
    name: p.text(),
    colour: p.text(),
    rank: p.integer(),
    createdAt: p.datetime(3),
    retiredAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class Track extends TrackSchema.class {}
TrackSchema.setClass(Track);
