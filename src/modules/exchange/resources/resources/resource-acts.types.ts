/** What the acts on resources take and answer; slots have theirs beside them. */
import { Field, InputType } from 'type-graphql';
import { GeoPointInput } from '../../../../graphql/types/geo-inputs.types.ts';
import {
  IdField,
  IdListField,
  KeyField,
  NestedField,
  TextField,
  VersionField,
} from '../../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { Visibility } from '../../listings/listing/listing.types.ts';
import { ResourceKind } from './kind.types.ts';
import { Resource } from './resource.types.ts';

@InputType()
abstract class ResourceSaid {
  @KeyField()
  idempotencyKey!: string;

  @TextField('Name (名称).', { max: 100 })
  name!: string;

  @TextField('What it is good for, and what to mind (说明).', { max: 2000 })
  description!: string;

  @TextField('Category code (类别代码), e.g. `space.hall`; see `terms`.', { max: 60, optional: true })
  category?: string | null;

  @IdField('The place it is at (所在阵地), one that is not closed.', { optional: true })
  placeId?: string | null;

  @TextField('Where it is, in words (地点).', { max: 200, optional: true })
  placeName?: string | null;

  @NestedField(() => GeoPointInput, 'Where it is on the map (位置).', { optional: true })
  location?: GeoPointInput | null;
}

@InputType('PublishResourceInput', { description: 'A resource of the unit you act for (发布资源).' })
export class PublishResourceInput extends ResourceSaid {
  @Field(() => ResourceKind, { description: 'Kind (类型).' })
  kind!: keyof typeof ResourceKind;

  @Field(() => Visibility, { description: 'Who may see it (可见范围).' })
  visibility!: keyof typeof Visibility;

  @IdListField('The alliances it is shown to (面向的联盟); for `ALLIANCE` the alliance of your hat unless said.', {
    max: 20,
    optional: true,
  })
  audience?: string[] | null;
}

@InputType('UpdateResourceInput', {
  description:
    'A resource of your unit, said anew (修改资源). What is left out is taken away; its kind and whom it is shown to stay.',
})
export class UpdateResourceInput extends ResourceSaid {
  @IdField('The resource (资源).')
  resourceId!: string;

  @VersionField()
  expectedVersion!: number;
}

@InputType('RetireResourceInput', { description: 'A resource of your unit that is no longer to be had (停用资源).' })
export class RetireResourceInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The resource (资源).')
  resourceId!: string;

  @VersionField()
  expectedVersion!: number;

  @TextField('Why (停用原因): for whoever sees the resource.', { max: 200 })
  reason!: string;
}

@InputType('RecordResourceConditionInput', { description: 'How a resource of your unit is (记录资源状况).' })
export class RecordResourceConditionInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The resource (资源).')
  resourceId!: string;

  @TextField('How it is (状况代码), e.g. `condition.good`; see `terms` of the scheme RESOURCE_CONDITION.', { max: 60 })
  condition!: string;

  @TextField('More about it (补充说明): for whoever sees the resource.', { max: 200, optional: true })
  note?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was seen to be so (查看时间); now unless said.' })
  seenAt?: Date | null;
}

@OutcomeOf('publishResource', '发布资源')
export class PublishResourcePayload extends Payload {
  @Field(() => Resource, { nullable: true, description: 'The resource (资源).' })
  resource!: Resource | null;
}

@OutcomeOf('updateResource', '修改资源')
export class UpdateResourcePayload extends Payload {
  @Field(() => Resource, { nullable: true, description: 'The resource (资源).' })
  resource!: Resource | null;
}

@OutcomeOf('retireResource', '停用资源')
export class RetireResourcePayload extends Payload {
  @Field(() => Resource, { nullable: true, description: 'The resource (资源).' })
  resource!: Resource | null;
}

@OutcomeOf('recordResourceCondition', '记录资源状况')
export class RecordResourceConditionPayload extends Payload {
  @Field(() => Resource, { nullable: true, description: 'The resource (资源).' })
  resource!: Resource | null;
}
