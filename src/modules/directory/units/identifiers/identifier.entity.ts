import { defineEntity, p } from '@mikro-orm/core';
import type { IdentifierScheme, IdentifierState } from '../../../../domain/directory/identifier.ts';

/** Under row-level security: of a sole trader it is personal data. */
export const UnitIdentifierSchema = defineEntity({
  name: 'UnitIdentifier',
  schema: 'directory',
  tableName: 'unit_identifier',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(),
    scheme: p.text().$type<IdentifierScheme>(),
    value: p.text(),
    entered: p.text(),
    isPersonal: p.boolean(),
    state: p.text().$type<IdentifierState>(),
    reason: p.text().nullable(),
    addedAt: p.datetime(3),
    judgedByUnit: p.uuid().nullable(),
    judgedAt: p.datetime(3).nullable(),
    removedAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class UnitIdentifier extends UnitIdentifierSchema.class {}
UnitIdentifierSchema.setClass(UnitIdentifier);
