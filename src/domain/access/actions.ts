/** Every act there is and the relation to its object that it takes. Unknown means no: an act without a line does not compile. */
import { RefusalError, type Bilingual, type RefusalDetails } from '../errors.ts';
import { administers, coordinates, isMember, type Actor } from './actor.ts';

interface Owned {
  readonly ownerUnitId: string;
}
interface InAlliance {
  readonly allianceId: string;
}
interface Held extends Owned {
  readonly personId: string;
}
interface TwoSided {
  readonly supplierUnitId: string;
  readonly demanderUnitId: string;
}
interface Shared {
  readonly providerUnitId: string;
  readonly consumerUnitId: string;
}
interface Promised {
  readonly fromUnitId: string;
  readonly toUnitId: string;
}

/** What each act looks at. An act without a line here, or without one in the table below, does not compile. */
interface Targets {
  'unit:edit': Owned;
  'app:register': Owned;
  'app:retire': { readonly ownerUnitId: string | null };
  'app:make-key': { readonly ownerUnitId: string | null };
  'app:install': Owned;
  'app:uninstall': Owned & InAlliance;
  'post:invite': Owned;
  'post:invite-coordinator': { readonly leadUnitId: string };
  /** Whether the actor administers in their own right, and not by delegation. */
  'post:change-administrator': { readonly isOwnRight: boolean };
  'post:delegate': Held & { readonly isDelegated: boolean };
  'post:end': Held & { readonly sourcePersonId: string | null };
  'invitation:accept': null;
  'invitation:cancel': Owned & { readonly invitedBy: string | null };
  'membership:apply': Owned;
  'membership:decide': InAlliance;
  'membership:withdraw': Owned;
  'membership:leave': Owned;
  'resource:publish': Owned;
  'resource:open-slots': Owned;
  'offer:publish': Owned;
  'offer:withdraw': Owned;
  'need:publish': Owned;
  'need:withdraw': Owned;
  'need:revise': Owned;
  'need:review': Owned &
    InAlliance & {
      /** Whether it is for the coordinators of that alliance to judge. */
      readonly isJudgedThere: boolean;
      /** Whether the person holds a post in the unit that wrote it, whatever hat it wears now. */
      readonly isOfOwner: boolean;
    };
  'need:claim': Owned & InAlliance;
  'need:claim-with': Owned;
  'beneficiary:set': Owned;
  'beneficiary:erase': Owned;
  'consent:record': Owned;
  'consent:withdraw': Owned & {
    /** Whose consent it is, where it is that of a person with a login. */
    readonly personId: string | null;
  };
  'match:propose': InAlliance;
  'match:answer': TwoSided;
  'match:withdraw': InAlliance & { readonly createdByUnitId: string };
  'agreement:sign': TwoSided;
  'agreement:cancel': TwoSided;
  'slot:book': InAlliance;
  'booking:cancel': Owned & { readonly unitId: string };
  'delivery:record': Promised;
  'delivery:answer': Promised & { readonly recordedByUnitId: string };
  'project:launch': InAlliance;
  'project:close': Owned;
  'project:join': InAlliance;
  'contribution:record': { readonly partnerUnitIds: readonly string[] };
  'contribution:answer': InAlliance & {
    readonly leadUnitId: string;
    readonly partnerUnitIds: readonly string[];
    /** The unit that gave the hours. */
    readonly unitId: string;
  };
  'listing:deal': { readonly isShownHere: boolean };
  'catalogue:edit': Owned;
  'sharing:request': Pick<Shared, 'consumerUnitId'>;
  'sharing:decide': Shared;
  'sharing:withdraw': Shared;
}

export type Action = keyof Targets;
export type Target<A extends Action> = Targets[A];
type Subject = NonNullable<RefusalDetails['FORBIDDEN']['subject']>;

type Table = {
  readonly [A in Action]: { readonly may: (actor: Actor, of: Targets[A]) => boolean; readonly who: Bilingual };
};

