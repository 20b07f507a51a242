import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { appScopes } from '../../../domain/access/roles.ts';
import { connectionOf, TIME_ORDER } from '../../../graphql/types/connection.types.ts';
import { ChoicesField, IdField, KeyField, TextField, VersionField } from '../../../graphql/types/inputs.types.ts';
import { OutcomeOf, Payload } from '../../../graphql/types/payload.types.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { Node } from '../../../graphql/types/values.types.ts';
import { AllianceReference, TermReference, UnitReference } from '../references.types.ts';
import { App } from './app.types.ts';

const SCOPES = `\`offers:read\` resources, slots and offers shown to the alliance; \`needs:read\` needs; \`projects:read\` co-wealth projects; \`promises:read\` what the unit itself matched, agreed, booked and delivered; \`contacts:read\` contacts of members, masked; \`benefits:check\` whether somebody at the counter is eligible for a benefit of your unit.`;

@ObjectType('AppInstallation', {
  implements: Node,
  description:
    'What a unit lets an app read of one alliance, for which purpose (应用安装). Never more than the unit may itself: it ends with the membership of the unit, with its own term, with the app. Seen by the unit, by the coordinator of the alliance, by the unit that answers for the app, and by the app.',
})
@Directive('@key(fields: "id")')
class AppInstallation extends Node {
  @Field(() => App, { nullable: true, description: 'The app (应用).' })
  app!: App | null;

  @Field(() => UnitReference, { nullable: true, description: 'The unit that installed it (安装单位).' })
  unit!: UnitReference | null;

  @Field(() => AllianceReference, { nullable: true, description: 'The alliance it reads of (联盟).' })
  alliance!: AllianceReference | null;

  @Field(() => [String], { description: `What it may read (权限范围): ${SCOPES}` })
  scopes!: string[];

  @Field(() => TermReference, { nullable: true, description: 'What for (用途), a term of the scheme PURPOSE.' })
  purpose!: TermReference | null;

  @Field(() => DateTime, { description: 'Since (起始时间).' })
  since!: string;

  @Field(() => DateTime, { nullable: true, description: 'Until, exclusive (截止时间); null while open.' })
  until!: string | null;

  @Field(() => Boolean, { description: 'Whether the app may read by it now (是否有效).' })
  isInForce!: boolean;

  @Field(() => DateTime, { description: 'Installed at (安装时间).' })
  createdAt!: string;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: AppInstallationConnection } = connectionOf(
  () => AppInstallation,
  'AppInstallation',
  'app installations (应用安装)',
);

@InputType('AppInstallationFilter', { description: 'Which installations (安装筛选).' })
export class AppInstallationFilter {
  @Field(() => ID, { nullable: true, description: 'Of this app (应用).' })
  appId?: string | null;

  @Field(() => ID, { nullable: true, description: 'By this unit (安装单位).' })
  unitId?: string | null;

  @Field(() => ID, { nullable: true, description: 'In this alliance (联盟).' })
  allianceId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'By which the app may read now, or the contrary (是否有效).' })
  isInForce?: boolean | null;
}

export const AppInstallationOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(AppInstallationOrder, {
  name: 'AppInstallationOrder',
  description: 'Order of installations by time (安装排序).',
  valuesConfig: TIME_ORDER,
});

@InputType('InstallAppInput', {
  description: 'What the unit you act for lets an app read of the alliance of your hat (安装应用).',
})
export class InstallAppInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The app (应用).')
  appId!: string;

  @ChoicesField(`What it may read (权限范围): ${SCOPES}`, appScopes)
  scopes!: string[];

  @TextField('What for (用途): the code of a term of the scheme PURPOSE, e.g. `care.meals`.', { max: 60 })
  purpose!: string;

  @Field(() => DateTime, { nullable: true, description: 'Until, exclusive (截止时间); open unless said.' })
  until?: Date | null;
}

@InputType('UninstallAppInput', { description: 'An installation to end at once (卸载应用).' })
export class UninstallAppInput {
  @KeyField()
  idempotencyKey!: string;

  @IdField('The installation (安装记录).')
  installationId!: string;

  @VersionField()
  expectedVersion!: number;
}

@OutcomeOf('installApp', '安装应用')
export class InstallAppPayload extends Payload {
  @Field(() => AppInstallation, { nullable: true, description: 'The installation (安装记录).' })
  installation!: AppInstallation | null;
}

@OutcomeOf('uninstallApp', '卸载应用')
export class UninstallAppPayload extends Payload {
  @Field(() => AppInstallation, { nullable: true, description: 'The installation (安装记录).' })
  installation!: AppInstallation | null;
}
