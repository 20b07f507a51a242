/** What resources, offers and needs have in common. */
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { AllianceReference } from '../references.types.ts';

export const Visibility = { PUBLIC: 'PUBLIC', ALLIANCE: 'ALLIANCE', UNIT: 'UNIT' } as const;
registerEnumType(Visibility, {
  name: 'Visibility',
  description: 'Who may see it (可见范围).',
  valuesConfig: {
    PUBLIC: { description: 'Everybody (公开).' },
    ALLIANCE: { description: 'Members of the alliances in its audience, under that alliance hat (联盟内).' },
    UNIT: { description: 'The unit it belongs to, nobody else (仅本单位).' },
  },
});

export const ListingState = { PUBLISHED: 'PUBLISHED', WITHDRAWN: 'WITHDRAWN' } as const;
registerEnumType(ListingState, {
  name: 'ListingState',
  description: 'State of an offer or a need (发布状态).',
  valuesConfig: {
    PUBLISHED: { description: 'Open to matches (已发布).' },
    WITHDRAWN: { description: 'Taken back by its unit (已撤回): only the unit sees it.' },
  },
});

@ObjectType('Audience', {
  description:
    'An alliance that something is shown to (面向的联盟). The unit sees all, others the one under their hat.',
})
export class Audience {
  @Field(() => AllianceReference, { nullable: true, description: 'The alliance (联盟).' })
  alliance!: AllianceReference | null;
}
