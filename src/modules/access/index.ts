/** 权限与开放: who asks, which hats there are, third-party apps, and the record of what was done. */
import type { Module } from '../../graphql/module.ts';
import { AuditResolver } from './audit/audit.resolver.ts';
import { auditRoots, auditView } from './audit/audit.view.ts';
import { App, AppGrant } from './viewer/app.entity.ts';
import { ViewerResolver } from './viewer/viewer.resolver.ts';
import { appView, hatView, viewerRoots, viewerView } from './viewer/viewer.view.ts';

export const access: Module = {
  name: 'access',
  resolvers: [ViewerResolver, AuditResolver],
  entities: [App, AppGrant],
  read: {
    views: [viewerView, hatView, appView, auditView],
    extensions: {},
    roots: { ...viewerRoots, ...auditRoots },
  },
  rules: { Query: { viewer: 'anyone', auditEntries: 'signedIn' }, Mutation: {} },
  instances: () =>
    new Map<unknown, object>([
      [ViewerResolver, new ViewerResolver()],
      [AuditResolver, new AuditResolver()],
    ]),
};

export { App, AppGrant };
