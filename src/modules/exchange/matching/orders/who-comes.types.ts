import { Field, InputType } from 'type-graphql';
import { IdField, KeyField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf } from '../../../../graphql/types/payload.types.ts';
import { KnownByNumber } from '../../eligibility/numbers.types.ts';
import { MatchPayload } from '../matches/match-acts.types.ts';

@InputType('CheckWhoComesInput', { description: 'Who came, and for which order (核验到场人).' })
export class CheckWhoComesInput extends KnownByNumber {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The order for somebody (为居民点的单).')
  matchId!: string;
}

@OutcomeOf('checkWhoComes', '核验到场人')
export class CheckWhoComesPayload extends MatchPayload {
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether who has these numbers is who it was ordered for (是否本人), as the unit that ordered knows them; no where it knows them no more. Told with the act and never again: null when it is replayed.',
  })
  isThem!: boolean | null;
}
