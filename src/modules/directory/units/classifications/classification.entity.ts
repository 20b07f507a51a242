import { defineEntity, p } from '@mikro-orm/core';
import type { AssignedBy, ClassCardinality } from '../../../../domain/directory/classification.ts';

/** A way to class units (分类体系), with the rules that hold between its rows. Its classes are terms. */
export const ClassificationSchemeSchema = defineEntity({
  name: 'ClassificationScheme',
  schema: 'directory',
  tableName: 'classification_scheme',
  properties: {
    id: p.uuid().primary(),
    code: p.text(),
    labelZh: p.text(),
    labelEn: p.text(),
    cardinality: p.text().$type<ClassCardinality>(),
    assignedBy: p.text().$type<AssignedBy>(),
    unitKinds: p.array(),
    rank: p.integer(),
    source: p.text().nullable(),
  },
});
export class ClassificationScheme extends ClassificationSchemeSchema.class {}
ClassificationSchemeSchema.setClass(ClassificationScheme);

/** That a unit is of a class, for as long as `valid` holds. */
export const UnitClassificationSchema = defineEntity({
  name: 'UnitClassification',
  schema: 'directory',
  tableName: 'unit_classification',
  properties: {
    id: p.uuid().primary(),
    unitId: p.uuid(),
    scheme: p.text(),
    /** As the scheme has it. */
    cardinality: p.text().$type<ClassCardinality>(),
    termCode: p.text(),
    valid: p.string().columnType('tstzrange'),
    reason: p.text(),
    endReason: p.text().nullable(),
    classifiedByUnit: p.uuid(),
    version: p.integer().version(),
  },
});
export class UnitClassification extends UnitClassificationSchema.class {}
UnitClassificationSchema.setClass(UnitClassification);
