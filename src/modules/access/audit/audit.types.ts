import { Directive, Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, TIME_ORDER } from '../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { Node } from '../../../graphql/types/values.types.ts';
import { AllianceReference, Party, UnitReference } from '../references.types.ts';

@ObjectType('AuditEntry', {
  implements: Node,
  description:
    'One act for the record (审计记录): who did what to which thing, when, under which hat; or what time did. Never changed. Seen by the unit that acted and by the coordinator of the alliance.',
})
@Directive('@key(fields: "id")')
class AuditEntry extends Node {
  @Field(() => DateTime, { description: 'When (时间).' })
  at!: string;

  @Field(() => String, { description: 'What was done (操作), e.g. `offer:published`.' })
  action!: string;

  @Field(() => ID, { description: 'To which thing (对象): its global id, for `node`.' })
  subjectId!: string;

  @Field(() => Party, {
    nullable: true,
    description:
      'Who did it (行为主体): the app, or the unit that a person acted for. Null where nobody did, as when an offer is over (系统自动), and in a person’s own name.',
  })
  actor!: Party | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit acted for (所代表单位).' })
  unit!: UnitReference | null;

  @Field(() => AllianceReference, { nullable: true, description: 'The alliance the act belongs to (所属联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => String, {
    description: 'The request that did it (请求编号), as the logs know it; `system` where time did it (系统自动).',
  })
  requestId!: string;
}

export const { Connection: AuditEntryConnection } = connectionOf(
  () => AuditEntry,
  'AuditEntry',
  'audit entries (审计记录)',
);

@InputType('AuditEntryFilter', { description: 'Which entries (审计筛选).' })
export class AuditEntryFilter {
  @Field(() => ID, { nullable: true, description: 'About this thing (对象).' })
  subjectId?: string | null;

  @Field(() => String, { nullable: true, description: 'Of exactly this act (操作).' })
  action?: string | null;
}

export const AuditEntryOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(AuditEntryOrder, {
  name: 'AuditEntryOrder',
  description: 'Order of audit entries by time (审计排序).',
  valuesConfig: TIME_ORDER,
});
