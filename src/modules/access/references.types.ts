/** Types of other modules that records of this one point at, with what this module adds to them. */
import { Directive, Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import { ListField } from '../../graphql/types/connection.types.ts';
import { GLOBAL_ID, Node } from '../../graphql/types/values.types.ts';
import { CatalogueItem } from './catalogue/catalogue.types.ts';
import { SharingAgreementConnection, SharingAgreementFilter, SharingAgreementOrder } from './sharing/sharing.types.ts';

@InterfaceType('Party', {
  description: 'Whoever takes part and can be held to it (主体): a unit, or a third-party app.',
})
export abstract class Party {
  @Field(() => ID, { description: GLOBAL_ID })
  id!: string;
}

@ObjectType('Unit', { implements: Party })
@Directive('@key(fields: "id")')
export class UnitReference extends Party {
  @Field(() => [CatalogueItem], {
    description: 'Its data catalogue (数据目录): whether it shares each kind of its data. Public.',
  })
  dataItems!: CatalogueItem[];

  @ListField(() => SharingAgreementConnection, 'What it shares with your unit, and yours with it (数据共享协议).', {
    filter: () => SharingAgreementFilter,
    order: () => SharingAgreementOrder,
  })
  sharingAgreements!: unknown;
}

@ObjectType('Term')
@Directive('@key(fields: "code", resolvable: false)')
export class TermReference {
  @Field(() => String)
  code!: string;
}

@ObjectType('Alliance', { implements: Node })
@Directive('@key(fields: "id", resolvable: false)')
export class AllianceReference extends Node {}
