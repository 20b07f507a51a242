import { defineEntity, p } from '@mikro-orm/core';
import type { Cardinality, ObjectKind, RelationState } from '../../../../domain/directory/relation.ts';

/** A type of relations (关系类型), with the rules that hold between its rows. */
export const RelationTypeSchema = defineEntity({
  name: 'RelationType',
  schema: 'directory',
  tableName: 'relation_type',
  properties: {
    id: p.uuid().primary(),
    code: p.text(),
    labelZh: p.text(),
    labelEn: p.text(),
    inverseZh: p.text(),
    inverseEn: p.text(),
    cardinality: p.text().$type<Cardinality>(),
    isSymmetric: p.boolean(),
    isTree: p.boolean(),
    isIncubation: p.boolean(),
    objectKind: p.text().$type<ObjectKind>(),
    rank: p.integer(),
  },
});
export class RelationType extends RelationTypeSchema.class {}
RelationTypeSchema.setClass(RelationType);

/** A relation of a unit, the subject, to another or to an area, the object, for as long as `valid` holds. */
export const RelationSchema = defineEntity({
  name: 'Relation',
  schema: 'directory',
  tableName: 'relation',
  properties: {
    id: p.uuid().primary(),
    typeCode: p.text(),
    subjectUnitId: p.uuid(),
    objectUnitId: p.uuid().nullable(),
    objectAreaId: p.uuid().nullable(),
    /** As the type has it. */
    cardinality: p.text().$type<Cardinality>(),
    state: p.text().$type<RelationState>(),
    proposedByUnitId: p.uuid(),
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
export class Relation extends RelationSchema.class {}
RelationSchema.setClass(Relation);
