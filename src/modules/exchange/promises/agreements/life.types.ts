/** When an agreement stood still, and what notices were given of it. */
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { UnitReference } from '../../references.types.ts';

@ObjectType('AgreementSuspension', {
  description:
    'A time for which an agreement stands still (协议中止). What is due later is put off by as long as that is.',
})
export class AgreementSuspension {
  @Field(() => UnitReference, { nullable: true, description: 'The unit that said so (中止单位).' })
  by!: UnitReference | null;

  @Field(() => String, { description: 'Why (中止原因).' })
  reason!: string;

  @Field(() => DateTime, { description: 'Since when (中止时间).' })
  since!: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when, as was said then (拟恢复时间): from then on it goes on by itself. Null: until a party says so.',
  })
  until!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was over (恢复时间); null while it lasts.' })
  endedAt!: string | null;

  @Field(() => UnitReference, {
    nullable: true,
    description: 'The unit that said that it goes on (恢复单位); null where nobody had to.',
  })
  resumedBy!: UnitReference | null;
}

@ObjectType('AgreementTermination', { description: 'A notice that a party gave of an agreement (终止通知).' })
export class AgreementTermination {
  @Field(() => UnitReference, { nullable: true, description: 'The unit that gave it (通知单位).' })
  by!: UnitReference | null;

  @Field(() => String, { description: 'Why (终止原因).' })
  reason!: string;

  @Field(() => DateTime, { description: 'When (通知时间).' })
  givenAt!: string;

  @Field(() => DateTime, { description: 'When it takes effect (生效时间).' })
  effectiveAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was withdrawn (撤回时间); null where it stands.' })
  withdrawnAt!: string | null;
}
