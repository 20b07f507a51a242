import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../graphql/types/connection.types.ts';
import { Need } from '../listings/needs/need.types.ts';
import { Offer } from '../listings/offers/offer.types.ts';
import { Resource } from '../resources/resources/resource.types.ts';

const ImportedListingOutcome = { PUBLISHED: 'PUBLISHED', UNCHANGED: 'UNCHANGED', DIFFERENT: 'DIFFERENT' } as const;
registerEnumType(ImportedListingOutcome, {
  name: 'ImportedListingOutcome',
  description: 'What a row of a sheet of resources, offers or needs came to (行的处理结果).',
  valuesConfig: {
    PUBLISHED: { description: 'It was published by this import (新发布).' },
    UNCHANGED: { description: 'It is there already, just so (未变更).' },
    DIFFERENT: { description: 'Its number is there with something else, which stays as it is (内容不同，未修改).' },
  },
});

@ObjectType('ImportedListing', {
  description: 'The resource, offer or need that a row of a sheet came to (导入的供需). For the unit that imports.',
})
class ImportedListing {
  @Field(() => Int, { description: 'The row (行号), as the program that shows the sheet numbers it.' })
  row!: number;

  @Field(() => ImportedListingOutcome, { description: 'What became of it (处理结果).' })
  outcome!: keyof typeof ImportedListingOutcome;

  @Field(() => Resource, { nullable: true, description: 'The resource (资源), where the sheet holds resources.' })
  resource!: Resource | null;

  @Field(() => Offer, { nullable: true, description: 'The offer (供给), where the sheet holds offers.' })
  offer!: Offer | null;

  @Field(() => Need, { nullable: true, description: 'The need (需求), where the sheet holds needs.' })
  need!: Need | null;
}

export const { Connection: ImportedListingConnection } = connectionOf(
  () => ImportedListing,
  'ImportedListing',
  'what rows came to (导入的供需)',
);

@InputType('ImportedListingFilter', { description: 'Which rows that came to something (导入结果筛选).' })
export class ImportedListingFilter {
  @Field(() => [ImportedListingOutcome], { nullable: true, description: 'With one of these outcomes (处理结果).' })
  outcome?: string[] | null;
}

export const ImportedListingOrder = { ROW: 'ROW' } as const;
registerEnumType(ImportedListingOrder, {
  name: 'ImportedListingOrder',
  description: 'Order of what rows came to (导入结果排序).',
  valuesConfig: { ROW: { description: 'From the first row on (按行号).' } },
});
