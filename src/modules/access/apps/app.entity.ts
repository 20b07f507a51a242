import { defineEntity, p } from '@mikro-orm/core';
import type { AppScope } from '../../../domain/access/roles.ts';

/** A third-party app. What it may see is in its installations. */
export const AppSchema = defineEntity({
  name: 'App',
  schema: 'access',
  tableName: 'app',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    vendor: p.text(),
    purpose: p.text(),
    createdAt: p.datetime(3),
    ownerUnitId: p.uuid().nullable(),
    retiredAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class App extends AppSchema.class {}
AppSchema.setClass(App);

/** A key of an app: its hash, never itself. Row-level security judges every access. */
const AppKeySchema = defineEntity({
  name: 'AppKey',
  schema: 'access',
  tableName: 'app_key',
  properties: {
    id: p.uuid().primary(),
    appId: p.uuid(),
    name: p.text(),
    hash: p.blob(),
    prefix: p.text(),
    valid: p.string().columnType('tstzrange'),
    createdAt: p.datetime(3),
    lastUsedAt: p.datetime(3).nullable(),
    revokedAt: p.datetime(3).nullable(),
    version: p.integer().version(),
  },
});
export class AppKey extends AppKeySchema.class {}
AppKeySchema.setClass(AppKey);

/** What a unit lets an app read of one alliance, and for what, for as long as `valid` holds. */
export const InstallationSchema = defineEntity({
  name: 'Installation',
  schema: 'access',
  tableName: 'installation',
  properties: {
    id: p.uuid().primary(),
    appId: p.uuid(),
    unitId: p.uuid(),
    allianceId: p.uuid(),
    scopes: p.array().$type<AppScope[]>(),
    purpose: p.text().nullable(),
    valid: p.string().columnType('tstzrange'),
    createdAt: p.datetime(3),
    version: p.integer().version(),
  },
});
export class Installation extends InstallationSchema.class {}
InstallationSchema.setClass(Installation);
