import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../../graphql/types/connection.types.ts';
import { Unit } from '../unit/unit.types.ts';

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

export const { Connection: ImportedUnitConnection } = connectionOf(
  () => ImportedUnit,
  'ImportedUnit',
  'units of an import (导入的单位)',
);

@InputType('ImportedUnitFilter', { description: 'Which units of an import (导入单位筛选).' })
export class ImportedUnitFilter {
  @Field(() => [ImportedUnitOutcome], { nullable: true, description: 'With one of these outcomes (处理结果).' })
  outcome?: string[] | null;
}

export const ImportedUnitOrder = { ROW: 'ROW' } as const;
registerEnumType(ImportedUnitOrder, {
  name: 'ImportedUnitOrder',
  description: 'Order of the units of an import (导入单位排序).',
  valuesConfig: { ROW: { description: 'From the first row on (按行号).' } },
});
