import { defineEntity, p } from '@mikro-orm/core';

/** Somebody who holds a post, or held one. Row-level security judges every access. */
export const PersonSchema = defineEntity({
  name: 'Person',
  schema: 'directory',
  tableName: 'person',
  properties: { id: p.uuid().primary(), name: p.text(), createdAt: p.datetime(3), version: p.integer().version() },
});
export class Person extends PersonSchema.class {}
PersonSchema.setClass(Person);