const owns = (actor: Actor, of: Owned): boolean => actor.unit === of.ownerUnitId;
const administersIt = (actor: Actor, of: { readonly ownerUnitId: string | null }): boolean =>
  of.ownerUnitId !== null && administers(actor, of.ownerUnitId);
const isParty = (actor: Actor, of: TwoSided): boolean =>
  actor.unit === of.supplierUnitId || actor.unit === of.demanderUnitId;
const inAlliance = (actor: Actor, of: InAlliance): boolean => isMember(actor, of.allianceId);
const coordinatesIt = (actor: Actor, of: InAlliance): boolean => coordinates(actor, of.allianceId);
const isSide = (actor: Actor, of: Promised): boolean => actor.unit === of.fromUnitId || actor.unit === of.toUnitId;

/** Who leads a project answers for its partners' hours, and each of them for its own. */
const answersFor = (actor: Actor, of: Targets['contribution:answer']): boolean =>
  actor.unit === of.leadUnitId ||
  (of.unitId === of.leadUnitId && actor.unit !== null && of.partnerUnitIds.includes(actor.unit));

const administratorOnly = {
  zh: '只有该单位的管理员可以这样做；请以该单位的身份（X-Acting-Unit）操作，或联系单位管理员。',
  en: 'Only an administrator of the unit may do this: act for that unit (X-Acting-Unit), or ask an administrator of it.',
};
const ownerOnly = {
  zh: '只有所属单位可以这样做；请以该单位的身份操作，或联系该单位。',
  en: 'Only the unit it belongs to may do this: act for that unit, or ask it.',
};
const partyOnly = {
  zh: '只有供需双方单位可以这样做；请由其中一方处理。',
  en: 'Only the two units concerned may do this: leave it to one of them.',
};
const coordinatorOnly = {
  zh: '只有该联盟的协调员可以这样做；请联系协调员。',
  en: 'Only a coordinator of the alliance may do this: ask one.',
};
const memberOnly = {
  zh: '只有该联盟的成员单位可以这样做；请先申请加入（applyForMembership）。',
  en: 'Only member units of the alliance may do this: apply for membership first (applyForMembership).',
};
const otherSideOnly = {
  zh: '须由记录方之外的另一方单位确认或提出异议；请等待对方处理。',
  en: 'The side that did not record it confirms or disputes it: wait for that side.',
};

