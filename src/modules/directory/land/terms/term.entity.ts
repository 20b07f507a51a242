import { defineEntity, p } from '@mikro-orm/core';

/** A word with a code that other records refer to. */
export const TermSchema = defineEntity({
  name: 'Term',
  schema: 'directory',
  tableName: 'term',
  properties: {
    id: p.uuid().primary(),
    scheme: p.text(),
    code: p.text(),
    labelZh: p.text(),
    labelEn: p.text(),
    rank: p.integer(),
    until: p.date().nullable(),
    source: p.text().nullable(),
  },
});
export class Term extends TermSchema.class {}
TermSchema.setClass(Term);
