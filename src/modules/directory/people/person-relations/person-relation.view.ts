/** What persons are to units, areas and places: for those concerned, and what is public for everybody while it holds. */
import { parseId } from '../../../../domain/ids.ts';
import type { Scope } from '../../../../read/scope.ts';
import { any, both, name, nothing, sql, type Row, type Sql } from '../../../../read/sql.ts';
import { everyone, type Root, type View } from '../../../../read/view.ts';
import {
  asc,
  computed,
  equals,
  id,
  inLanguage,
  maybe,
  newestFirst,
  ofId,
  one,
  optionalOne,
  viewOf,
} from '../../../../read/words.ts';
import { stateOf } from '../relations/relation.view.ts';
import { PersonRelationSchema, PersonRelationTypeSchema } from './person-relation.entity.ts';

export const personRelationTypeView = viewOf(PersonRelationTypeSchema, {
  type: 'PersonRelationType',
  visible: everyone,
  fields: {
    id: id('personrelationtype'),
    label: inLanguage('label_zh', 'label_en'),
    inverseLabel: inLanguage('inverse_zh', 'inverse_en'),
    persons: maybe((row, scope, args) => {
      const unit = args.as('unitId', 'uuid', (given) => (typeof given === 'string' ? parseId('unit', given) : null));
      return sql`directory.count_persons(${row.col('code')}, ${unit}, ${scope.now})`;
    }),
  },
  filters: { code: equals('code', 'text') },
  orders: { RANK: [asc('rank', 'integer'), asc('id', 'uuid')] },
});

const isMine = (row: Row, scope: Scope): Sql =>
  scope.kind === 'PERSON' ? sql`${row.col('person_id')} = ${scope.person}` : nothing;

/** The person, the unit they came to and, once it is agreed, the one they come from. */
function concerned(row: Row, scope: Scope): Sql {
  const isAgreed = sql`${row.col('state')} in ('AGREED', 'ENDED')`;
  return any(
    isMine(row, scope),
    scope.isUnit(row.col('host_unit_id')),
    both(scope.isUnit(row.col('home_unit_id')), isAgreed),
  );
}

/** Row-level security asks the same. */
function visible(row: Row, scope: Scope): Sql {
  scope.guard();
  return any(both(row.col('is_public'), scope.holds(row.col('valid'))), concerned(row, scope));
}

/** Neither table nor policy gives these columns to anybody else. */
const forThoseConcerned = (column: string) =>
  maybe((row, scope) => {
    const said = sql`(select w.${name(column)} from directory.person_relation_said w where w.id = ${row.col('id')})`;
    return sql`case when ${concerned(row, scope)} then ${said} end`;
  });

export const personRelationView: View = {
  ...viewOf(PersonRelationSchema, {
    type: 'PersonRelation',
    visible,
    fields: {
      id: id('personrelation'),
      type: one('PersonRelationType', 'type_code', 'code'),
      person: optionalOne('Person', 'person_id'),
      post: optionalOne('Post', 'post_id'),
      homeUnit: optionalOne('Unit', 'home_unit_id'),
      hostUnit: one('Unit', 'host_unit_id'),
      unit: optionalOne('Unit', 'unit_id'),
      area: optionalOne('Area', 'area_id'),
      place: optionalOne('Place', 'place_id'),
      state: computed(stateOf),
      statement: forThoseConcerned('statement'),
      reason: forThoseConcerned('reason'),
      since: maybe((row) => sql`coalesce(lower(${row.col('valid')}), ${row.col('proposed_since')})`),
      until: maybe(
        (row) =>
          sql`case when ${row.col('valid')} is null then ${row.col('proposed_until')} else upper(${row.col('valid')}) end`,
      ),
    },
    filters: {
      type: equals('type_code', 'text'),
      state: (row, states, scope) => sql`${stateOf(row, scope)} = any(${states.as('text[]')})`,
      hostUnitId: ofId('host_unit_id', 'unit'),
      homeUnitId: ofId('home_unit_id', 'unit'),
      areaId: ofId('area_id', 'area'),
      placeId: ofId('place_id', 'place'),
      isMine: (row, wanted, scope) => sql`coalesce(${isMine(row, scope)}, false) = ${wanted.as('boolean')}`,
      asOf: (row, day) =>
        sql`coalesce(${row.col('valid')} @> ((${day.as('date')} + 1)::timestamp at time zone 'Asia/Shanghai' - interval '1 millisecond'), false)`,
    },
    orders: newestFirst,
  }),
  from: 'directory.person_relation_shown',
};

export const personRelationRoots: Readonly<Record<string, Root>> = {
  personRelation: { kind: 'one', type: 'PersonRelation', argument: 'id', of: 'personrelation' },
  personRelations: { kind: 'many', type: 'PersonRelation' },
  personRelationTypes: { kind: 'many', type: 'PersonRelationType' },
};
