/** What the acts on imports take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { Likeness } from '../../../../graphql/errors/likeness-errors.types.ts';
import { IdField, KeyField, RowsField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { ImportDuplicates, ImportJob } from './import.types.ts';

@InputType('ImportUnitsInput', { description: 'A sheet of units that are to join (导入单位), by a coordinator.' })
export class ImportUnitsInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The sheet (文件): XLSX or CSV, sent by `POST /files`; the template is at `/files/units-template.xlsx`.')
  fileId!: string;

  @Field(() => Boolean, {
    description:
      'Whether it only checks (试运行), until it is confirmed. Otherwise it goes on to write, and leaves likely duplicates out.',
  })
  dryRun!: boolean;
}

@InputType('ConfirmUnitImportInput', { description: 'What was checked is to be written (确认导入).' })
export class ConfirmUnitImportInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The import (导入任务).')
  importId!: string;

  @VersionField()
  expectedVersion!: number;

  @Field(() => ImportDuplicates, { description: 'What becomes of likely duplicates (疑似重复的处理).' })
  duplicates!: keyof typeof ImportDuplicates;

  @RowsField('Rows that may be duplicates and are units of their own (确认不重复的行号), at most 1000.', { max: 1_000 })
  separateRows?: number[] | null;

  @Field(() => [Likeness], {
    nullable: true,
    description:
      'All rows that wait because they are called so, and are units of their own (按原因确认不重复), beside those of `separateRows`.',
  })
  separateLikenesses?: (keyof typeof Likeness)[] | null;
}

@InputType('CancelUnitImportInput', { description: 'An import that is not to go on (取消导入).' })
export class CancelUnitImportInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The import (导入任务).')
  importId!: string;

  @VersionField()
  expectedVersion!: number;
}

@ObjectType()
abstract class ImportPayload extends Payload {
  @Field(() => ImportJob, { nullable: true, description: 'The import (导入任务) as it stands now.' })
  importJob!: ImportJob | null;
}

@OutcomeOf('importUnits', '导入单位')
export class ImportUnitsPayload extends ImportPayload {}

@OutcomeOf('confirmUnitImport', '确认导入')
export class ConfirmUnitImportPayload extends ImportPayload {}

@OutcomeOf('cancelUnitImport', '取消导入')
export class CancelUnitImportPayload extends ImportPayload {}
