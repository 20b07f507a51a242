import { defineEntity, p } from '@mikro-orm/core';

export const unitKinds = [
  'GOVERNMENT',
  'PUBLIC_INSTITUTION',
  'HOSPITAL',
  'SCHOOL',
  'ENTERPRISE',
  'POWER_UTILITY',
  'MALL',
  'BUSINESS_DISTRICT',
  'PARK',
  'PROPERTY_COMPANY',
  'COMMUNITY',
  'VILLAGE',
  'COLLECTIVE',
  'OWNERS_COMMITTEE',
  'PARTY_ORGANISATION',
  'SOCIAL_ORGANISATION',
  'TEAM',
] as const;
export type UnitKind = (typeof unitKinds)[number];

export const UnitSchema = defineEntity({
  name: 'Unit',
  schema: 'directory',
  tableName: 'unit',
  properties: {
    id: p.uuid().primary(),
    kind: p.text().$type<UnitKind>(),
    name: p.text(),
    shortName: p.text(),
    formerNames: p.array(),
    longitude: p.double().nullable(),
    latitude: p.double().nullable(),
    dissolvedAt: p.datetime(3).nullable(),
    dissolutionReason: p.text().nullable(),
    registeredByUnit: p.uuid().nullable(),
    version: p.integer().version(),
    createdAt: p.datetime(3),
  },
});
export class Unit extends UnitSchema.class {}
UnitSchema.setClass(Unit);

/** What most are shown of it, kept by a trigger. Protected as well: fellow members see it, and nobody else. */
const UnitContactMaskSchema = defineEntity({
  name: 'UnitContactMask',
  schema: 'directory',
  tableName: 'unit_contact_mask',
  properties: {
    unitId: p.uuid().primary(),
    name: p.text(),
    mobile: p.text(),
    isFictitious: p.boolean(),
  },
});
export class UnitContactMask extends UnitContactMaskSchema.class {}
UnitContactMaskSchema.setClass(UnitContactMask);

/** Protected: row-level security judges every access. */
const UnitContactSchema = defineEntity({
  name: 'UnitContact',
  schema: 'directory',
  tableName: 'unit_contact',
  properties: {
    unitId: p.uuid().primary(),
    name: p.text(),
    mobile: p.text(),
    isFictitious: p.boolean(),
    version: p.integer().version(),
  },
});
export class UnitContact extends UnitContactSchema.class {}
UnitContactSchema.setClass(UnitContact);

/** That a contact was removed, and why. */
const UnitContactRemovalSchema = defineEntity({
  name: 'UnitContactRemoval',
  schema: 'directory',
  tableName: 'unit_contact_removal',
  properties: {
    unitId: p.uuid().primary(),
    /** That of the contact. */
    version: p.integer().primary(),
    reason: p.text(),
    removedAt: p.datetime(3),
  },
});
export class UnitContactRemoval extends UnitContactRemovalSchema.class {}
UnitContactRemovalSchema.setClass(UnitContactRemoval);
