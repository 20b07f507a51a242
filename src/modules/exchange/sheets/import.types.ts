import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../graphql/types/connection.types.ts';
import { ImportState, SheetImport } from '../../../graphql/types/import.types.ts';
import { Node } from '../../../graphql/types/values.types.ts';
import { AllianceReference, UnitReference } from '../references.types.ts';
import { FileReference } from './file-reference.types.ts';
import { ImportedListingConnection, ImportedListingFilter, ImportedListingOrder } from './imported.types.ts';
import { ListingImportIssueConnection, ListingImportIssueFilter, ListingImportIssueOrder } from './issue.types.ts';

export const ListingKind = { RESOURCE: 'RESOURCE', OFFER: 'OFFER', NEED: 'NEED' } as const;
registerEnumType(ListingKind, {
  name: 'ListingKind',
  description: 'What a sheet holds (表格内容).',
  valuesConfig: {
    RESOURCE: { description: 'What a unit has (资源).' },
    OFFER: { description: 'What it can provide (供给).' },
    NEED: { description: 'What it needs (需求).' },
  },
});

@ObjectType('ListingImport', {
  implements: Node,
  description:
    'Resources, offers or needs from a sheet (供需导入): checked as a whole first, and published chunk by chunk when that is wanted. For the unit that imports.',
})
@Directive('@key(fields: "id")')
export class ListingImport extends SheetImport {
  @Field(() => ListingKind, { description: 'What the sheet holds (表格内容).' })
  kind!: keyof typeof ListingKind;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that imports (导入单位).' })
  unit!: UnitReference | null;

  @Field(() => AllianceReference, {
    nullable: true,
    description:
      'Under the hat of which alliance (所在联盟), for rows that are for an alliance and name none; null where it was asked for under none.',
  })
  alliance!: AllianceReference | null;

  @Field(() => FileReference, { nullable: true, description: 'The sheet (文件); null once its day is past.' })
  file!: FileReference | null;

  @Field(() => FileReference, {
    nullable: true,
    description:
      'The rows that need a hand, to be put right and imported anew (带批注的更正表): wrong cells are coloured, and what is wrong stands beside. Null where there are none.',
  })
  correctedFile!: FileReference | null;

  @Field(() => Int, {
    description: 'Rows whose number is published with something else, which stays as it is (内容不同行数).',
  })
  rowsDifferent!: number;

  @Field(() => Int, { description: 'Rows that are published already, just so (未变更行数).' })
  rowsUnchanged!: number;

  @Field(() => Int, { description: 'Rows that were published by this import (新发布行数).' })
  rowsWritten!: number;

  @ListField(() => ListingImportIssueConnection, 'What is wrong with cells and rows (问题), from the first row on.', {
    filter: () => ListingImportIssueFilter,
    order: () => ListingImportIssueOrder,
  })
  issues!: unknown;

  @ListField(
    () => ImportedListingConnection,
    'What its rows came to (导入的供需), from the first row on; without those that something is wrong with.',
    { filter: () => ImportedListingFilter, order: () => ImportedListingOrder },
  )
  listings!: unknown;
}

export const { Connection: ListingImportConnection } = connectionOf(
  () => ListingImport,
  'ListingImport',
  'imports (供需导入)',
);

@InputType('ListingImportFilter', { description: 'Which imports (供需导入筛选).' })
export class ListingImportFilter {
  @Field(() => [ListingKind], { nullable: true, description: 'Of sheets with one of these (表格内容).' })
  kind?: string[] | null;

  @Field(() => [ImportState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;
}

export const ListingImportOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(ListingImportOrder, {
  name: 'ListingImportOrder',
  description: 'Order of imports by time of creation (供需导入排序).',
  valuesConfig: TIME_ORDER,
});
