/** What the acts on governing bodies and their seats take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField, KeyField, TextField, VersionField } from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { LocalDate } from '../../../../graphql/types/scalars.ts';
import { GoverningBody } from './body.types.ts';
import { Seat } from './seat.types.ts';

const KIND = 'Its kind (类型): the code of a term of `BODY_KIND`.';
const NAME = 'Name (名称), of no other body that stands in the alliance.';
const PARENT =
  'The body above it (上级机构), of the same alliance, or of another in which the unit that leads this alliance has a seat; left out where there is none.';

@InputType('EstablishBodyInput', { description: 'A governing body of an alliance that you coordinate (设立议事机构).' })
export class EstablishBodyInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The alliance (联盟).')
  allianceId!: string;

  @TextField(KIND, { max: 60 })
  kind!: string;

  @TextField(NAME, { max: 100 })
  name!: string;

  @IdField(PARENT, { optional: true })
  parentId?: string | null;

  @Field(() => LocalDate, { description: 'Established on (设立日期): not to come.' })
  establishedOn!: string;
}

@InputType('ReviseBodyInput', { description: 'All that is told of a governing body, as it is to be (修改议事机构).' })
export class ReviseBodyInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The body (议事机构).')
  bodyId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField(KIND, { max: 60 })
  kind!: string;

  @TextField(NAME, { max: 100 })
  name!: string;

  @IdField(PARENT, { optional: true })
  parentId?: string | null;
}

@InputType('DisbandBodyInput', { description: 'A governing body to be disbanded (撤销议事机构).' })
export class DisbandBodyInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The body (议事机构).')
  bodyId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因): everybody reads it.', { max: 1000 })
  reason!: string;
}

@InputType('AppointToBodyInput', {
  description: 'A seat in a governing body, for a unit that is a member of the alliance (任命席位).',
})
export class AppointToBodyInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The body (议事机构).')
  bodyId!: string;

  @IdField('The unit (席位单位): a member in force.')
  unitId!: string;

  @TextField('What the seat is (席位名称), e.g. `兼职委员`.', { max: 50 })
  title!: string;

  @TextField(
    'By which office in the unit it is taken (对应职务), e.g. `党支部书记`. No name of a person: everybody reads it.',
    {
      max: 50,
    },
  )
  postTitle!: string;

  @Field(() => LocalDate, { description: 'From that day on (任期起), which may lie before today.' })
  since!: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'Until that day, exclusive (任期止): later than `since`; left out where it is open.',
  })
  until?: string | null;
}

@InputType('EndSeatInput', { description: 'A seat that is to end before its term is over (结束席位).' })
export class EndSeatInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The seat (席位).')
  seatId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (原因): everybody reads it.', { max: 1000 })
  reason!: string;
}

@ObjectType()
abstract class BodyPayload extends Payload {
  @Field(() => GoverningBody, { nullable: true, description: 'The body (议事机构) as it stands now.' })
  body!: GoverningBody | null;
}

@ObjectType()
abstract class SeatPayload extends Payload {
  @Field(() => Seat, { nullable: true, description: 'The seat (席位) as it stands now.' })
  seat!: Seat | null;
}

@OutcomeOf('establishBody', '设立议事机构')
export class EstablishBodyPayload extends BodyPayload {}

@OutcomeOf('reviseBody', '修改议事机构')
export class ReviseBodyPayload extends BodyPayload {}

@OutcomeOf('disbandBody', '撤销议事机构')
export class DisbandBodyPayload extends BodyPayload {}

@OutcomeOf('appointToBody', '任命席位')
export class AppointToBodyPayload extends SeatPayload {}

@OutcomeOf('endSeat', '结束席位')
export class EndSeatPayload extends SeatPayload {}
