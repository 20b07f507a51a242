import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Alliance } from '../../alliances/alliance/alliance.types.ts';
import { File } from '../files/file.types.ts';
import { Unit } from '../unit/unit.types.ts';

const ImportState = {
  QUEUED: 'QUEUED',
  CHECKING: 'CHECKING',
  CHECKED: 'CHECKED',
  WRITING: 'WRITING',
  DONE: 'DONE',
  CANCELLED: 'CANCELLED',
  FAILED: 'FAILED',
} as const;
registerEnumType(ImportState, {
  name: 'ImportState',
  description: 'State of an import (导入状态).',
  valuesConfig: {
    QUEUED: { description: 'Waits for its turn (排队中).' },
    CHECKING: { description: 'Its rows are being read and checked; nothing is written (核对中).' },
    CHECKED: { description: 'Every row is checked; it writes when it is confirmed (待确认).' },
    WRITING: { description: 'Units are being registered, chunk by chunk (写入中).' },
    DONE: { description: 'All that was to be written is written (已完成).' },
    CANCELLED: { description: 'Cancelled; what was written stays (已取消).' },
    FAILED: { description: 'It could not go on, as `failure` says; what was written stays (未完成).' },
  },
});

export const ImportDuplicates = { SKIP: 'SKIP', MERGE: 'MERGE' } as const;
registerEnumType(ImportDuplicates, {
  name: 'ImportDuplicates',
  description: 'What becomes of rows that may be units, or rows, that are there already (疑似重复的处理).',
  valuesConfig: {
    SKIP: { description: 'They are left out, and told (跳过).' },
    MERGE: {
      description:
        'They are taken for that unit: their name becomes another name of it, and numbers that it lacks are added (合并). Only for units that your unit registered and nobody acts for yet; others are left as they are.',
    },
  },
});

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

const { Connection: ImportIssueConnection } = connectionOf(() => ImportIssue, 'ImportIssue', 'issues (导入问题)');

@InputType('ImportIssueFilter', { description: 'Which issues (问题筛选).' })
class ImportIssueFilter {
  @Field(() => [ImportIssueCode], { nullable: true, description: 'Of one of these kinds (问题类型).' })
  code?: string[] | null;
}

const ImportIssueOrder = { ROW: 'ROW' } as const;
registerEnumType(ImportIssueOrder, {
  name: 'ImportIssueOrder',
  description: 'Order of issues (问题排序).',
  valuesConfig: { ROW: { description: 'From the first row on (按行号).' } },
});

const ImportedUnitOutcome = {
  REGISTERED: 'REGISTERED',
  MERGED: 'MERGED',
  UNCHANGED: 'UNCHANGED',
  WITHDRAWN: 'WITHDRAWN',
} as const;
registerEnumType(ImportedUnitOutcome, {
  name: 'ImportedUnitOutcome',
  description: 'What a row of a sheet came to (行的处理结果).',
  valuesConfig: {
    REGISTERED: { description: 'The unit was registered by it (新登记).' },
    MERGED: { description: 'It went into a unit that was there, whose names and numbers it completed (已合并).' },
    UNCHANGED: { description: 'The unit is there already, just so (未变更).' },
    WITHDRAWN: { description: 'The unit was there and has been withdrawn since (已撤销登记).' },
  },
});

@ObjectType('ImportedUnit', {
  description: 'The unit that a row of a sheet came to (导入的单位). For the unit that imports.',
})
class ImportedUnit {
  @Field(() => Int, { description: 'The row (行号), as the program that shows the sheet numbers it.' })
  row!: number;

  @Field(() => ImportedUnitOutcome, { description: 'What became of it (处理结果).' })
  outcome!: keyof typeof ImportedUnitOutcome;

  @Field(() => Unit, {
    nullable: true,
    description: 'The unit that answers for it now (单位); null where it was withdrawn.',
  })
  unit!: Unit | null;
}

const { Connection: ImportedUnitConnection } = connectionOf(
  () => ImportedUnit,
  'ImportedUnit',
  'units of an import (导入的单位)',
);

@InputType('ImportedUnitFilter', { description: 'Which units of an import (导入单位筛选).' })
class ImportedUnitFilter {
  @Field(() => [ImportedUnitOutcome], { nullable: true, description: 'With one of these outcomes (处理结果).' })
  outcome?: string[] | null;
}

