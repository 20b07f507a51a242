import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { PendingFor, PendingKind, PendingVerb } from '../../../domain/pending.ts';
import { connectionOf } from '../../../graphql/types/connection.types.ts';
import { DateTime } from '../../../graphql/types/scalars.ts';
import { Node } from '../../../graphql/types/values.types.ts';
import { AllianceReference, UnitReference } from '../references.types.ts';

type Described<K extends string> = Readonly<Record<K, { readonly description: string }>>;

const kinds: Described<PendingKind> = {
  MEMBERSHIP_APPLICATION: { description: 'A unit applies to join the alliance (入盟申请): its coordinators decide.' },
  MEMBERSHIP_INVITATION: { description: 'An alliance invites the unit (入盟邀请): the unit answers.' },
  ALLIANCE_LEAD: {
    description: 'The lead of an alliance is offered to the unit (牵头移交): its administrators answer.',
  },
  RELATION: { description: 'Another unit proposes a relation (单位关系): administrators of the unit answer.' },
  PERSON_RELATION: {
    description:
      'A relation of a person is proposed (人员关系): by a unit to you, or by a person to the unit, whose administrators answer.',
  },
  HOUSEHOLD_LINK: { description: 'A unit proposes to link you to a household (联户): you answer.' },
  UNIT_IDENTIFIER: { description: 'An identifier of a member is not verified (单位标识核验): coordinators verify it.' },
  UNIT_IMPORT: {
    description: 'A sheet of units is checked (单位导入): coordinators of the unit that imports confirm it.',
  },
  LISTING_IMPORT: {
    description: 'A sheet of resources, offers or needs is checked (供需导入): the unit that imports confirms it.',
  },
  NEED_REVIEW: { description: 'The words of a need are held up (需求审核): coordinators release or return it.' },
  NEED_REVISION: { description: 'A need was returned to the unit (需求退回): it writes it anew.' },
  OFFER_REVIEW: { description: 'The words of an offer are held up (供给审核): coordinators release or return it.' },
  OFFER_REVISION: { description: 'An offer was returned to the unit (供给退回): it writes it anew.' },
  MATCH: { description: 'A match that the unit has not answered (撮合).' },
  WISH_CLAIM: {
    description: 'A micro-wish of the unit that somebody claimed (心愿认领): it confirms that it was done.',
  },
  BOOKING: {
    description: 'Places that the unit holds for a while (预约暂留): it confirms them, or they are free again.',
  },
  LENDING: { description: 'A thing was handed over to the unit (借用交接): it confirms that it has it.' },
  LENDING_BACK: { description: 'A thing that is with the unit (借用归还): it is to be given back by then.' },
  LENDING_RETURN: {
    description: 'A thing that was lent was given back (归还验收): the unit confirms that it is back.',
  },
  BENEFIT_FUNDING: {
    description: 'A benefit that the unit is asked to pay for (优惠出资): it agrees, or it does not come into force.',
  },
  ENROLMENT_PLACE: {
    description:
      'A place that is offered to somebody for whom the unit applied (名额确认): it confirms or declines before it lapses.',
  },
  ENROLMENT_DRAW: { description: 'Applications to an enrolment of the unit have closed (待摇号): it draws.' },
  AGREEMENT: { description: 'An agreement that the unit has not signed (协议签署).' },
  COMMITMENT: {
    description:
      'What the unit promised and has not delivered, from seven days before it is due on (履约承诺), less what it recorded already.',
  },
  DELIVERY: { description: 'A delivery that the other side recorded (履约确认).' },
  DELIVERY_REVERSAL: {
    description: 'A delivery that the other side wants to take back (履约冲销确认): the unit confirms or objects.',
  },
  DISPUTE: {
    description:
      'A disputed delivery that a side has put to the coordinators (履约争议认定): they say how much counts.',
  },
  SETTLEMENT: { description: 'A settlement sheet that the unit has not answered (结算确认).' },
  CLEARING: { description: 'A clearing that another alliance proposed (联盟间清算): coordinators agree or decline.' },
  CLEARING_SETTLEMENT: {
    description: 'What the other alliance says was settled (确认结清): coordinators confirm it or not.',
  },
  CLEARING_BALANCE: {
    description:
      'What the alliance owes by a clearing that has ended (结清清算余额): coordinators settle it, and say so.',
  },
  CONTRIBUTION: {
    description: 'Hours given to a project (工时确认): its lead unit, its partners or a coordinator answer.',
  },
  SHARING: { description: 'A unit asks for data to be shared (数据共享申请): administrators of the unit answer.' },
};

