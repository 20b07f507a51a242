/** What the acts on places take and answer. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { GeoPointInput } from '../../../../graphql/types/geo-inputs.types.ts';
import {
  AmountField,
  CodesField,
  IdField,
  KeyField,
  NestedField,
  TextField,
  VersionField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { AreaLevel } from '../areas/area-level.types.ts';
import { Place, PlaceStatus } from './place.types.ts';

@InputType()
abstract class PlaceInput {
  @KeyField()
  idempotencyKey!: string;

  @TextField('Its name (名称).', { max: 100 })
  name!: string;

  @TextField('What kind of place it is (类型): the code of a term of the scheme `PLACE_KIND`.', { max: 60 })
  kind!: string;

  @Field(() => AreaLevel, { nullable: true, description: 'The level that it serves (层级).' })
  level?: keyof typeof AreaLevel | null;

  @IdField('The place it belongs to (上级阵地).', { optional: true })
  parentId?: string | null;

  @IdField('The area it is filed under (所在区划).', { optional: true })
  areaId?: string | null;

  @NestedField(() => GeoPointInput, 'Where it is (位置).', { optional: true })
  location?: GeoPointInput | null;

  @AmountField('Its floor area in ㎡ (建筑面积).', { max: 10_000_000, optional: true })
  floorArea?: string | null;

  @CodesField(
    'Which services are offered there (服务内容): codes of terms of the scheme `CATEGORY`; none unless said.',
    30,
  )
  services?: string[] | null;

  @Field(() => Boolean, {
    description:
      'Whether it is open to the public (是否对外开放): of one that is not, others are told where it is to the community only.',
  })
  isPublic!: boolean;
}

@InputType('OpenPlaceInput', { description: 'A place that the unit you act for runs or is going to run (登记阵地).' })
export class OpenPlaceInput extends PlaceInput {
  @Field(() => PlaceStatus, { description: 'Its status (状态): planned, being built or in use.' })
  status!: keyof typeof PlaceStatus;
}

@InputType('UpdatePlaceInput', { description: 'What there is to say about a place, all of it anew (更新阵地).' })
export class UpdatePlaceInput extends PlaceInput {
  @IdField('The place (阵地).')
  placeId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('ChangePlaceStatusInput', { description: 'The new status of a place (变更阵地状态).' })
export class ChangePlaceStatusInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The place (阵地).')
  placeId!: string;

  @VersionField()
  expectedVersion!: number;

  @Field(() => PlaceStatus, { description: 'Its new status (新状态).' })
  status!: keyof typeof PlaceStatus;

  @TextField('Why (原因); needed where it goes out of use or is closed.', { max: 1000, optional: true })
  reason?: string | null;
}

@ObjectType()
abstract class PlacePayload extends Payload {
  @Field(() => Place, { nullable: true, description: 'The place (阵地) as it stands now.' })
  place!: Place | null;
}

@OutcomeOf('openPlace', '登记阵地')
export class OpenPlacePayload extends PlacePayload {}

@OutcomeOf('updatePlace', '更新阵地')
export class UpdatePlacePayload extends PlacePayload {}

@OutcomeOf('changePlaceStatus', '变更阵地状态')
export class ChangePlaceStatusPayload extends PlacePayload {}
