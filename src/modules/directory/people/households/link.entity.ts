import { defineEntity, p } from '@mikro-orm/core';
import type { RelationState } from '../../../../domain/directory/relation.ts';

/** A type of links to households (联户类型). */
export const HouseholdLinkTypeSchema = defineEntity({
  name: 'HouseholdLinkType',
  schema: 'directory',
  tableName: 'household_link_type',
  properties: {
    id: p.uuid().primary(),
    code: p.text(),
    labelZh: p.text(),
    labelEn: p.text(),
    inverseZh: p.text(),
    inverseEn: p.text(),
    relationType: p.text(),
    most: p.integer(),
    rank: p.integer(),
  },
});
export class HouseholdLinkType extends HouseholdLinkTypeSchema.class {}
HouseholdLinkTypeSchema.setClass(HouseholdLinkType);

/** Who is linked to a household, by what they are to its unit. Row-level security judges every access. */
export const HouseholdLinkSchema = defineEntity({
  name: 'HouseholdLink',
  schema: 'directory',
  tableName: 'household_link',
  properties: {
    id: p.uuid().primary(),
    typeCode: p.text(),
    relationType: p.text(),
    householdId: p.uuid(),
    hostUnitId: p.uuid(),
    areaId: p.uuid(),
    personRelationId: p.uuid(),
    personId: p.uuid(),
    state: p.text().$type<RelationState>(),
    reason: p.text().nullable(),
    proposedAt: p.datetime(3),
    decidedAt: p.datetime(3).nullable(),
    valid: p.string().columnType('tstzrange').nullable(),
    version: p.integer().version(),
  },
});
export class HouseholdLink extends HouseholdLinkSchema.class {}
HouseholdLinkSchema.setClass(HouseholdLink);