const verbs: Described<PendingVerb> = {
  ANSWER: { description: 'To agree or decline (答复).' },
  CONFIRM: { description: 'To confirm or object (确认).' },
  DECIDE: { description: 'To let in or not (审批).' },
  DELIVER: { description: 'To do what was promised, and record it (履行).' },
  DRAW: { description: 'To draw lots (摇号).' },
  REVIEW: { description: 'To release or return (审核).' },
  REVISE: { description: 'To write anew (修改).' },
  SIGN: { description: 'To sign (签署).' },
  VERIFY: { description: 'To verify (核验).' },
};

const waitsFor: Described<PendingFor> = {
  PERSON: { description: 'For you yourself, under any hat or none (本人).' },
  UNIT: { description: 'For whoever acts for the unit, or administers it where the act takes that (本单位).' },
  COORDINATOR: { description: 'For the coordinators of the alliance of the hat (联盟协调员).' },
};

function enumOf<K extends string>(name: string, description: string, values: Described<K>): Readonly<Record<K, K>> {
  const names = Object.fromEntries(Object.keys(values).map((value) => [value, value])) as Record<K, K>;
  registerEnumType(names, { name, description, valuesConfig: values });
  return names;
}

const PendingKinds = enumOf('PendingKind', 'What it is that waits (待办种类).', kinds);
const PendingVerbs = enumOf('PendingVerb', 'What is to be done about it (待办动作).', verbs);
const PendingWaitsFor = enumOf('PendingWaitsFor', 'In what capacity you are waited for (待办主体).', waitsFor);

@ObjectType('PendingItem', {
  description:
    'Something that waits for you (待办事项), as long as you have not answered it. It is no thing of its own: what is acted upon is its subject.',
})
class PendingItem {
  @Field(() => ID, {
    description:
      'Tells it apart (待办标识): opaque, the same on every request as long as it waits. No global id: read the subject by `node`.',
  })
  key!: string;

  @Field(() => PendingKinds, { description: 'What it is (种类).' })
  kind!: PendingKind;

  @Field(() => PendingVerbs, { description: 'What is to be done (动作).' })
  verb!: PendingVerb;

  @Field(() => PendingWaitsFor, { description: 'In what capacity you are waited for (主体).' })
  waitsFor!: PendingFor;

  @Field(() => String, {
    description:
      'What is to be done, in a line, in the language of the request (标题), e.g. `签署协议：食堂午餐 40 份`.',
  })
  title!: string;

  @Field(() => DateTime, { description: 'Since when it waits (开始等待时间).' })
  since!: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it is due (截止时间): what was promised is late from then on, and what was proposed can often only be declined. Null where nothing presses.',
  })
  dueAt!: string | null;

  @Field(() => Boolean, { description: 'Whether it is due and not done (是否逾期).' })
  isOverdue!: boolean;

  @Field(() => Node, { nullable: true, description: 'The thing that is acted upon (待办对象).' })
  subject!: Node | null;

  @Field(() => AllianceReference, {
    nullable: true,
    description: 'The alliance it lies in (所属联盟); null where it lies in none.',
  })
  alliance!: AllianceReference | null;

  @Field(() => UnitReference, {
    nullable: true,
    description: 'The unit that waits for you (等待方单位); null where it is a person, or your own unit.',
  })
  unit!: UnitReference | null;

  @Field(() => [String], {
    description: 'The mutations that answer it (可用操作), e.g. `acceptMatch` and `declineMatch`.',
  })
  acts!: string[];
}

const PendingFacet = enumOf('PendingItemFacet', 'What pending items are counted by (待办统计口径).', {
  KIND: { description: 'By kind (种类).' },
  VERB: { description: 'By what is to be done (动作).' },
  WAITS_FOR: { description: 'By capacity (主体).' },
  ALLIANCE: { description: 'By alliance (联盟): its global id. What lies in none is not counted.' },
});

export const { Connection: PendingItemConnection } = connectionOf(
  () => PendingItem,
  'PendingItem',
  'what waits for you (待办)',
  { facets: PendingFacet },
);

@InputType('PendingItemFilter', { description: 'Which pending items (待办筛选).' })
export class PendingItemFilter {
  @Field(() => [PendingKinds], { nullable: true, description: 'Of one of these kinds (种类).' })
  kind?: PendingKind[] | null;

  @Field(() => [PendingVerbs], { nullable: true, description: 'By what is to be done (动作).' })
  verb?: PendingVerb[] | null;

  @Field(() => [PendingWaitsFor], { nullable: true, description: 'By capacity (主体).' })
  waitsFor?: PendingFor[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Overdue, or not (是否逾期).' })
  overdue?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Of this alliance (联盟).' })
  allianceId?: string | null;
}

export const PendingItemOrder = enumOf('PendingItemOrder', 'Order of pending items (待办排序).', {
  DUE: { description: 'What is due first, then what waits longest (先到期在前，其次等待最久).' },
  OLDEST: { description: 'What waits longest first (等待最久在前).' },
  NEWEST: { description: 'What came last first (最新在前).' },
});
