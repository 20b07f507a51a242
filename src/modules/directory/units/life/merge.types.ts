/** What it takes to merge two units that are one. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { Unit } from '../unit/unit.types.ts';

@InputType('MergeUnitsInput', { description: 'Two units that are one (合并单位), by who registered both.' })
export class MergeUnitsInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit that goes (被并入的单位): its id answers with the other from then on.')
  fromUnitId!: string;

  @IdField('The unit that stays (保留的单位).')
  intoUnitId!: string;

  @TextField('Why (合并原因).', { max: 200 })
  reason!: string;
}

@InputType('UndoMergeUnitsInput', { description: 'Two units that are two after all (撤销合并).' })
export class UndoMergeUnitsInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The unit that went (被并入的单位), by the id it had.')
  mergedUnitId!: string;
}

@ObjectType()
abstract class MergePayload extends Payload {
  @Field(() => Unit, { nullable: true, description: 'The unit (单位) that is there.' })
  unit!: Unit | null;
}

@OutcomeOf('mergeUnits', '合并单位')
export class MergeUnitsPayload extends MergePayload {}

@OutcomeOf('undoMergeUnits', '撤销合并')
export class UndoMergeUnitsPayload extends MergePayload {}