const actions: Table = {
  'app:register': { may: administersIt, who: administratorOnly },
  'app:retire': { may: administersIt, who: administratorOnly },
  'app:make-key': { may: administersIt, who: administratorOnly },
  'app:install': { may: administersIt, who: administratorOnly },
  'app:uninstall': {
    may: (actor, of) => administersIt(actor, of) || coordinates(actor, of.allianceId),
    who: {
      zh: '只有安装单位的管理员或该联盟的协调员可以这样做；请联系他们。',
      en: 'Only an administrator of the unit that installed it or a coordinator of the alliance may do this: ask one of them.',
    },
  },
  'unit:edit': { may: owns, who: ownerOnly },
  'post:invite': { may: administersIt, who: administratorOnly },
  'post:invite-coordinator': {
    may: (actor, alliance) => actor.unit === alliance.leadUnitId,
    who: {
      zh: '联盟协调员只能由该联盟的牵头单位任用；请联系牵头单位。',
      en: 'A coordinator of an alliance holds a post in the unit that leads it: ask the lead unit.',
    },
  },
  'post:change-administrator': {
    may: (_actor, { isOwnRight }) => isOwnRight,
    who: {
      zh: '受托的管理员不能任免单位管理员；请联系本单位的管理员本人。',
      en: 'Who administers by delegation neither appoints administrators nor ends their posts: ask an administrator in their own right.',
    },
  },
  'post:delegate': {
    may: (actor, post) => actor.unit === post.ownerUnitId && actor.person === post.personId && !post.isDelegated,
    who: {
      zh: '职务只能由任职者本人以该单位的身份委托，受托的职务不能再次委托。',
      en: 'A post is delegated by its own holder, acting for the unit; a post that is delegated itself is not passed on.',
    },
  },
  'post:end': {
    may: (actor, post) =>
      administers(actor, post.ownerUnitId) ||
      (actor.person !== null && (actor.person === post.personId || actor.person === post.sourcePersonId)),
    who: {
      zh: '职务只能由任职者本人、委托人或该单位的管理员结束；请以该单位的身份（X-Acting-Unit）操作，或联系单位管理员。',
      en: 'A post is ended by its holder, by who delegated it, or by an administrator of the unit: act for that unit (X-Acting-Unit), or ask an administrator of it.',
    },
  },
  'invitation:accept': {
    may: (actor) => actor.person !== null,
    who: {
      zh: '职务由人担任，应用不能接受邀请；请由本人登录后接受。',
      en: 'Posts are held by persons, and an app accepts no invitation: sign in as yourself.',
    },
  },
  'invitation:cancel': {
    may: (actor, of) =>
      administers(actor, of.ownerUnitId) ||
      (actor.unit === of.ownerUnitId && actor.person !== null && actor.person === of.invitedBy),
    who: {
      zh: '邀请只能由该单位的管理员或邀请人取消；请联系他们。',
      en: 'An invitation is cancelled by an administrator of the unit or by who invited: ask them.',
    },
  },
  'membership:apply': { may: owns, who: ownerOnly },
  'membership:decide': { may: coordinatesIt, who: coordinatorOnly },
  'membership:withdraw': { may: owns, who: ownerOnly },
  'membership:leave': { may: owns, who: ownerOnly },
  'resource:publish': { may: owns, who: ownerOnly },
  'resource:open-slots': { may: owns, who: ownerOnly },
  'offer:publish': { may: owns, who: ownerOnly },
  'offer:withdraw': { may: owns, who: ownerOnly },
  'need:publish': { may: owns, who: ownerOnly },
  'need:withdraw': { may: owns, who: ownerOnly },
  'need:revise': { may: owns, who: ownerOnly },
  'need:review': {
    may: (actor, need) =>
      need.isJudgedThere && coordinates(actor, need.allianceId) && actor.unit !== need.ownerUnitId && !need.isOfOwner,
    who: {
      zh: '须由需求所面向联盟的协调员审核，在需求单位任职的人不能审核；请等待其他单位的协调员处理，或由本单位修改后重新提交（reviseNeed）。',
      en: 'A coordinator of an alliance it is shown to reviews a need, never somebody who holds a post in the unit that has it: wait for one of another unit, or revise it (reviseNeed).',
    },
  },
  'need:claim': {
    may: (actor, need) => isMember(actor, need.allianceId) && actor.unit !== need.ownerUnitId,
    who: {
      zh: '须由联盟内的其他成员单位认领，本单位不能认领自己的需求；如不再需要，请撤回需求（withdrawNeed）。',
      en: 'Another member unit of the alliance claims a need, never the unit that has it: if it is no longer wanted, withdraw it (withdrawNeed).',
    },
  },
  'need:claim-with': {
    may: owns,
    who: {
      zh: '认领时只能使用本单位的供给；请改选本单位的供给，或不填 offerId。如要对接其他单位的供给，请联系协调员推荐。',
      en: 'A claim is served from an offer of the claiming unit: name one of your own, or none. A coordinator proposes the offers of others.',
    },
  },
  'beneficiary:set': { may: owns, who: ownerOnly },
  'beneficiary:erase': { may: owns, who: ownerOnly },
  'consent:record': { may: owns, who: ownerOnly },
  'consent:withdraw': {
    may: (actor, consent) => owns(actor, consent) || (actor.person !== null && actor.person === consent.personId),
    who: {
      zh: '只有登记该同意的单位或本人可以撤回；请联系该单位。',
      en: 'Only the unit that recorded the consent or the person it is of may withdraw it: ask that unit.',
    },
  },
  'match:propose': { may: coordinatesIt, who: coordinatorOnly },
  'match:answer': { may: isParty, who: partyOnly },
  'match:withdraw': {
    may: (actor, match) => actor.unit === match.createdByUnitId || coordinates(actor, match.allianceId),
    who: {
      zh: '只有发起单位或联盟协调员可以撤回；供需双方如不愿对接，请婉拒（declineMatch）。',
      en: 'Only the unit that started the match or a coordinator of the alliance may withdraw it: a side that does not want it declines (declineMatch).',
    },
  },
  'agreement:sign': { may: isParty, who: partyOnly },
  'agreement:cancel': { may: isParty, who: partyOnly },
  'slot:book': { may: inAlliance, who: memberOnly },
  'booking:cancel': {
    may: (actor, booking) => actor.unit === booking.unitId || actor.unit === booking.ownerUnitId,
    who: {
      zh: '只有预约单位或资源所属单位可以取消；请联系其中一方。',
      en: 'Only the unit that booked or the unit that owns the resource may cancel: ask one of them.',
    },
  },
  'delivery:record': {
    may: isSide,
    who: partyOnly,
  },
  'delivery:answer': {
    may: (actor, of) => isSide(actor, of) && actor.unit !== of.recordedByUnitId,
    who: otherSideOnly,
  },
  'project:launch': { may: inAlliance, who: memberOnly },
  'project:close': { may: owns, who: ownerOnly },
  'project:join': { may: inAlliance, who: memberOnly },
  'contribution:record': {
    may: (actor, of) => actor.unit !== null && of.partnerUnitIds.includes(actor.unit),
    who: {
      zh: '只有该项目的共建单位可以登记工时；请先加入项目（joinProject）。',
      en: 'Only partners of the project may: join it first (joinProject).',
    },
  },
  'contribution:answer': {
    may: (actor, of) => actor.unit !== of.unitId && (answersFor(actor, of) || coordinates(actor, of.allianceId)),
    who: {
      zh: '工时由项目牵头单位或联盟协调员确认，牵头单位自己的工时也可由其他共建单位确认；本单位不能确认自己的投入，请联系他们处理。',
      en: 'Hours are answered by the lead unit of the project or a coordinator of the alliance, those of the lead unit by any other partner too, never by the unit that gave them: ask one of them.',
    },
  },
  'listing:deal': {
    may: (_, of) => of.isShownHere,
    who: {
      zh: '该内容未面向本联盟，仅可依数据共享协议查看，不能在本联盟内对接或预约；请联系其所属单位面向本联盟发布。',
      en: 'It is not shown to this alliance: by an agreement on sharing it is read, not matched or booked. Ask its unit to show it to the alliance.',
    },
  },
  'catalogue:edit': { may: (actor, of) => administers(actor, of.ownerUnitId), who: administratorOnly },
  'sharing:request': { may: (actor, of) => administers(actor, of.consumerUnitId), who: administratorOnly },
  'sharing:decide': {
    may: (actor, of) => administers(actor, of.providerUnitId),
    who: {
      zh: '只有数源单位的管理员可以答复共享申请；请等待其答复，或撤回申请（withdrawSharing）。',
      en: 'Only an administrator of the unit that provides answers a request: wait for that, or withdraw it (withdrawSharing).',
    },
  },
  'sharing:withdraw': {
    may: (actor, of) => administers(actor, of.providerUnitId) || administers(actor, of.consumerUnitId),
    who: {
      zh: '只有数源单位或使用单位的管理员可以撤回；请联系本单位管理员。',
      en: 'Only an administrator of one of the two units may withdraw it: ask the one of your unit.',
    },
  },
};

/**
 * Throws `FORBIDDEN`, saying who may, unless the actor stands to the target as the action demands. `subject` is the thing
 * acted upon, where there is one already.
 */
export function assertCan<A extends Action>(actor: Actor, action: A, target: Target<A>, subject: Subject | null): void {
  const { may, who } = actions[action];
  if (!may(actor, target)) throw RefusalError.forbidden(action, who, subject);
}
