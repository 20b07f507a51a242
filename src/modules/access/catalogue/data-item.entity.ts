import { defineEntity, p } from '@mikro-orm/core';
import type { DataKind, SharingAttribute } from '../../../domain/access/sharing.ts';

/** Whether a unit shares a kind of its data at all (数据目录项). */
const DataItemSchema = defineEntity({
  name: 'DataItem',
  schema: 'access',
  tableName: 'data_item',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(),
    kind: p.text().$type<DataKind>(),
    attribute: p.text().$type<SharingAttribute>(),
    note: p.text().nullable(),
    changedAt: p.datetime(3),
    version: p.integer().version(),
  },
});
export class DataItem extends DataItemSchema.class {}
DataItemSchema.setClass(DataItem);
