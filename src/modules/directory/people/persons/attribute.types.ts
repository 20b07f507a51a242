import { Arg, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../graphql/types/scalars.ts';
import { attributeKinds, type AttributeKind } from '../../../../domain/directory/person-attribute.ts';

export const PersonAttributeKind = Object.fromEntries(attributeKinds.map((kind) => [kind, kind]));
registerEnumType(PersonAttributeKind, {
  name: 'PersonAttributeKind',
  description: 'What persons say of themselves (个人属性).',
  valuesConfig: {
    AGE: { description: 'Their age (年龄), by their day of birth.' },
    WORK: { description: 'What kind of work they do (职业), a term of the scheme PERSON_WORK.' },
    HOME_AREA: { description: 'Where they live (居住地), an area.' },
    HEALTH: { description: 'How they are (健康状况), a term of the scheme PERSON_HEALTH: sensitive by law.' },
  },
});

export const VALUE =
  'for AGE the day of birth (YYYY-MM-DD), for WORK and HEALTH the code of a term, for HOME_AREA the global id of an area';

@ObjectType('PersonAttribute', {
  description:
    'What somebody said of themselves (个人属性, 敏感个人信息, 个人信息保护法 arts. 28, 29): protected, for themselves alone. Units count by it, of those who consent, as `Unit.personSegments`.',
})
export class PersonAttribute {
  @Field(() => PersonAttributeKind, { description: 'Of which kind (类别).' })
  kind!: AttributeKind;

  @Field(() => String, { description: `The value (内容): ${VALUE}.` })
  value!: string;

  @Field(() => DateTime, { description: 'Said at (填报时间).' })
  saidAt!: string;

  @Field(() => Int, {
    description: 'Counts the changes of this attribute (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

@ObjectType('PersonSegment', {
  description: 'How many persons are alike in something (人员分类): a group of five or more.',
})
export class PersonSegment {
  @Field(() => String, {
    description:
      'Of what they are alike (分类值): for AGE a band of full years, `0-17`, `18-34`, `35-59`, `60-79` or `80+`; for WORK and HEALTH the code of a term; for HOME_AREA the global id of an area.',
  })
  value!: string;

  @Field(() => Int, { description: 'How many there are (人数), in persons (人); five or more.' })
  persons!: number;
}

/** What a unit counts of the persons at it. */
export function SegmentsField(): (target: object, property: string) => void {
  return (target, property) => {
    Field(() => [PersonSegment], {
      description:
        'How many of those who are at it are alike (人员分类), of whoever consents to that purpose of this unit (`consentToUse`). For who acts for it, and only where the purpose is one that such is counted for. Groups of fewer than five are left out, and with them what would tell of them; nothing is told where all are alike.',
    })(target, property);
    Arg('by', () => PersonAttributeKind, {
      defaultValue: 'AGE',
      description: 'In what (分类依据): AGE unless said.',
    })(target, property, 0);
    Arg('purpose', () => String, {
      defaultValue: 'care.visit',
      description: 'What it is for (用途), the code of a term of the scheme PURPOSE: `care.visit` unless said.',
    })(target, property, 1);
  };
}
