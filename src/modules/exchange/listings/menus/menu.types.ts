import { Field, InputType, Int, ObjectType } from 'type-graphql';
import {
  AmountField,
  IdField,
  KeyField,
  NestedField,
  NestedListField,
  TextField,
  VersionField,
  WholeNumberField,
} from '../../../../graphql/types/inputs.types.ts';
import { MoneyInput } from '../../../../graphql/types/money-inputs.types.ts';
import { Decimal } from '../../../../graphql/types/scalars.ts';
import { Money } from '../../../../graphql/types/values.types.ts';

@ObjectType('MenuItem', {
  description: 'Something that can be ordered of an offer (菜单项). Seen by whoever sees the offer.',
})
export class MenuItem {
  @Field(() => String, { description: 'Its code in the menu (菜单项代码), by which it is ordered.' })
  code!: string;

  @Field(() => String, { description: 'Its name (名称), e.g. `更换水龙头`.' })
  name!: string;

  @Field(() => String, { description: 'What one of it is (计价单位), e.g. `次`.' })
  unit!: string;

  @Field(() => Money, { nullable: true, description: 'The price of one (单价); null where it is free (免费).' })
  price!: Money | null;

  @Field(() => Decimal, { description: 'How much of the offer one takes (占用量), in the unit of the offer.' })
  takes!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The most of it in one order (每单上限); null where there is none.',
  })
  mostPerOrder!: number | null;
}

@InputType('MenuItemInput', { description: 'Something that can be ordered of an offer (菜单项).' })
class MenuItemInput {
  @TextField('Its code in the menu (菜单项代码): letters, digits and hyphens.', {
    max: 40,
    matching: /^[A-Za-z0-9][A-Za-z0-9-]*$/,
    hint: {
      zh: '须为 1 至 40 个字母、数字或连字符，以字母或数字开头。',
      en: 'must be 1 to 40 letters, digits or hyphens, and begin with a letter or digit.',
    },
  })
  code!: string;

  @TextField('Its name (名称), e.g. `更换水龙头`.', { max: 100 })
  name!: string;

  @TextField('What one of it is (计价单位), e.g. `次`.', { max: 20 })
  unit!: string;

  @NestedField(() => MoneyInput, 'The price of one (单价); free (免费) where it is left out.', { optional: true })
  price?: MoneyInput | null;

  @AmountField('How much of the offer one takes (占用量), in the unit of the offer; 1 unless said.', { optional: true })
  takes?: string | null;

  @WholeNumberField('The most of it in one order (每单上限).', { min: 1, max: 1_000_000, optional: true })
  mostPerOrder?: number | null;
}

@InputType('SetOfferMenuInput', { description: 'What can be ordered of an offer (菜单), as a whole.' })
export class SetOfferMenuInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The offer (供给): of your own unit.')
  offerId!: string;

  @VersionField()
  expectedVersion!: number;

  @NestedListField(
    () => MenuItemInput,
    'All items (菜单项), in their order; none takes the menu away. Orders made before keep their items and prices.',
    { min: 0, max: 100 },
  )
  items!: MenuItemInput[];
}
