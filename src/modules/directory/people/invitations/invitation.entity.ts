import { defineEntity, p } from '@mikro-orm/core';
import type { PostRole } from '../../../../domain/access/roles.ts';
import type { InvitationState } from '../../../../domain/directory/invitation.ts';

/** An invitation to a post (任职邀请). Row-level security judges every access; the hash is written and never read. */
export const InvitationSchema = defineEntity({
  name: 'Invitation',
  schema: 'directory',
  tableName: 'invitation',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(),
    title: p.text(),
    role: p.text().$type<PostRole>(),
    allianceId: p.uuid().nullable(),
    personName: p.text(),
    since: p.datetime(3).nullable(),
    until: p.datetime(3).nullable(),
    delegatedFrom: p.uuid().nullable(),
    hash: p.blob().lazy(),
    state: p.text().$type<InvitationState>(),
    invitedBy: p.uuid().nullable(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    decidedAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class Invitation extends InvitationSchema.class {}
InvitationSchema.setClass(Invitation);
