import { existsWhere, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Scope } from '../../../../read/scope.ts';
import { everyone, type FilterValue, type Lead, type Root } from '../../../../read/view.ts';
import {
  asc,
  computed,
  equals,
  id,
  inLanguage,
  listWhere,
  maybe,
  newestFirst,
  one,
  viewOf,
} from '../../../../read/words.ts';
import { ClassificationSchemeSchema, UnitClassificationSchema } from './classification.entity.ts';

export const classificationSchemeView = viewOf(ClassificationSchemeSchema, {
  type: 'ClassificationScheme',
  visible: everyone,
  fields: {
    id: id('classificationscheme'),
    label: inLanguage('label_zh', 'label_en'),
    terms: listWhere(
      'RANK',
      'Term',
      (term, scheme) =>
        sql`${term.col('scheme')} = 'UNIT_CLASS' and split_part(${term.col('code')}, '.', 1) = ${scheme.col('code')}`,
    ),
  },
  filters: { code: equals('code', 'text') },
  orders: { RANK: [asc('rank', 'integer'), asc('id', 'uuid')] },
});

const isInForce = (row: Row, scope: Scope): Sql => scope.holds(row.col('valid'));

export const classificationView = viewOf(UnitClassificationSchema, {
  type: 'UnitClassification',
  visible: everyone,
  fields: {
    id: id('classification'),
    unit: one('Unit', 'unit_id'),
    scheme: one('ClassificationScheme', 'scheme', 'code'),
    term: one('Term', 'term_code', 'code'),
    since: maybe((row) => sql`lower(${row.col('valid')})`),
    until: maybe((row) => sql`upper(${row.col('valid')})`),
    isInForce: computed(isInForce),
    classifiedBy: one('Unit', 'classified_by_unit'),
  },
  filters: {
    scheme: equals('scheme', 'text'),
    classCode: equals('term_code', 'text'),
    isInForce: (row, wanted, scope) => sql`${isInForce(row, scope)} = ${wanted.as('boolean')}`,
    asOf: (row, day) =>
      sql`${row.col('valid')} @> ((${day.as('date')} + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 millisecond')`,
  },
  orders: newestFirst,
});

/** Whether the unit is of one of the classes now. What holds now has no end yet: hence the index. */
export function isOfClass(row: Row, codes: FilterValue, scope: Scope): Sql {
  const own = sql`directory.unit_classification c where c.unit_id = ${row.col('id')}`;
  const isOne = sql`c.term_code = any(${codes.as('text[]')}) and upper_inf(c.valid) and ${scope.holds(sql`c.valid`)}`;
  return existsWhere(own, isOne);
}

/** By the index of the class. */
export function classLead(given: FilterValue): Lead {
  const codes = given.as('text[]');
  return {
    areMany: sql`directory.are_common_classes(${codes})`,
    keys: sql`select c.unit_id from directory.unit_classification c where c.term_code = any(${codes}) and upper_inf(c.valid)`,
  };
}

export const classificationRoots: Readonly<Record<string, Root>> = {
  classificationSchemes: { kind: 'many', type: 'ClassificationScheme' },
};
