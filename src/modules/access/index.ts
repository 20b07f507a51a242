/** 权限与开放: who asks, which hats there are, third-party apps, and the record of what was done. */
import type { Module } from '../../graphql/module.ts';
import { AuditResolver } from './audit/audit.resolver.ts';
import { auditRoots, auditView } from './audit/audit.view.ts';
import { App, AppKey, Installation } from './apps/app.entity.ts';
import { Login } from './apps/login.entity.ts';
import { Disclosure } from './disclosures/disclosure.entity.ts';
import { DataItem, SharingAgreement } from './sharing/sharing.entity.ts';
import { ViewerResolver } from './viewer/viewer.resolver.ts';
import { appView, hatView, viewerRoots, viewerView } from './viewer/viewer.view.ts';

export const access: Module = {
  name: 'access',
  resolvers: [ViewerResolver, AuditResolver],
  entities: [App, AppKey, Installation, Login, DataItem, SharingAgreement, Disclosure],
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

export { App, Installation };
