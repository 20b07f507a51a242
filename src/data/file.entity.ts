import { defineEntity, p } from '@mikro-orm/core';

/** What a file is; its bytes lie beside it, in parts. Under row-level security. */
export const FileSchema = defineEntity({
  name: 'File',
  schema: 'data',
  tableName: 'file',
  properties: {
    id: p.uuid().primary(),
    ownerUnitId: p.uuid(),
    name: p.text(),
    mediaType: p.text(),
    size: p.integer(),
    sha256: p.text().fieldName('sha256'),
    allianceId: p.uuid().nullable(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    deletedAt: p.datetime(3).nullable(),
  },
});
export class File extends FileSchema.class {}
FileSchema.setClass(File);
