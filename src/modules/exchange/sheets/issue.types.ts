import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../graphql/types/connection.types.ts';
import { Node } from '../../../graphql/types/values.types.ts';

const ListingIssueCode = {
  MISSING: 'MISSING',
  TOO_LONG: 'TOO_LONG',
  BAD_CHARACTER: 'BAD_CHARACTER',
  FORMULA: 'FORMULA',
  ERROR_VALUE: 'ERROR_VALUE',
  ROUNDED_NUMBER: 'ROUNDED_NUMBER',
  UNKNOWN_KIND: 'UNKNOWN_KIND',
  UNKNOWN_CATEGORY: 'UNKNOWN_CATEGORY',
  UNKNOWN_VISIBILITY: 'UNKNOWN_VISIBILITY',
  UNKNOWN_ALLIANCE: 'UNKNOWN_ALLIANCE',
  UNKNOWN_RESOURCE: 'UNKNOWN_RESOURCE',
  UNKNOWN_TRACK: 'UNKNOWN_TRACK',
  WRONG_CONDITION: 'WRONG_CONDITION',
  WRONG_QUANTITY: 'WRONG_QUANTITY',
  WRONG_TIME: 'WRONG_TIME',
  WRONG_PLACE: 'WRONG_PLACE',
  WRONG_AUDIENCE: 'WRONG_AUDIENCE',
  SAME_NUMBER: 'SAME_NUMBER',
  REFUSED: 'REFUSED',
  DIFFERENT: 'DIFFERENT',
  HELD_UP: 'HELD_UP',
} as const;
registerEnumType(ListingIssueCode, {
  name: 'ListingIssueCode',
  description:
    'What is wrong with a cell or a row of a sheet of resources, offers or needs (供需导入问题类型). `DIFFERENT` rows change nothing; those of `HELD_UP` are imported.',
  valuesConfig: {
    MISSING: { description: 'Nothing stands where something must, or it is still to be filled in (缺少必填项).' },
    TOO_LONG: { description: 'It is too long, or too many (过长).' },
    BAD_CHARACTER: { description: 'It holds control characters, or such that could not be read (含非法字符).' },
    FORMULA: { description: 'It is a formula, which is not read (公式).' },
    ERROR_VALUE: { description: 'It is an error of the program (错误值).' },
    ROUNDED_NUMBER: { description: 'A program took a text for a number, or lost digits of one (被当作数值).' },
    UNKNOWN_KIND: { description: 'There is no such kind of resource (资源类型不存在).' },
    UNKNOWN_CATEGORY: { description: 'There is no such category in use (类别不存在或已停用).' },
    UNKNOWN_VISIBILITY: { description: 'It does not say who may see it (可见范围有误).' },
    UNKNOWN_ALLIANCE: { description: 'The unit is in no such alliance, or in several called so (联盟不明).' },
    UNKNOWN_RESOURCE: { description: 'The unit has no resource of that number or id (资源不明).' },
    UNKNOWN_TRACK: { description: 'It is no id of a track (赛道不明).' },
    WRONG_CONDITION: { description: 'It is written otherwise than conditions are (适用条件写法有误).' },
    WRONG_QUANTITY: { description: 'It is no amount that can be published (数量有误).' },
    WRONG_TIME: { description: 'It is no time, or one before the start (时间有误).' },
    WRONG_PLACE: { description: 'It is no coordinate, or in no system that is known (坐标有误).' },
    WRONG_AUDIENCE: { description: 'What the unit alone sees names alliances (面向联盟有误).' },
    SAME_NUMBER: { description: 'A row above has the number (自编号重复).' },
    REFUSED: { description: 'What publishing it would be refused for (不能发布).' },
    DIFFERENT: { description: 'The number is published with something else; an import changes nothing (内容不同).' },
    HELD_UP: { description: 'A need whose words a coordinator will review before others read them (将待审核).' },
  },
});

@ObjectType('ListingImportIssue', {
  implements: Node,
  description: 'What is wrong with a cell or a row of such a sheet (供需导入问题). For the unit that imports.',
})
@Directive('@key(fields: "id")')
class ListingImportIssue extends Node {
  @Field(() => Int, { description: 'The row (行号), as the program that shows the sheet numbers it.' })
  row!: number;

  @Field(() => String, { nullable: true, description: 'The heading of the column (列名); null where it is the row.' })
  column!: string | null;

  @Field(() => String, { nullable: true, description: 'What stands in the cell (单元格内容), cut to 100 characters.' })
  value!: string | null;

  @Field(() => ListingIssueCode, { description: 'What kind of problem (问题类型).' })
  code!: keyof typeof ListingIssueCode;

  @Field(() => String, { description: 'What is wrong and the way out (说明), in the language of `Accept-Language`.' })
  message!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The resource, offer or need of your unit that stands under the number (已发布的内容标识).',
  })
  listingId!: string | null;

  @Field(() => Int, { nullable: true, description: 'The row above that has the number (自编号相同的行号).' })
  otherRow!: number | null;
}

export const { Connection: ListingImportIssueConnection } = connectionOf(
  () => ListingImportIssue,
  'ListingImportIssue',
  'issues (供需导入问题)',
);

@InputType('ListingImportIssueFilter', { description: 'Which issues (问题筛选).' })
export class ListingImportIssueFilter {
  @Field(() => [ListingIssueCode], { nullable: true, description: 'Of one of these kinds (问题类型).' })
  code?: string[] | null;
}

export const ListingImportIssueOrder = { ROW: 'ROW' } as const;
registerEnumType(ListingImportIssueOrder, {
  name: 'ListingImportIssueOrder',
  description: 'Order of issues (问题排序).',
  valuesConfig: { ROW: { description: 'From the first row on (按行号).' } },
});
