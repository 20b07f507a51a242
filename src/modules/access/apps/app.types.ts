import { Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, ListField, TIME_ORDER } from '../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { Node } from '../../../graphql/types/values.types.ts';
import { Party, UnitReference } from '../references.types.ts';
import { AppKeyConnection, AppKeyOrder } from './app-key.types.ts';
import { AppInstallationConnection, AppInstallationFilter, AppInstallationOrder } from './installation.types.ts';

@ObjectType('App', {
  implements: [Node, Party],
  description: 'A third-party app (第三方应用): what it is, who answers for it, and what it uses data for. Public.',
})
@Directive('@key(fields: "id")')
export class App extends Node {
  @Field(() => String, { description: 'Name (名称).' })
  name!: string;

  @Field(() => String, { description: 'Who makes it (开发单位).' })
  vendor!: string;

  @Field(() => String, { description: 'What it uses data for (用途), in words.' })
  purpose!: string;

  @Field(() => UnitReference, {
    nullable: true,
    description: 'The unit that registered it and answers for it (登记单位); null where the operator did.',
  })
  owner!: UnitReference | null;

  @ListField(() => AppKeyConnection, 'Its keys (密钥). For administrators of the unit that answers for it.', {
    order: () => AppKeyOrder,
  })
  keys!: unknown;

  @ListField(
    () => AppInstallationConnection,
    'Where it is installed (安装记录), as far as you may see: by your unit, in the alliance you coordinate, or everywhere if your unit answers for it.',
    { filter: () => AppInstallationFilter, order: () => AppInstallationOrder },
  )
  installations!: unknown;

  @Field(() => DateTime, { description: 'Registered at (登记时间).' })
  createdAt!: string;

  @Field(() => DateTime, { nullable: true, description: 'Retired at (停用时间): from then on it reads nothing.' })
  retiredAt!: string | null;

  @Field(() => Int, {
    description: 'Counts the changes of this record (版本), from 1; send it back as `expectedVersion`.',
  })
  version!: number;
}

export const { Connection: AppConnection } = connectionOf(() => App, 'App', 'apps (第三方应用)');

@InputType('AppFilter', { description: 'Which apps (应用筛选).' })
export class AppFilter {
  @Field(() => ID, { nullable: true, description: 'That this unit answers for (登记单位).' })
  ownerUnitId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Whose name or maker contains this, from one character on (名称包含).',
  })
  search?: string | null;
}

export const AppOrder = { NEWEST: 'NEWEST', OLDEST: 'OLDEST' } as const;
registerEnumType(AppOrder, {
  name: 'AppOrder',
  description: 'Order of apps by time of registration (应用排序).',
  valuesConfig: TIME_ORDER,
});
