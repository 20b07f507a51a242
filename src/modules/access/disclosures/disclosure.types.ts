import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { DISCLOSED_MINUTES } from '../../../domain/access/disclosure.ts';
import { connectionOf, TIME_ORDER } from '../../../graphql/types/connection.types.ts';
import { IdField, KeyField, TextField } from '../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { Node } from '../../../graphql/types/values.types.ts';
import { AllianceReference, TermReference, UnitReference } from '../references.types.ts';

@ObjectType('DisclosureRecord', {
  implements: Node,
  description:
    'That somebody was shown in full what is masked to them (去标识查看记录): of whom, by which unit, what for, for how long. Never changed. Seen by the unit that looked and by the one looked at (PIPL art. 44: who handled my data, and why).',
})
@Directive('@key(fields: "id")')
class DisclosureRecord extends Node {
  @Field(() => ID, {
    description:
      'Whose data (查看对象): the global id of the unit whose contact it is, or of the beneficiary; for `node`.',
  })
  subjectId!: string;

  @Field(() => UnitReference, {
    nullable: true,
    description:
      'The unit whose data it is (被查看单位): whose contact, or whose need the person is the beneficiary of.',
  })
  ofUnit!: UnitReference | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that looked (查看单位).' })
  unit!: UnitReference | null;

  @Field(() => AllianceReference, { nullable: true, description: 'Under which alliance hat (联盟); null without one.' })
  alliance!: AllianceReference | null;

  @Field(() => TermReference, { nullable: true, description: 'What for (用途), a term of the scheme PURPOSE.' })
  purpose!: TermReference | null;

  @Field(() => String, { description: 'What for, in the words of who looked (事由).' })
  reason!: string;

  @Field(() => DateTime, { description: 'From (起始时间).' })
  since!: string;

  @Field(() => DateTime, { description: 'Until, exclusive (截止时间).' })
  until!: string;
}

export const { Connection: DisclosureRecordConnection } = connectionOf(
  () => DisclosureRecord,
  'DisclosureRecord',
  'disclosures (去标识查看记录)',
);

@InputType('DisclosureRecordFilter', { description: 'Which disclosures (查看记录筛选).' })
export class DisclosureRecordFilter {
  @Field(() => ID, { nullable: true, description: 'Of what this id names (查看对象).' })
  subjectId?: string | null;

  @Field(() => ID, { nullable: true, description: 'To this unit (查看单位).' })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of data of this unit (被查看单位).' })
  ofUnitId?: string | null;
}

export const DisclosureRecordOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(DisclosureRecordOrder, {
  name: 'DisclosureRecordOrder',
  description: 'Order of disclosures by time (查看记录排序).',
  valuesConfig: TIME_ORDER,
});

@InputType('DiscloseInput', { description: 'What is masked to you and what you need it for (去标识查看).' })
export class DiscloseInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('Whose data (查看对象): the unit whose contact, or the beneficiary, that you see masked.')
  subjectId!: string;

  @TextField('What for (用途): the code of a term of the scheme PURPOSE, e.g. `emergency.contact`.', { max: 60 })
  purpose!: string;

  @TextField('What for, in your words (事由): whoever it is about can read it.', { max: 200 })
  reason!: string;
}

@OutcomeOf('disclose', '去标识查看')
export class DisclosePayload extends Payload {
  @Field(() => DisclosureRecord, {
    nullable: true,
    description: `The disclosure (查看记录): for ${DISCLOSED_MINUTES} minutes you read in full what was masked, as long as you go on seeing it at all, and a beneficiary of another unit as long as the person consents.`,
  })
  disclosure!: DisclosureRecord | null;
}