const ImportedUnitOrder = { ROW: 'ROW' } as const;
registerEnumType(ImportedUnitOrder, {
  name: 'ImportedUnitOrder',
  description: 'Order of the units of an import (导入单位排序).',
  valuesConfig: { ROW: { description: 'From the first row on (按行号).' } },
});

@ObjectType('ImportJob', {
  implements: Node,
  description:
    'Units from a sheet (单位导入): checked as a whole first, and written chunk by chunk when that is wanted. For the unit that imports.',
})
@Directive('@key(fields: "id")')
export class ImportJob extends Node {
  @Field(() => Unit, { nullable: true, description: 'The unit that imports (导入单位).' })
  unit!: Unit | null;

  @Field(() => Alliance, { nullable: true, description: 'In which alliance (所在联盟).' })
  alliance!: Alliance | null;

  @Field(() => File, { nullable: true, description: 'The sheet (文件); null once its day is past.' })
  file!: File | null;

  @Field(() => File, {
    nullable: true,
    description:
      'The rows that something is wrong with, to be put right and imported anew (带批注的更正表): wrong cells are coloured, and what is wrong stands beside. Null where there are none.',
  })
  correctedFile!: File | null;

  @Field(() => ImportState, { description: 'Its state (状态).' })
  state!: keyof typeof ImportState;

  @Field(() => Boolean, { description: 'Whether it only checks (是否试运行), until it is confirmed.' })
  isDryRun!: boolean;

  @Field(() => ImportDuplicates, { description: 'What becomes of likely duplicates (疑似重复的处理).' })
  duplicates!: keyof typeof ImportDuplicates;

  @Field(() => [Int], { description: 'Rows that are units of their own, whatever they are like (确认不重复的行号).' })
  separateRows!: number[];

  @Field(() => String, { nullable: true, description: 'The name of the sheet that was read (工作表), the first one.' })
  sheet!: string | null;

  @Field(() => Int, { description: 'Rows read (已读行数), without the headings and empty ones.' })
  rowsRead!: number;

  @Field(() => Int, { description: 'Rows with something wrong in them, which are not written (有误行数).' })
  rowsFailed!: number;

  @Field(() => Int, { description: 'Rows that may be duplicates and are left out, or wait (疑似重复行数).' })
  rowsDuplicate!: number;

  @Field(() => Int, { description: 'Rows whose unit is there already, just so (未变更行数).' })
  rowsUnchanged!: number;

  @Field(() => Int, { description: 'Rows whose unit was registered by this import (新登记行数).' })
  rowsWritten!: number;

  @Field(() => Int, { description: 'Rows that were merged into a unit (已合并行数).' })
  rowsMerged!: number;

  @Field(() => String, { nullable: true, description: 'Why it could not go on, and the way out (失败原因).' })
  failure!: string | null;

  @ListField(() => ImportIssueConnection, 'What is wrong with cells and rows (问题), from the first row on.', {
    filter: () => ImportIssueFilter,
    order: () => ImportIssueOrder,
  })
  issues!: unknown;

  @ListField(
    () => ImportedUnitConnection,
    'The units that its rows came to, and what became of each (导入的单位), from the first row on.',
    { filter: () => ImportedUnitFilter, order: () => ImportedUnitOrder },
  )
  units!: unknown;

  @Field(() => DateTime, { description: 'Asked for at (提交时间).' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Checked at (核对完成时间).' })
  checkedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Over at (结束时间).' })
  finishedAt!: string | null;

  @Field(() => Int, {
    description: 'Counts what people did to it (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: ImportJobConnection } = connectionOf(() => ImportJob, 'ImportJob', 'imports (单位导入)');

@InputType('ImportJobFilter', { description: 'Which imports (导入筛选).' })
export class ImportJobFilter {
  @Field(() => [ImportState], { nullable: true, description: 'In one of these states (状态).' })
  state?: string[] | null;
}

export const ImportJobOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(ImportJobOrder, {
  name: 'ImportJobOrder',
  description: 'Order of imports by time of creation (导入排序).',
  valuesConfig: TIME_ORDER,
});
