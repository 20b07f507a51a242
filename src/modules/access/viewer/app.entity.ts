import { defineEntity, p } from '@mikro-orm/core';

/** A third-party app. What it may see is in its grants. */
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
  },
});
export class App extends AppSchema.class {}
AppSchema.setClass(App);

/** What a unit lets an app see of one alliance, for as long as `valid` holds. */
const AppGrantSchema = defineEntity({
  name: 'AppGrant',
  schema: 'access',
  tableName: 'app_grant',
  properties: {
    id: p.uuid().primary(),
    appId: p.uuid(),
    unitId: p.uuid(),
    allianceId: p.uuid(),
    scopes: p.array(),
    valid: p.string().columnType('tstzrange'),
  },
});
export class AppGrant extends AppGrantSchema.class {}
AppGrantSchema.setClass(AppGrant);
