/** Types of other modules that projects point at, with what this module adds to them. */
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { ListField } from '../../graphql/types/connection.types.ts';
import {
  ProjectConnection,
  ProjectFilter,
  ProjectOrder,
  ProjectPartnerConnection,
  ProjectPartnerOrder,
} from './projects/project.types.ts';

@ObjectType('Unit')
@Directive('@key(fields: "id")')
export class UnitReference {
  @Field(() => ID)
  id!: string;

  @ListField(() => ProjectPartnerConnection, 'Projects it takes part in (参与的共富项目), as far as you may see.', {
    nullable: true,
    order: () => ProjectPartnerOrder,
  })
  partnerships!: unknown;
}

@ObjectType('Alliance')
@Directive('@key(fields: "id")')
export class AllianceReference {
  @Field(() => ID)
  id!: string;

  @ListField(() => ProjectConnection, 'Its co-wealth projects (共富项目), as far as you may see.', {
    nullable: true,
    filter: () => ProjectFilter,
    order: () => ProjectOrder,
  })
  projects!: unknown;
}
