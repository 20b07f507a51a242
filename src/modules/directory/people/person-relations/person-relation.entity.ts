import { defineEntity, p } from '@mikro-orm/core';
import type { ObjectKind, Proposer } from '../../../../domain/directory/person-relation.ts';
import type { Cardinality, RelationState } from '../../../../domain/directory/relation.ts';

/** The rules of a type, which its relations carry too. */
const rules = () => ({
  objectKind: p.text().$type<ObjectKind>(),
  cardinality: p.text().$type<Cardinality>(),
  isPublic: p.boolean(),
  takesPost: p.boolean(),
  takesTerm: p.boolean(),
});

/** A type of relations of persons (人员关系类型). */
export const PersonRelationTypeSchema = defineEntity({
  name: 'PersonRelationType',
  schema: 'directory',
  tableName: 'person_relation_type',
  properties: {
    id: p.uuid().primary(),
    code: p.text(),
    labelZh: p.text(),
    labelEn: p.text(),
    inverseZh: p.text(),
    inverseEn: p.text(),
    ...rules(),
    rank: p.integer(),
  },
});
export class PersonRelationType extends PersonRelationTypeSchema.class {}
PersonRelationTypeSchema.setClass(PersonRelationType);

/** What a person is to a unit, an area or a place. Protected: row-level security judges every access. */
export const PersonRelationSchema = defineEntity({
  name: 'PersonRelation',
  schema: 'directory',
  tableName: 'person_relation',
  properties: {
    id: p.uuid().primary(),
    typeCode: p.text(),
    personId: p.uuid(),
    postId: p.uuid().nullable(),
    homeUnitId: p.uuid().nullable(),
    unitId: p.uuid().nullable(),
    areaId: p.uuid().nullable(),
    placeId: p.uuid().nullable(),
    hostUnitId: p.uuid(),
    ...rules(),
    state: p.text().$type<RelationState>(),
    proposedBy: p.text().$type<Proposer>(),
    statement: p.text(),
    proposedSince: p.datetime(3).nullable(),
    proposedUntil: p.datetime(3).nullable(),
    reason: p.text().nullable(),
    proposedAt: p.datetime(3),
    decidedAt: p.datetime(3).nullable(),
    valid: p.string().columnType('tstzrange').nullable(),
    version: p.integer().version(),
  },
});
export class PersonRelation extends PersonRelationSchema.class {}
PersonRelationSchema.setClass(PersonRelation);
