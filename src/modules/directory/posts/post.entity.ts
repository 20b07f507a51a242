import { defineEntity, p } from '@mikro-orm/core';
import type { PostRole } from '../../../domain/access/roles.ts';

const PersonSchema = defineEntity({
  name: 'Person',
  schema: 'directory',
  tableName: 'person',
  properties: { id: p.uuid().primary(), name: p.text(), createdAt: p.datetime(3) },
});
export class Person extends PersonSchema.class {}
PersonSchema.setClass(Person);

/** Confers rights for as long as `valid` holds. */
export const PostSchema = defineEntity({
  name: 'Post',
  schema: 'directory',
  tableName: 'post',
  properties: {
    id: p.uuid().primary(),
    personId: p.uuid(),
    unitId: p.uuid(),
    title: p.text(),
    role: p.text().$type<PostRole>(),
    allianceId: p.uuid().nullable(),
    delegatedFrom: p.uuid().nullable(),
    valid: p.string().columnType('tstzrange'),
    version: p.integer().version(),
  },
});
export class Post extends PostSchema.class {}
PostSchema.setClass(Post);
