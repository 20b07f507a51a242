import { defineEntity, p } from '@mikro-orm/core';

/** What a unit looks for again and again (订阅检索). */
export const SavedSearchSchema = defineEntity({
  name: 'SavedSearch',
  schema: 'exchange',
  tableName: 'saved_search',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(),
    /** The hat under which it was saved. */
    allianceId: p.uuid().nullable(),
    /** Which of the places a unit has for its searches it takes, from 1. */
    place: p.integer(),
    name: p.text(),
    looksFor: p.text().$type<'OFFERS' | 'NEEDS'>(),
    category: p.text().nullable(),
    words: p.text().nullable(),
    trackId: p.uuid().nullable(),
    programmeId: p.uuid().nullable(),
    seenAt: p.datetime(3),
    createdAt: p.datetime(3),
    endedAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class SavedSearch extends SavedSearchSchema.class {}
SavedSearchSchema.setClass(SavedSearch);
