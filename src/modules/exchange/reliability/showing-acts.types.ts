/** What the act takes and answers by which a unit says to whom its reliability is shown. */
import { Field, InputType } from 'type-graphql';
import type { ReliabilityAudience as Audience } from '../../../domain/exchange/reliability.ts';
import { KeyField, VersionIfAnyField } from '../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../graphql/types/payload.types.ts';
import { UnitReference } from '../references.types.ts';
import { ReliabilityAudience } from './reliability.types.ts';

@InputType('ShowReliabilityInput', {
  description: 'To whom your unit shows how reliable it is (设置履约信誉公开范围).',
})
export class ShowReliabilityInput {
  @KeyField()
  idempotencyKey!: string;

  @VersionIfAnyField()
  expectedVersion?: number | null;

  @Field(() => ReliabilityAudience, { description: 'To whom (公开范围).' })
  to!: Audience;
}

@OutcomeOf('showReliability', '设置履约信誉公开范围')
export class ShowReliabilityPayload extends Payload {
  @Field(() => UnitReference, {
    nullable: true,
    description: 'The unit (单位), with its reliability as it stands now.',
  })
  unit!: UnitReference | null;
}
