/** Households, and who is linked to them: for the unit that looks after them, and for the persons themselves. */
import type { Scope } from '../../../../read/scope.ts';
import { any, both, existsWhere, nothing, Row, sql, type Sql } from '../../../../read/sql.ts';
import { everyone, type FilterValue, type Root } from '../../../../read/view.ts';
import {
  asc,
  column,
  computed,
  equals,
  id,
  inLanguage,
  maybe,
  newestFirst,
  ofId,
  one,
  optional,
  optionalOne,
  valueWhere,
  viewOf,
} from '../../../../read/words.ts';
import { stateOf } from '../relations/relation.view.ts';
import { HouseholdSchema } from './household.entity.ts';
import { HouseholdLinkSchema, HouseholdLinkTypeSchema } from './link.entity.ts';

/** Row-level security asks the same, here and below. */
function visible(row: Row, scope: Scope): Sql {
  scope.guard();
  const linked = sql`directory.household_link l where l.household_id = ${row.col('id')} and ${scope.holds(sql`l.valid`)}`;
  const isLinked = both(sql`${row.col('erased_at')} is null`, existsWhere(linked, scope.isPerson(sql`l.person_id`)));
  return any(scope.isUnit(row.col('host_unit_id')), scope.kind === 'PERSON' ? isLinked : nothing);
}

/** What concerns a household that the viewer sees: who has its id only is told nothing by it. */
export function ofHousehold(row: Row, household: FilterValue, scope: Scope): Sql {
  const found = sql`directory.household h where h.id = ${row.col('household_id')} and h.id = ${household.id('household')}`;
  return existsWhere(found, visible(new Row('h'), scope));
}

export const householdView = viewOf(HouseholdSchema, {
  type: 'Household',
  visible,
  fields: {
    id: id('household'),
    hostUnit: one('Unit', 'host_unit_id'),
    area: one('Area', 'area_id'),
    contact: valueWhere((row) => sql`${row.col('contact_mobile')} is not null`, {
      name: optional('contact_name'),
      mobile: column('contact_mobile'),
      basis: column('contact_basis'),
    }),
  },
  filters: {
    areaId: ofId('area_id', 'area'),
    hostUnitId: ofId('host_unit_id', 'unit'),
    isErased: (row, wanted) => sql`(${row.col('erased_at')} is not null) = ${wanted.as('boolean')}`,
  },
  orders: newestFirst,
});

export const householdLinkTypeView = viewOf(HouseholdLinkTypeSchema, {
  type: 'HouseholdLinkType',
  visible: everyone,
  fields: {
    id: id('householdlinktype'),
    label: inLanguage('label_zh', 'label_en'),
    inverseLabel: inLanguage('inverse_zh', 'inverse_en'),
    relationType: one('PersonRelationType', 'relation_type', 'code'),
  },
  filters: { code: equals('code', 'text') },
  orders: { RANK: [asc('rank', 'integer'), asc('id', 'uuid')] },
});

/** Of links and of visits: the unit, and the person. */
export function concerned(row: Row, scope: Scope): Sql {
  scope.guard();
  return any(scope.isUnit(row.col('host_unit_id')), scope.isPerson(row.col('person_id')));
}

export const householdLinkView = viewOf(HouseholdLinkSchema, {
  type: 'HouseholdLink',
  visible: concerned,
  fields: {
    id: id('householdlink'),
    type: one('HouseholdLinkType', 'type_code', 'code'),
    household: optionalOne('Household', 'household_id'),
    area: one('Area', 'area_id'),
    hostUnit: one('Unit', 'host_unit_id'),
    personRelation: optionalOne('PersonRelation', 'person_relation_id'),
    person: optionalOne('Person', 'person_id'),
    state: computed(stateOf),
    since: maybe((row) => sql`lower(${row.col('valid')})`),
    until: maybe((row) => sql`upper(${row.col('valid')})`),
  },
  filters: {
    type: equals('type_code', 'text'),
    state: (row, states, scope) => sql`${stateOf(row, scope)} = any(${states.as('text[]')})`,
    householdId: ofHousehold,
    isMine: (row, wanted, scope) =>
      sql`coalesce(${scope.isPerson(row.col('person_id'))}, false) = ${wanted.as('boolean')}`,
  },
  orders: newestFirst,
});

export const householdRoots: Readonly<Record<string, Root>> = {
  household: { kind: 'one', type: 'Household', argument: 'id', of: 'household' },
  households: { kind: 'many', type: 'Household' },
  householdLinks: { kind: 'many', type: 'HouseholdLink' },
  householdLinkTypes: { kind: 'many', type: 'HouseholdLinkType' },
};
