import { defineEntity, p } from '@mikro-orm/core';
import type { PostRole } from '../../../../domain/access/roles.ts';

/** Confers rights for as long as `valid` holds; a delegated one, no longer than the one that it comes from. */
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
    invitationId: p.uuid().nullable(),
    valid: p.string().columnType('tstzrange'),
    endedAt: p.datetime(3).nullable(),
    reason: p.text().nullable(),
    version: p.integer().version(),
  },
});
export class Post extends PostSchema.class {}
PostSchema.setClass(Post);
