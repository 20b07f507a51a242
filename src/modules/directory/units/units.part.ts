/** Units (单位): their names, numbers, classes and kinds, how they are registered, merged and dissolved, and the sheets they come from. */
import { File } from '../../../data/file.entity.ts';
import type { Part } from '../../../graphql/module.ts';
import { ClassificationScheme, UnitClassification } from './classifications/classification.entity.ts';
import { ClassificationResolver } from './classifications/classification.resolver.ts';
import { ClassificationService } from './classifications/classification.service.ts';
import {
  classificationRoots,
  classificationSchemeView,
  classificationView,
} from './classifications/classification.view.ts';
import { DeleteFileService } from './files/delete-file.service.ts';
import { FileResolver } from './files/file.resolver.ts';
import { fileRoots, fileView } from './files/file.view.ts';
import { UnitIdentifier } from './identifiers/identifier.entity.ts';
import { unverifiedIdentifiers } from './identifiers/identifier.pending.ts';
import { IdentifierResolver } from './identifiers/identifier.resolver.ts';
import { IdentifierService } from './identifiers/identifier.service.ts';
import { identifierView } from './identifiers/identifier.view.ts';
import { ImportIssue, ImportJob } from './imports/import.entity.ts';
import { checkedImports } from './imports/import.pending.ts';
import { ImportResolver } from './imports/import.resolver.ts';
import { ImportService } from './imports/import.service.ts';
import { importedUnitView, importIssueView, importJobView, importRoots } from './imports/import.view.ts';
import { DissolveService } from './life/dissolve.service.ts';
import { FormerKind } from './life/former-kind.entity.ts';
import { FormerName } from './life/former-name.entity.ts';
import { formerKindView, formerNameView } from './life/former-name.view.ts';
import { MergeResolver } from './life/merge.resolver.ts';
import { MergeService } from './life/merge.service.ts';
import { RegistrationWithdrawal } from './life/withdrawal.entity.ts';
import { WithdrawalResolver } from './life/withdrawal.resolver.ts';
import { WithdrawalService } from './life/withdrawal.service.ts';
import { withdrawalView } from './life/withdrawal.view.ts';
import { ReclassifyService } from './life/reclassify.service.ts';
import { RegisterResolver } from './unit/register.resolver.ts';
import { RegisterService } from './unit/register.service.ts';
import { RenameResolver } from './life/rename.resolver.ts';
import { RenameService } from './life/rename.service.ts';
import { UnitLifeResolver } from './life/unit-life.resolver.ts';
import { Unit, UnitContact, UnitContactMask, UnitContactRemoval } from './unit/unit.entity.ts';
import { UnitResolver } from './unit/unit.resolver.ts';
import { UnitService } from './unit/unit.service.ts';
import { unitRoots, unitView } from './unit/unit.view.ts';

export const units: Part = {
  resolvers: [
    UnitResolver,
    RenameResolver,
    RegisterResolver,
    MergeResolver,
    WithdrawalResolver,
    UnitLifeResolver,
    IdentifierResolver,
    ClassificationResolver,
    FileResolver,
    ImportResolver,
  ],
  entities: [
    Unit,
    UnitContact,
    UnitContactMask,
    UnitContactRemoval,
    UnitIdentifier,
    FormerName,
    FormerKind,
    RegistrationWithdrawal,
    ClassificationScheme,
    UnitClassification,
    File,
    ImportJob,
    ImportIssue,
  ],
  views: [
    unitView,
    formerNameView,
    formerKindView,
    withdrawalView,
    identifierView,
    classificationSchemeView,
    classificationView,
    fileView,
    importJobView,
    importIssueView,
    importedUnitView,
  ],
  pending: [unverifiedIdentifiers, checkedImports],
  roots: { ...unitRoots, ...classificationRoots, ...fileRoots, ...importRoots },
  rules: {
    Query: {
      unit: 'anyone',
      units: 'anyone',
      classificationSchemes: 'anyone',
      file: 'signedIn',
      importJob: 'signedIn',
      importJobs: 'signedIn',
    },
    Mutation: {
      updateUnitContact: 'signedIn',
      removeUnitContact: 'signedIn',
      renameUnit: 'signedIn',
      reclassifyUnit: 'signedIn',
      dissolveUnit: 'signedIn',
      registerUnit: 'signedIn',
      mergeUnits: 'signedIn',
      undoMergeUnits: 'signedIn',
      withdrawRegistration: 'signedIn',
      deleteFile: 'signedIn',
      importUnits: 'signedIn',
      confirmUnitImport: 'signedIn',
      cancelUnitImport: 'signedIn',
      addUnitIdentifier: 'signedIn',
      overrideUnitIdentifier: 'signedIn',
      verifyUnitIdentifier: 'signedIn',
      removeUnitIdentifier: 'signedIn',
      classifyUnit: 'signedIn',
      endClassification: 'signedIn',
    },
  },
  instances: (work) => [
    [UnitResolver, new UnitResolver(new UnitService(work))],
    [RenameResolver, new RenameResolver(new RenameService(work))],
    [UnitLifeResolver, new UnitLifeResolver(new ReclassifyService(work), new DissolveService(work))],
    [RegisterResolver, new RegisterResolver(new RegisterService(work))],
    [MergeResolver, new MergeResolver(new MergeService(work))],
    [WithdrawalResolver, new WithdrawalResolver(new WithdrawalService(work))],
    [IdentifierResolver, new IdentifierResolver(new IdentifierService(work))],
    [ClassificationResolver, new ClassificationResolver(new ClassificationService(work))],
    [FileResolver, new FileResolver(new DeleteFileService(work))],
    [ImportResolver, new ImportResolver(new ImportService(work))],
  ],
};
