/** 权限与开放: who asks, which hats there are, third-party apps, and the record of what was done. */
import type { Module } from '../../graphql/module.ts';
import { AuditResolver } from './audit/audit.resolver.ts';
import { auditRoots, auditView } from './audit/audit.view.ts';
import { App, AppKey, Installation } from './apps/app.entity.ts';
import { AppKeyResolver } from './apps/app-key.resolver.ts';
import { AppKeyService } from './apps/app-key.service.ts';
import { AppResolver } from './apps/app.resolver.ts';
import { AppService } from './apps/app.service.ts';
import { dissolutions } from './sharing/dissolution.events.ts';
import { departures } from './apps/departure.events.ts';
import { appKeyView, appRoots, appView, installationView } from './apps/app.view.ts';
import { InstallationResolver } from './apps/installation.resolver.ts';
import { InstallationService } from './apps/installation.service.ts';
import { Login } from './apps/login.entity.ts';
import { CatalogueResolver } from './catalogue/catalogue.resolver.ts';
import { CatalogueService } from './catalogue/catalogue.service.ts';
import { catalogueView, dataItems } from './catalogue/catalogue.view.ts';
import { DataItem } from './catalogue/data-item.entity.ts';
import { Consent } from './consents/consent.entity.ts';
import { ConsentResolver } from './consents/consent.resolver.ts';
import { ConsentService, erasures } from './consents/consent.service.ts';
import { consentsOfSubject, consentView } from './consents/consent.view.ts';
import { DisclosureResolver } from './disclosures/disclosure.resolver.ts';
import { DisclosureService } from './disclosures/disclosure.service.ts';
import { disclosureRoots, disclosureView } from './disclosures/disclosure.view.ts';
import { Disclosure } from './disclosures/disclosure.entity.ts';
import { SharingAgreement } from './sharing/sharing.entity.ts';
import { requestedSharing } from './sharing/sharing.pending.ts';
import { SharingResolver } from './sharing/sharing.resolver.ts';
import { SharingService } from './sharing/sharing.service.ts';
import { sharingAgreements, sharingRoots, sharingView } from './sharing/sharing.view.ts';
import { subjectReferences } from './viewer/subjects.types.ts';
import { ViewerResolver } from './viewer/viewer.resolver.ts';
import { hatView, viewerRoots, viewerView } from './viewer/viewer.view.ts';

export const access: Module = {
  name: 'access',
  references: subjectReferences,
  resolvers: [
    ViewerResolver,
    AuditResolver,
    AppResolver,
    AppKeyResolver,
    InstallationResolver,
    CatalogueResolver,
    SharingResolver,
    DisclosureResolver,
    ConsentResolver,
  ],
  entities: [App, AppKey, Installation, Login, DataItem, SharingAgreement, Disclosure, Consent],
  read: {
    views: [
      viewerView,
      hatView,
      appView,
      appKeyView,
      installationView,
      catalogueView,
      sharingView,
      disclosureView,
      consentView,
      auditView,
    ],
    extensions: { Unit: { dataItems, sharingAgreements }, Beneficiary: consentsOfSubject, Person: consentsOfSubject },
    roots: { ...viewerRoots, ...appRoots, ...sharingRoots, ...disclosureRoots, ...auditRoots },
  },
  pending: [requestedSharing],
  rules: {
    Query: {
      viewer: 'anyone',
      app: 'anyone',
      apps: 'anyone',
      appInstallations: 'signedIn',
      sharingAgreement: 'signedIn',
      sharingAgreements: 'signedIn',
      disclosures: 'signedIn',
      auditEntries: 'signedIn',
    },
    Mutation: {
      registerApp: 'signedIn',
      retireApp: 'signedIn',
      createAppKey: 'signedIn',
      revokeAppKey: 'signedIn',
      installApp: 'signedIn',
      uninstallApp: 'signedIn',
      recordConsent: 'signedIn',
      consentToUse: 'signedIn',
      withdrawConsent: 'signedIn',
      setDataItem: 'signedIn',
      requestSharing: 'signedIn',
      grantSharing: 'signedIn',
      refuseSharing: 'signedIn',
      withdrawSharing: 'signedIn',
      disclose: 'signedIn',
    },
  },
  hears: { ...erasures, ...departures, ...dissolutions },
  instances: (work) =>
    new Map<unknown, object>([
      [ViewerResolver, new ViewerResolver()],
      [AuditResolver, new AuditResolver()],
      [AppResolver, new AppResolver(new AppService(work))],
      [AppKeyResolver, new AppKeyResolver(new AppKeyService(work))],
      [DisclosureResolver, new DisclosureResolver(new DisclosureService(work))],
      [InstallationResolver, new InstallationResolver(new InstallationService(work))],
      [ConsentResolver, new ConsentResolver(new ConsentService(work))],
      [CatalogueResolver, new CatalogueResolver(new CatalogueService(work))],
      [SharingResolver, new SharingResolver(new SharingService(work))],
    ]),
};

export { App, Installation };
