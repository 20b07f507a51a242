/** What imports from sheets have in common, whatever stands in the sheet. */
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from './scalars.ts';
import { Node } from './values.types.ts';

export const ImportState = {
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
    WRITING: { description: 'What the rows hold is being written, chunk by chunk (写入中).' },
    DONE: { description: 'All that was to be written is written (已完成).' },
    CANCELLED: { description: 'Cancelled; what was written stays (已取消).' },
    FAILED: { description: 'It could not go on, as `failure` says; what was written stays (未完成).' },
  },
});

@ObjectType()
export abstract class SheetImport extends Node {
  @Field(() => ImportState, { description: 'Its state (状态).' })
  state!: keyof typeof ImportState;

  @Field(() => Boolean, { description: 'Whether it only checks (是否试运行), until it is confirmed.' })
  isDryRun!: boolean;

  @Field(() => String, { nullable: true, description: 'The name of the sheet that was read (工作表), the first one.' })
  sheet!: string | null;

  @Field(() => Int, { description: 'Rows read (已读行数), without the headings and empty ones.' })
  rowsRead!: number;

  @Field(() => Int, { description: 'Rows with something wrong in them, which are not written (有误行数).' })
  rowsFailed!: number;

  @Field(() => String, { nullable: true, description: 'Why it could not go on, and the way out (失败原因).' })
  failure!: string | null;

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
