import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../../graphql/types/connection.types.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Unit } from '../unit/unit.types.ts';

const ImportIssueCode = {
  MISSING: 'MISSING',
  TOO_LONG: 'TOO_LONG',
  BAD_CHARACTER: 'BAD_CHARACTER',
  FORMULA: 'FORMULA',
  ERROR_VALUE: 'ERROR_VALUE',
  ROUNDED_NUMBER: 'ROUNDED_NUMBER',
  UNKNOWN_KIND: 'UNKNOWN_KIND',
  WRONG_NUMBER: 'WRONG_NUMBER',
  NUMBER_TAKEN: 'NUMBER_TAKEN',
  NUMBERS_OF_TWO_UNITS: 'NUMBERS_OF_TWO_UNITS',
  SAME_NUMBER: 'SAME_NUMBER',
  SAME_NAME: 'SAME_NAME',
  CLOSE_NAME: 'CLOSE_NAME',
} as const;
registerEnumType(ImportIssueCode, {
  name: 'ImportIssueCode',
  description: 'What is wrong with a cell or a row (问题类型). The last three are duplicates, to be confirmed.',
  valuesConfig: {
    MISSING: { description: 'Nothing stands where something must, or it is still to be filled in (缺少必填项).' },
    TOO_LONG: { description: 'It is too long, or too many (过长).' },
    BAD_CHARACTER: { description: 'It holds control characters, or such that could not be read (含非法字符).' },
    FORMULA: { description: 'It is a formula, which is not read (公式).' },
    ERROR_VALUE: { description: 'It is an error of the program (错误值).' },
    ROUNDED_NUMBER: { description: 'A program took a code for a number and rounded it (号码被当作数值).' },
    UNKNOWN_KIND: { description: 'There is no such kind of unit (单位类型不存在).' },
    WRONG_NUMBER: { description: 'A number that is none, or whose check characters do not fit (号码有误).' },
    NUMBER_TAKEN: { description: 'The number stands under another unit, which you may not know (号码已被登记).' },
    NUMBERS_OF_TWO_UNITS: { description: 'The numbers of the row are those of two units (号码分属两单位).' },
    SAME_NUMBER: { description: 'A unit, or a row above, has the number, under another name (号码相同).' },
    SAME_NAME: { description: 'A unit, or a row above, is called the same (名称相同).' },
    CLOSE_NAME: { description: 'A unit, or a row above, is called nearly the same (名称相近).' },
  },
});

@ObjectType('ImportIssue', {
  implements: Node,
  description: 'What is wrong with a cell or a row of a sheet (导入问题). For the unit that imports.',
})
@Directive('@key(fields: "id")')
class ImportIssue extends Node {
  @Field(() => Int, { description: 'The row (行号), as the program that shows the sheet numbers it.' })
  row!: number;

  @Field(() => String, { nullable: true, description: 'The heading of the column (列名); null where it is the row.' })
  column!: string | null;

  @Field(() => String, { nullable: true, description: 'What stands in the cell (单元格内容), cut to 100 characters.' })
  value!: string | null;

  @Field(() => ImportIssueCode, { description: 'What kind of problem (问题类型).' })
  code!: keyof typeof ImportIssueCode;

  @Field(() => String, { description: 'What is wrong and the way out (说明), in the language of `Accept-Language`.' })
  message!: string;

  @Field(() => Unit, { nullable: true, description: 'The unit that it may be (疑似重复的单位).' })
  unit!: Unit | null;

  @Field(() => Int, { nullable: true, description: 'The row above that it may repeat (疑似重复的行号).' })
  otherRow!: number | null;
}

export const { Connection: ImportIssueConnection } = connectionOf(
  () => ImportIssue,
  'ImportIssue',
  'issues (导入问题)',
);

@InputType('ImportIssueFilter', { description: 'Which issues (问题筛选).' })
export class ImportIssueFilter {
  @Field(() => [ImportIssueCode], { nullable: true, description: 'Of one of these kinds (问题类型).' })
  code?: string[] | null;
}

export const ImportIssueOrder = { ROW: 'ROW' } as const;
registerEnumType(ImportIssueOrder, {
  name: 'ImportIssueOrder',
  description: 'Order of issues (问题排序).',
  valuesConfig: { ROW: { description: 'From the first row on (按行号).' } },
});
