import { defineEntity, p } from '@mikro-orm/core';

/** A version of the charter of an alliance (章程). It is never changed; the next one supersedes it. */
export const CharterSchema = defineEntity({
  name: 'Charter',
  schema: 'directory',
  tableName: 'charter',
  properties: {
    id: p.uuid().primary(),
    allianceId: p.uuid(),
    number: p.integer(),
    text: p.text(),
    adoptedOn: p.date(),
    /** SHA-256 of the text in UTF-8, in hexadecimal digits. */
    hash: p.text(),
    createdAt: p.datetime(3),
  },
});
export class Charter extends CharterSchema.class {}
CharterSchema.setClass(Charter);
