import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Alliance } from '../../alliances/alliance/alliance.types.ts';
import { File } from '../files/file.types.ts';
import { Unit } from '../unit/unit.types.ts';
import { ImportedUnitConnection, ImportedUnitFilter, ImportedUnitOrder } from './imported-unit.types.ts';
import { ImportIssueConnection, ImportIssueFilter, ImportIssueOrder } from './issue.types.ts';

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
