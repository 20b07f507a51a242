import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ListField } from '../../../graphql/types/connection.types.ts';
import { PostRole } from '../../../graphql/types/roles.types.ts';
import { App } from '../apps/app.types.ts';
import { ConsentingPerson } from '../consents/consent.types.ts';
import { AllianceReference, UnitReference } from '../references.types.ts';
import { PendingItemConnection, PendingItemFilter, PendingItemOrder } from './pending.types.ts';

const ViewerKind = { ANONYMOUS: 'ANONYMOUS', PERSON: 'PERSON', APP: 'APP' } as const;
registerEnumType(ViewerKind, {
  name: 'ViewerKind',
  description: 'Who asks (访问者类型).',
  valuesConfig: {
    ANONYMOUS: { description: 'Nobody signed in: public rows only (未登录).' },
    PERSON: { description: 'A person who holds posts (人员).' },
    APP: { description: 'A third-party app (第三方应用).' },
  },
});

const HatRole = { OPERATOR: 'OPERATOR', COORDINATOR: 'COORDINATOR', APP: 'APP' } as const;
registerEnumType(HatRole, {
  name: 'HatRole',
  description: 'What a hat allows (身份权限).',
  valuesConfig: {
    OPERATOR: { description: 'To act for the unit (经办人).' },
    COORDINATOR: { description: 'To act for the unit and to coordinate the alliance (联盟协调员).' },
    APP: { description: 'To read what the unit granted of the alliance (第三方应用).' },
  },
});

@ObjectType('Hat', {
  description:
    'A hat you can put on (身份): a unit, and an alliance it is in. Send their ids as `X-Acting-Unit` and `X-Acting-Alliance`.',
})
class Hat {
  @Field(() => UnitReference, { nullable: true, description: 'The unit to act for (单位).' })
  unit!: UnitReference | null;

  @Field(() => AllianceReference, {
    nullable: true,
    description: 'The alliance to act in (联盟); null where the unit is in none.',
  })
  alliance!: AllianceReference | null;

  @Field(() => HatRole, { description: 'What it allows (权限).' })
  role!: keyof typeof HatRole;

  @Field(() => [String], { description: 'What an app may read under it (权限范围); empty for people.' })
  scopes!: string[];

  @Field(() => [PostRole], {
    description: 'What your posts in the unit allow there (职务权限); empty for apps.',
  })
  roles!: PostRole[];

  @Field(() => String, { description: 'Title of the post that gives it (职务名称); empty for apps.' })
  title!: string;

  @Field(() => Int, {
    description:
      'How much waits under this hat (待办数) for the unit and, where you coordinate, for the alliance: for a badge. What waits for you yourself is the same under every hat, and what is protected (imports, identifiers, relations of persons) is told under the hat alone: neither is counted here. 0 for apps.',
  })
  pending!: number;
}

@ObjectType('Viewer', { description: 'You, as this request shows you (当前访问者).' })
export class Viewer {
  @Field(() => ViewerKind, { description: 'Who asks (类型).' })
  kind!: keyof typeof ViewerKind;

  @Field(() => ConsentingPerson, {
    nullable: true,
    description: 'The person, if a person asks (人员); null where nobody knows you yet, who have held no post.',
  })
  person!: ConsentingPerson | null;

  @Field(() => App, { nullable: true, description: 'The app, if an app asks (应用).' })
  app!: App | null;

  @Field(() => UnitReference, {
    nullable: true,
    description:
      'The unit you act for now (所代表单位): as the hat says, or the only one there is. For an app the unit that installed it in the alliance of its hat, for which it may not act.',
  })
  unit!: UnitReference | null;

  @Field(() => AllianceReference, {
    nullable: true,
    description: 'The alliance whose rows you read now (所在联盟): as the hat says.',
  })
  alliance!: AllianceReference | null;

  @Field(() => [String], {
    description:
      'What you may read under the hat (权限范围), if an app asks: `needs:read` and the like. Empty for everybody else.',
  })
  scopes!: string[];

  @Field(() => [Hat], { description: 'Every hat you hold (可选身份).' })
  hats!: Hat[];

  @ListField(
    () => PendingItemConnection,
    'What waits for you (待办): under the hat, what you may answer, sign, confirm or decide for the unit or as coordinator; and what is proposed to you yourself, under any hat or none. Computed from the states of things at this instant, so that what is answered is gone at once. For nobody else; empty for apps.',
    { filter: () => PendingItemFilter, order: () => PendingItemOrder },
  )
  pending!: unknown;
}
