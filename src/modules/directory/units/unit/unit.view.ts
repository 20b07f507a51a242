import { normalisedCode } from '../../../../domain/directory/uscc.ts';
import {
  any,
  both,
  everything,
  existsWhere,
  literal,
  name,
  nothing,
  sql,
  Row,
  type Sql,
} from '../../../../read/sql.ts';
import type { Scope } from '../../../../read/scope.ts';
import { everyone, type FilterValue, type Lead, type Root } from '../../../../read/view.ts';
import {
  collated,
  column,
  computed,
  desc,
  id,
  many,
  maybe,
  oneOf,
  optionalOne,
  valueFrom,
  valueWhere,
  viewOf,
} from '../../../../read/words.ts';
import { classLead, isOfClass } from '../classifications/classification.view.ts';
import { segmentsOfUnit } from '../../people/persons/attribute.view.ts';
import { figuresOfUnit } from '../../people/visits/visit.view.ts';
import { relationsOfUnit } from '../../people/relations/relation.view.ts';
import { seesIdentifier } from '../identifiers/identifier.view.ts';
import { filesOfUnit, filesUsage } from '../files/file.view.ts';
import { stage } from '../life/stage.view.ts';
import { withdrawalsByUnit } from '../life/withdrawal.view.ts';
import { UnitSchema } from './unit.entity.ts';
import { holdsWords, searchLead } from './unit.search.ts';

/** A point in WGS-84 from two columns, null where there is none. */
const location = valueWhere((row) => sql`${row.col('longitude')} is not null`, {
  longitude: column('longitude'),
  latitude: column('latitude'),
  crs: computed(() => literal('WGS84')),
});

/** Whether the unit is an active member of an alliance for which `isIn` holds. A hat names one, whose members are a short list. */
function memberWhere(row: Row, scope: Scope, isIn: Sql): Sql {
  if (isIn === nothing) return nothing;
  return sql`${row.col('id')} in (select m.unit_id from rights.membership m where ${isIn} and ${scope.holds(sql`m.valid`)})`;
}

/**
 * How much of its contact is disclosed. In full: to the unit itself, to who coordinates it under the hat, to whom the unit
 * shares it in full, and to whom it was disclosed for a purpose while they see it masked. Masked: to fellow members, to
 * apps that may read contacts, to whom it is shared masked. Row-level security judges the same anew.
 */
function disclosure(row: Row, scope: Scope): Sql {
  if (scope.kind === 'ANONYMOUS') return literal('WITHHELD');
  const fellow = memberWhere(row, scope, scope.inAlliance(sql`m.alliance_id`));
  if (scope.kind === 'APP') {
    const isShown = any(both(scope.has('contacts:read'), fellow), sharedWithApp(row, scope));
    return sql`case when ${isShown} then 'MASKED' else 'WITHHELD' end`;
  }
  const isMasked = any(sql`(${scope.unit} is not null and ${fellow})`, shared(row, scope, everything));
  const isFull = any(
    scope.isUnit(row.col('id')),
    memberWhere(row, scope, scope.coordinates(sql`m.alliance_id`)),
    shared(row, scope, sql`s.precision = 'FULL'`),
  );
  return sql`case when ${isFull} then 'FULL' when ${isMasked} then case when ${disclosed(row, scope)} then 'FULL' else 'MASKED' end else 'WITHHELD' end`;
}

/** Whether the unit shares its contact with the one acted for, on a condition. */
function shared(row: Row, scope: Scope, holds: Sql): Sql {
  return existsWhere(shares(row, scope), both(sql`s.consumer_unit_id = ${scope.unit}`, holds));
}

/** Whether it shares it with a unit that let the app read contacts for the purpose of the agreement, which may go on. */
function sharedWithApp(row: Row, scope: Scope): Sql {
  const goesOn = scope.isInstalled(
    'contacts:read',
    (i) => sql`${i.col('unit_id')} = s.consumer_unit_id and ${i.col('purpose')} = s.purpose`,
  );
  return existsWhere(shares(row, scope), both(sql`s.may_reshare`, goesOn));
}

const shares = (row: Row, scope: Scope): Sql =>
  sql`rights.share s where s.provider_unit_id = ${row.col('id')} and s.kind = 'CONTACT' and ${scope.holds(sql`s.valid`)}`;

/** Whether it was disclosed to the viewer a short while ago. */
function disclosed(row: Row, scope: Scope): Sql {
  return sql`exists (select from rights.disclosure d where d.subject_type = 'unit' and d.subject_id = ${row.col('id')} and d.person_id = ${scope.person} and d.unit_id = ${scope.unit} and ${scope.holds(sql`d.valid`)})`;
}

/** What of the contact is disclosed is found once for all its fields. */
const disclosedContact = (row: Row, scope: Scope): Sql =>
  sql`select ${row.col('id')} as unit_id, ${disclosure(row, scope)} as disclosure offset 0`;

