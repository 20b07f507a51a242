/** What the acts on imports of listings take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, VersionField } from '../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../graphql/types/payload.types.ts';
import { ListingImport, ListingKind } from './import.types.ts';

@InputType('ImportListingsInput', {
  description: 'A sheet of resources, offers or needs of the unit you act for (导入供需).',
})
export class ImportListingsInput {
  @KeyField()
  idempotencyKey!: string;

  @Field(() => ListingKind, { description: 'What the sheet holds (表格内容).' })
  kind!: keyof typeof ListingKind;

  @IdField(
    'The sheet (文件): XLSX or CSV, sent by `POST /files`; templates are at `/files/templates/resources.xlsx`, `…/offers.xlsx` and `…/needs.xlsx`.',
  )
  fileId!: string;

  @Field(() => Boolean, {
    description: 'Whether it only checks (试运行), until it is confirmed. Otherwise it goes on to publish.',
  })
  dryRun!: boolean;
}

@InputType()
abstract class ChangeListingImportInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The import (导入任务).')
  importId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('ConfirmListingImportInput', { description: 'What was checked is to be published (确认导入).' })
export class ConfirmListingImportInput extends ChangeListingImportInput {}

@InputType('CancelListingImportInput', { description: 'An import that is not to go on (取消导入).' })
export class CancelListingImportInput extends ChangeListingImportInput {}

@ObjectType()
abstract class ListingImportPayload extends Payload {
  @Field(() => ListingImport, { nullable: true, description: 'The import (导入任务) as it stands now.' })
  listingImport!: ListingImport | null;
}

@OutcomeOf('importListings', '导入供需')
export class ImportListingsPayload extends ListingImportPayload {}

@OutcomeOf('confirmListingImport', '确认导入')
export class ConfirmListingImportPayload extends ListingImportPayload {}

@OutcomeOf('cancelListingImport', '取消导入')
export class CancelListingImportPayload extends ListingImportPayload {}
