import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { KeyField, TextField, VersionIfAnyField } from '../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { UnitReference } from '../references.types.ts';

export const DataKind = { CONTACT: 'CONTACT', OFFERS: 'OFFERS', NEEDS: 'NEEDS' } as const;
registerEnumType(DataKind, {
  name: 'DataKind',
  description: 'What of its data a unit shares (数据类别).',
  valuesConfig: {
    CONTACT: { description: 'Whom to call at the unit (联系人).' },
    OFFERS: { description: 'Its resources, slots and offers that are shown to alliances (资源与供给).' },
    NEEDS: { description: 'Its needs that are shown to alliances (需求).' },
  },
});

const SharingAttribute = { UNCONDITIONAL: 'UNCONDITIONAL', CONDITIONAL: 'CONDITIONAL', NONE: 'NONE' } as const;
registerEnumType(SharingAttribute, {
  name: 'SharingAttribute',
  description: 'Whether data is shared (共享属性), as decree 809 puts it.',
  valuesConfig: {
    UNCONDITIONAL: { description: 'With every unit that asks, at once (无条件共享).' },
    CONDITIONAL: { description: 'With units whose request is granted (有条件共享).' },
    NONE: {
      description:
        'With nobody by agreement, for a reason (不予共享): what was shared before is read no more. Alliances go on seeing what is shown to them.',
    },
  },
});

@ObjectType('CatalogueItem', {
  description: 'An item of the data catalogue of a unit (数据目录项): whether it shares a kind of its data. Public.',
})
export class CatalogueItem {
  @Field(() => DataKind, { description: 'Which data (数据类别).' })
  kind!: keyof typeof DataKind;

  @Field(() => SharingAttribute, {
    description: 'Whether it is shared (共享属性): `CONDITIONAL` where the unit has said nothing.',
  })
  attribute!: keyof typeof SharingAttribute;

  @Field(() => String, {
    nullable: true,
    description: 'On which condition (共享条件), or why it is not shared (不予共享理由).',
  })
  note!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Said at (更新时间); null where the unit has said nothing.',
  })
  changedAt!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Counts its changes (版本), from 1; send it back as `expectedVersion`. Null where the unit has said nothing.',
  })
  version!: number | null;
}

@InputType('SetDataItemInput', {
  description: 'Whether the unit you act for shares a kind of its data (设置数据目录).',
})
export class SetDataItemInput {
  @KeyField()
  idempotencyKey!: string;

  @VersionIfAnyField()
  expectedVersion?: number | null;

  @Field(() => DataKind, { description: 'Which data (数据类别).' })
  kind!: keyof typeof DataKind;

  @Field(() => SharingAttribute, { description: 'Whether it is shared (共享属性).' })
  attribute!: keyof typeof SharingAttribute;

  @TextField(
    'On which condition it is shared (共享条件), or why it is not (不予共享理由): needed unless it is shared without condition. Public.',
    { max: 500, optional: true },
  )
  note?: string | null;
}

@OutcomeOf('setDataItem', '设置数据目录')
export class SetDataItemPayload extends Payload {
  @Field(() => UnitReference, { nullable: true, description: 'The unit (单位), with its catalogue as it stands now.' })
  unit!: UnitReference | null;
}
