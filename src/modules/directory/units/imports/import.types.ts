import { Directive, Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { ImportState, SheetImport } from '../../../../graphql/types/import.types.ts';
import { Node } from '../../../../graphql/types/values.types.ts';
import { Alliance } from '../../alliances/alliance/alliance.types.ts';
import { File } from '../files/file.types.ts';
import { Unit } from '../unit/unit.types.ts';
import { ImportedUnitConnection, ImportedUnitFilter, ImportedUnitOrder } from './imported-unit.types.ts';
import { ImportIssueConnection, ImportIssueFilter, ImportIssueOrder } from './issue.types.ts';

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
export class ImportJob extends SheetImport {
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

  @Field(() => ImportDuplicates, { description: 'What becomes of likely duplicates (疑似重复的处理).' })
  duplicates!: keyof typeof ImportDuplicates;

  @Field(() => [Int], { description: 'Rows that are units of their own, whatever they are like (确认不重复的行号).' })
  separateRows!: number[];

  @Field(() => Int, { description: 'Rows that may be duplicates and are left out, or wait (疑似重复行数).' })
  rowsDuplicate!: number;

  @Field(() => Int, { description: 'Rows whose unit is there already, just so (未变更行数).' })
  rowsUnchanged!: number;

  @Field(() => Int, { description: 'Rows whose unit was registered by this import (新登记行数).' })
  rowsWritten!: number;

  @Field(() => Int, { description: 'Rows that were merged into a unit (已合并行数).' })
  rowsMerged!: number;

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
