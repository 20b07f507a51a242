import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../../../graphql/types/connection.types.ts';
import { Quantity } from '../../../../graphql/types/values.types.ts';
import { Offer } from '../../listings/offers/offer.types.ts';

const ReasonKind = { CATEGORY: 'CATEGORY', TIME: 'TIME', DISTANCE: 'DISTANCE' } as const;
registerEnumType(ReasonKind, {
  name: 'ReasonKind',
  description: 'What speaks for a candidate (理由类型).',
  valuesConfig: {
    CATEGORY: { description: 'How well the category fits (类别).' },
    TIME: { description: 'How much of the wanted time it covers (时间).' },
    DISTANCE: { description: 'How near it is (距离).' },
  },
});

@ObjectType('CandidateReason', { description: 'One part of a candidate’s score (理由), for a person to judge.' })
class CandidateReason {
  @Field(() => ReasonKind, { description: 'What it is about (类型).' })
  kind!: keyof typeof ReasonKind;

  @Field(() => Int, { description: 'Points it adds (得分).' })
  points!: number;

  @Field(() => Int, { description: 'Points it could add at most (满分).' })
  outOf!: number;

  @Field(() => String, { description: 'In words (说明), in the language of `Accept-Language`, e.g. `距离 320 米`.' })
  text!: string;
}

@ObjectType('Candidate', {
  description:
    'An offer that could serve a need (候选供给), with its score and the reasons. Computed when asked for, never stored.',
})
class Candidate {
  @Field(() => Offer, { nullable: true, description: 'The offer (供给).' })
  offer!: Offer | null;

  @Field(() => Int, { description: 'Score of 100 (总分): the sum of the reasons’ points.' })
  score!: number;

  @Field(() => [CandidateReason], { description: 'What the score is made of (理由).' })
  reasons!: CandidateReason[];

  @Field(() => Quantity, {
    description:
      'How much of the need it could cover (可覆盖量): what is open of the need, or what is left of the offer if that is less.',
  })
  couldCover!: Quantity;

  @Field(() => Int, {
    nullable: true,
    description: 'Great-circle distance in metres (直线距离, 米); null where a place is missing.',
  })
  distanceMetres!: number | null;
}

export const { Connection: CandidateConnection } = connectionOf(() => Candidate, 'Candidate', 'candidates (候选供给)');

export const CandidateOrder = { BEST: 'BEST', NEAREST: 'NEAREST' } as const;
registerEnumType(CandidateOrder, {
  name: 'CandidateOrder',
  description: 'Order of candidates (候选排序).',
  valuesConfig: {
    BEST: { description: 'Highest score first (总分).' },
    NEAREST: { description: 'Nearest first (距离).' },
  },
});