/**
 * A protected column as far as it is disclosed: from the contact itself, or from what of it most are shown. Neither table
 * is touched for viewers who are shown nothing.
 */
function contactField(columnName: string, { isMasked = true } = {}) {
  return maybe((row, scope) => {
    if (scope.kind === 'ANONYMOUS') return sql`null`;
    scope.guard();
    const from = (table: string): Sql =>
      sql`(select c.${name(columnName)} from ${name(table)} c where c.unit_id = ${row.col('unit_id')})`;
    const whenMasked = isMasked ? sql`when 'MASKED' then ${from('directory.unit_contact_mask')}` : sql``;
    return sql`case ${row.col('disclosure')} when 'FULL' then ${from('directory.unit_contact')} ${whenMasked} end`;
  }, 'contacts:read');
}

/** Those that are dissolved are few among all, and have an index. */
const dissolvedLead = (wanted: FilterValue): Lead => ({
  areMany: sql`not ${wanted.as('boolean')}`,
  keys: sql`select u.id from directory.unit u where u.dissolved_at is not null`,
});

/** No alliance is large. */
const allianceLead = (alliance: FilterValue): Lead => ({
  areMany: sql`false`,
  keys: sql`select m.unit_id from rights.membership m where m.alliance_id = ${alliance.id('alliance')}`,
});

const kindLead = (kinds: FilterValue): Lead => ({
  areMany: sql`directory.are_many('unit', 'kind', ${kinds.as('text[]')}, 'unit')`,
  keys: sql`select u.id from unnest(${kinds.as('text[]')}) w(kind), lateral (select o.id from directory.unit o where o.kind = w.kind offset 0) u`,
  parts: {
    of: sql`select distinct unnest(${kinds.as('text[]')})`,
    rows: (row, kind) => ({ where: sql`${row.col('kind')} = ${kind}` }),
  },
});

interface Match {
  readonly scheme?: string | null;
  readonly value: string;
}

/** Whether the unit has a number in force that the viewer sees, as numbers are compared. */
function hasNumber(row: Row, match: FilterValue, scope: Scope): Sql {
  const found = new Row('i');
  const value = match.as('text', (given) => normalisedCode((given as Match).value));
  const scheme = match.as('text', (given) => (given as Match).scheme ?? null);
  return sql`${row.col('id')} in (select i.unit_id from directory.unit_identifier i
    where i.value = ${value} and i.scheme = coalesce(${scheme}, i.scheme) and i.state <> 'REMOVED' and ${seesIdentifier(found, scope)})`;
}

export const unitView = viewOf(UnitSchema, {
  type: 'Unit',
  visible: everyone,
  // One that was merged into another: that one answers.
  redirect: 'directory.unit_now',
  fields: {
    id: id('unit'),
    location,
    contact: valueFrom(disclosedContact, {
      disclosure: column('disclosure'),
      name: contactField('name'),
      mobile: contactField('mobile'),
      version: contactField('version', { isMasked: false }),
      isFictitious: contactField('is_fictitious'),
    }),
    nameHistory: many('FormerName', 'unit_id'),
    kindHistory: many('FormerKind', 'unit_id'),
    stage: computed(stage),
    identifiers: many('UnitIdentifier', 'unit_id'),
    classifications: many('UnitClassification', 'unit_id'),
    registeredBy: optionalOne('Unit', 'registered_by_unit'),
    posts: many('Post', 'unit_id'),
    personRelations: many('PersonRelation', 'host_unit_id'),
    personSegments: segmentsOfUnit,
    householdFigures: figuresOfUnit,
    memberships: many('Membership', 'unit_id'),
    seats: many('Seat', 'unit_id'),
    programmes: many('Programme', 'unit_id'),
    relations: relationsOfUnit,
    files: filesOfUnit,
    filesUsage,
    withdrawnRegistrations: withdrawalsByUnit,
  },
  filters: {
    kind: oneOf('kind'),
    allianceId: (row, alliance, scope) =>
      existsWhere(
        sql`rights.membership m where m.unit_id = ${row.col('id')}`,
        sql`m.alliance_id = ${alliance.id('alliance')} and ${scope.holds(sql`m.valid`)}`,
      ),
    registeredByUnitId: (row, unit) => sql`${row.col('registered_by_unit')} = ${unit.id('unit')}`,
    identifier: hasNumber,
    isDissolved: (row, wanted) => sql`(${row.col('dissolved_at')} is not null) = ${wanted.as('boolean')}`,
    classCode: isOfClass,
    search: holdsWords,
  },
  leads: {
    allianceId: allianceLead,
    search: searchLead,
    kind: kindLead,
    classCode: classLead,
    isDissolved: dissolvedLead,
  },
  orders: { NAME: [collated('short_name', 'directory.pinyin')], NEWEST: [desc('id', 'uuid')] },
});

export const unitRoots: Readonly<Record<string, Root>> = {
  unit: { kind: 'one', type: 'Unit', argument: 'id', of: 'unit' },
  units: { kind: 'many', type: 'Unit' },
};
