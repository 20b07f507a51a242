import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../../graphql/types/connection.types.ts';
import { IdField, KeyField, TextField } from '../../../../graphql/types/inputs.types.ts';
import { YuanField } from '../../../../graphql/types/money-inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime, LocalDate } from '../../../../graphql/types/scalars.ts';
import { Money, Node } from '../../../../graphql/types/values.types.ts';
import { AreaReference, TermReference, UnitReference } from '../../references.types.ts';

@ObjectType('BenefitFrame', {
  implements: Node,
  description:
    'Between what cuts have to lie in an area (优惠幅度), e.g. 3 to 7 yuan: binds every benefit rule for that service at places in it, whose versions begin while it is in force. Public.',
})
@Directive('@key(fields: "id")')
class BenefitFrame extends Node {
  @Field(() => AreaReference, { nullable: true, description: 'The area (区划), with all that lies in it.' })
  area!: AreaReference | null;

  @Field(() => TermReference, { nullable: true, description: 'For what (服务类别), a term of the scheme CATEGORY.' })
  service!: TermReference | null;

  @Field(() => Money, { description: 'The least cut (最低优惠).' })
  least!: Money;

  @Field(() => Money, { description: 'The largest cut (最高优惠).' })
  most!: Money;

  @Field(() => LocalDate, {
    description: 'In force from that day on (生效日), until another of the same area and service is.',
  })
  from!: string;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that set it (规定单位).' })
  unit!: UnitReference | null;

  @Field(() => DateTime, { description: 'Set at (规定时间).' })
  setAt!: string;
}

export const { Connection: BenefitFrameConnection } = connectionOf(
  () => BenefitFrame,
  'BenefitFrame',
  'frames of benefits (优惠幅度)',
);

@InputType('BenefitFrameFilter', { description: 'Which frames of benefits (优惠幅度筛选).' })
export class BenefitFrameFilter {
  @Field(() => ID, { nullable: true, description: 'Of exactly this area (区划).' })
  areaId?: string | null;

  @Field(() => String, { nullable: true, description: 'For this service (服务类别代码).' })
  service?: string | null;
}

export const BenefitFrameOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(BenefitFrameOrder, {
  name: 'BenefitFrameOrder',
  description: 'Order of frames by when they were set (优惠幅度排序).',
  valuesConfig: TIME_ORDER,
});

@InputType('SetBenefitFrameInput', { description: 'Between what cuts have to lie in an area (规定优惠幅度).' })
export class SetBenefitFrameInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The area (区划).')
  areaId!: string;

  @TextField('For what (服务类别): the code of a term of the scheme CATEGORY.', { max: 60 })
  service!: string;

  @YuanField('The least cut (最低优惠).', { orNothing: true })
  least!: string;

  @YuanField('The largest cut (最高优惠).')
  most!: string;

  @Field(() => LocalDate, { description: 'From that day on (生效日), today or later.' })
  from!: string;
}

@OutcomeOf('setBenefitFrame', '规定优惠幅度')
export class SetBenefitFramePayload extends Payload {
  @Field(() => BenefitFrame, { nullable: true, description: 'The frame (优惠幅度).' })
  benefitFrame!: BenefitFrame | null;
}
