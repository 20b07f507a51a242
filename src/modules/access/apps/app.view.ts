import { any, existsWhere, sql, type Row, type Sql } from '../../../read/sql.ts';
import type { Scope } from '../../../read/scope.ts';
import { everyone, type Root } from '../../../read/view.ts';
import {
  column,
  computed,
  contains,
  id,
  many,
  maybe,
  ofId,
  one,
  optional,
  optionalOne,
  viewFrom,
  viewOf,
} from '../../../read/words.ts';
import { AppSchema, InstallationSchema } from './app.entity.ts';

export const appView = viewOf(AppSchema, {
  type: 'App',
  visible: everyone,
  fields: {
    id: id('app'),
    owner: optionalOne('Unit', 'owner_unit_id'),
    keys: many('AppKey', 'app_id'),
    installations: many('AppInstallation', 'app_id'),
  },
  filters: { ownerUnitId: ofId('owner_unit_id', 'unit'), search: contains('name', 'vendor') },
});

/** Whether the unit that the viewer acts for answers for the app. */
function answersFor(appId: Sql, holds: (unit: Sql) => Sql): Sql {
  return existsWhere(sql`access.app o where o.id = ${appId}`, holds(sql`o.owner_unit_id`));
}

/** Row-level security asks the same; the hash is in no column that any reader may select. */
export const appKeyView = viewFrom(
  (scope) => {
    scope.guard();
    return sql`select k.id, k.app_id, k.name, k.prefix, k.valid, k.created_at, k.last_used_at, k.revoked_at, k.version from access.app_key k`;
  },
  {
    type: 'AppKey',
    visible: (row, scope) => answersFor(row.col('app_id'), (unit) => scope.administers(unit)),
    fields: {
      id: id('key'),
      name: column('name'),
      prefix: column('prefix'),
      createdAt: column('created_at'),
      // Of one that was revoked in the instant it was made, no time is left in its validity.
      expiresAt: computed((row) => sql`coalesce(upper(${row.col('valid')}), ${row.col('revoked_at')})`),
      lastUsedAt: optional('last_used_at'),
      revokedAt: optional('revoked_at'),
      isValid: computed((row, scope) => scope.holds(row.col('valid'))),
      version: column('version'),
    },
  },
);

/** As the rights contract judges it. */
const isInForce = (row: Row, scope: Scope): Sql =>
  sql`(${scope.holds(row.col('valid'))}
    and exists (select from access.app o where o.id = ${row.col('app_id')} and o.retired_at is null)
    and exists (select from rights.membership m where m.unit_id = ${row.col('unit_id')} and m.alliance_id = ${row.col('alliance_id')} and ${scope.holds(sql`m.valid`)}))`;

export const installationView = viewOf(InstallationSchema, {
  type: 'AppInstallation',
  visible: (row, scope) =>
    any(
      scope.isUnit(row.col('unit_id')),
      scope.isApp(row.col('app_id')),
      scope.coordinates(row.col('alliance_id')),
      answersFor(row.col('app_id'), (unit) => scope.isUnit(unit)),
    ),
  fields: {
    id: id('installation'),
    app: one('App', 'app_id'),
    unit: one('Unit', 'unit_id'),
    alliance: one('Alliance', 'alliance_id'),
    purpose: optionalOne('Term', 'purpose', 'code'),
    since: computed((row) => sql`coalesce(lower(${row.col('valid')}), ${row.col('created_at')})`),
    until: maybe(
      (row) =>
        sql`case when isempty(${row.col('valid')}) then ${row.col('created_at')} else upper(${row.col('valid')}) end`,
    ),
    isInForce: computed(isInForce),
  },
  filters: {
    appId: ofId('app_id', 'app'),
    unitId: ofId('unit_id', 'unit'),
    allianceId: ofId('alliance_id', 'alliance'),
    isInForce: (row, wanted, scope) => sql`${isInForce(row, scope)} = ${wanted.as('boolean')}`,
  },
});

export const appRoots: Readonly<Record<string, Root>> = {
  app: { kind: 'one', type: 'App', argument: 'id', of: 'app' },
  apps: { kind: 'many', type: 'App' },
  appInstallations: { kind: 'many', type: 'AppInstallation' },
};
