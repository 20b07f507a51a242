import { any, both, everything, existsWhere, literal, name, sql, type Row, type Sql } from '../../../../read/sql.ts';
import type { Scope } from '../../../../read/scope.ts';
import { computed, id, maybe, viewFrom } from '../../../../read/words.ts';

/** Agreements in force by which the need is supplied: none that has ended, or stands still. */
const agreements = (row: Row, scope: Scope): Sql =>
  sql`exchange.match m join exchange.agreement g on g.match_id = m.id where m.need_id = ${row.col('need_id')}
    and exchange.agreement_state_at(g.state, g.suspended_until, g.ends_at, g.ends_as, ${scope.now}) = 'ACTIVE'`;

/** The unit acted for supplies the need by an agreement in force, under the hat of its alliance or none. */
function isSupplied(row: Row, scope: Scope): Sql {
  const underHat = scope.hasAllianceHat ? scope.inAlliance(sql`g.alliance_id`) : everything;
  return existsWhere(agreements(row, scope), both(scope.isUnit(sql`g.supplier_unit_id`), underHat));
}

/** A member shows the need to the alliance of the hat. */
function isShown(row: Row, scope: Scope): Sql {
  const shown = sql`exchange.need n
    join rights.membership m on m.unit_id = n.owner_unit_id and m.alliance_id = any(n.shown_to)
    where n.id = ${row.col('need_id')} and n.state in ('PUBLISHED', 'FULFILLED', 'EXPIRED') and n.paused_for is null and ${scope.holds(sql`m.valid`)}`;
  return existsWhere(shown, scope.inAlliance(sql`m.alliance_id`));
}

/**
 * The person consents to the purpose for which a unit let the app read needs in the alliance of the hat: one that may see
 * the person itself, since it is in need or supplies it.
 */
function isConsented(row: Row, scope: Scope): Sql {
  const consents = sql`rights.consent c
    where c.subject_type = 'beneficiary' and c.subject_id = ${row.col('id')} and ${scope.holds(sql`c.valid`)}`;
  const mayItself = (i: Row): Sql => {
    const supplies = sql`g.supplier_unit_id = ${i.col('unit_id')} and g.alliance_id = ${i.col('alliance_id')}`;
    return any(sql`${i.col('unit_id')} = ${row.col('owner_unit_id')}`, existsWhere(agreements(row, scope), supplies));
  };
  const isFor = (i: Row): Sql => both(sql`${i.col('purpose')} = c.purpose`, mayItself(i));
  return existsWhere(consents, scope.isInstalled('needs:read', isFor));
}

/** Row-level security asks the same. */
function visible(row: Row, scope: Scope): Sql {
  if (scope.kind === 'APP') return both(isShown(row, scope), isConsented(row, scope));
  return any(scope.isUnit(row.col('owner_unit_id')), isSupplied(row, scope));
}

/** Whether it was disclosed to the person a short while ago, for a purpose consented to unless it is of their own unit. */
function isDisclosed(row: Row, scope: Scope): Sql {
  const ofThis = (alias: string): Sql =>
    sql`${name(alias)}.subject_type = 'beneficiary' and ${name(alias)}.subject_id = ${row.col('id')}`;
  const consents = sql`rights.consent c where ${ofThis('c')}`;
  const isConsented = existsWhere(consents, both(sql`c.purpose = d.purpose`, scope.holds(sql`c.valid`)));
  return existsWhere(
    sql`rights.disclosure d where ${ofThis('d')}`,
    both(
      scope.isUnit(sql`d.unit_id`),
      sql`d.person_id = ${scope.person}`,
      scope.holds(sql`d.valid`),
      any(scope.isUnit(row.col('owner_unit_id')), isConsented),
    ),
  );
}

/** A protected column: masked, or as it is where it was disclosed. Apps and nobody have no way to the latter. */
const protectedField = (column: string) =>
  maybe((row, scope) => {
    if (scope.kind !== 'PERSON') return row.col(column);
    const full = sql`(select b.${name(column)} from exchange.beneficiary b where b.id = ${row.col('id')})`;
    return sql`case when ${isDisclosed(row, scope)} then ${full} else ${row.col(column)} end`;
  });

/** Whoever sees it sees what is masked of it: that is the row. */
export const beneficiaryView = viewFrom(
  (scope) => {
    scope.guard();
    return sql`select k.* from exchange.beneficiary_mask k`;
  },
  {
    type: 'Beneficiary',
    scope: 'needs:read',
    visible,
    fields: {
      id: id('beneficiary'),
      disclosure: computed((row, scope) =>
        scope.kind === 'PERSON'
          ? sql`case when ${isDisclosed(row, scope)} then 'FULL' else 'MASKED' end`
          : literal('MASKED'),
      ),
      name: protectedField('name'),
      mobile: protectedField('mobile'),
      identityNumber: protectedField('identity_number'),
      address: protectedField('address'),
      version: maybe((row, scope) =>
        scope.kind === 'PERSON'
          ? sql`case when ${scope.isUnit(row.col('owner_unit_id'))} then ${row.col('version')} end`
          : sql`null`,
      ),
    },
  },
);
