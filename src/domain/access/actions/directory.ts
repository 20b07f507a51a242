/** Acts of 名录: units, posts and memberships: the relation to its object that each takes. */
import { administers, coordinates, type Actor } from '../actor.ts';
import {
  owns,
  administersASide,
  administersOtherSide,
  administersIt,
  coordinatesIt,
  administratorOnly,
  ownerOnly,
  coordinatorOnly,
  type Lines,
  type Owned,
  type InAlliance,
  type Held,
  type Related,
} from './relations.ts';

/** What a unit says of itself, judged by a coordinator of an alliance who acts for another one. */
type Judged = Owned &
  InAlliance & {
    /** Whether the unit is an active member of that alliance. */
    readonly isMember: boolean;
  };

const judges = (actor: Actor, of: Judged): boolean =>
  of.isMember && coordinates(actor, of.allianceId) && actor.unit !== of.ownerUnitId;

interface Registered {
  readonly registeredByUnitId: string | null;
  /** Whether nobody acts for the unit yet. */
  readonly isNobodys: boolean;
}

/** A coordinator of the unit that registered it, while nobody acts for it. */
const registeredIt = (actor: Actor, of: InAlliance & Registered): boolean =>
  of.isNobodys && actor.unit === of.registeredByUnitId && coordinates(actor, of.allianceId);

export interface DirectoryTargets {
  'unit:edit': Owned;
  'unit:rename': Owned;
  'unit:reclassify': Owned;
  'unit:dissolve': Owned;
  'unit:register': InAlliance;
  'unit:merge': InAlliance & Registered;
  'unit:withdraw-registration': InAlliance & Registered;
  'identifier:edit': Owned;
  'identifier:take-back': InAlliance & Registered;
  'identifier:judge': Judged;
  'classification:own': Owned;
  'classification:judge': Judged;
  /** The units that look after the area, or after anything that it lies in. */
  'area:keep': { readonly keeperUnitIds: readonly string[] };
  'place:open': Owned;
  'place:edit': Owned;
  'place:tell-hours': Owned;
  'file:add': Owned;
  'file:delete': Owned;
  'import:change': Owned & InAlliance;
  'post:invite': Owned;
  'post:invite-coordinator': { readonly leadUnitId: string };
  'post:invite-first': InAlliance & Registered;
  /** Whether the actor administers in their own right, and not by delegation. */
  'post:change-administrator': { readonly isOwnRight: boolean };
  'post:delegate': Held & { readonly isDelegated: boolean };
  'post:end': Held & { readonly sourcePersonId: string | null };
  'invitation:accept': null;
  'invitation:cancel': Owned & { readonly invitedBy: string | null };
  'relation:propose': Related;
  'relation:answer': Related;
  'relation:withdraw': Related;
  'relation:end': Related;
  'alliance:found': Owned;
  'alliance:edit': InAlliance;
  /** Of an alliance or, where that is null, of a unit. */
  'programme:run': { readonly ownerUnitId: string | null; readonly allianceId: string | null };
  'alliance:dissolve': Owned;
  'alliance:offer-lead': Owned;
  'alliance:accept-lead': { readonly ownerUnitId: string | null };
  'alliance:decline-lead': { readonly leadUnitId: string; readonly offeredTo: string | null };
  'membership:apply': Owned;
  'membership:answer': Owned;
  'membership:decide': InAlliance;
  'membership:withdraw': Owned;
  'membership:leave': Owned;
}

const leadsAdministratorOnly = {
  zh: '只有牵头单位的管理员可以这样做；请以该单位的身份（X-Acting-Unit）操作，或联系其管理员。',
  en: 'Only an administrator of the unit that leads the alliance may do this: act for that unit (X-Acting-Unit), or ask one.',
};

export const directoryActions: Lines<DirectoryTargets> = {
  'unit:edit': { may: owns, who: ownerOnly },
  'unit:rename': { may: administersIt, who: administratorOnly },
  'unit:reclassify': { may: administersIt, who: administratorOnly },
  'unit:dissolve': { may: administersIt, who: administratorOnly },
  'unit:register': { may: coordinatesIt, who: coordinatorOnly },
  'unit:merge': {
    may: registeredIt,
    who: {
      zh: '只能由登记这两个单位的联盟协调员合并，且两单位均尚无人任职；已有人任职的，请联系该单位的管理员。',
      en: 'Units are merged by a coordinator of the unit that registered both, while nobody acts for either: where somebody does, ask an administrator of that unit.',
    },
  },
  'unit:withdraw-registration': {
    may: registeredIt,
    who: {
      zh: '登记只能由登记该单位的联盟协调员撤销，且该单位尚无人任职；已有人任职的，由该单位的管理员注销（dissolveUnit）。',
      en: 'A registration is withdrawn by a coordinator of the unit that registered it, while nobody acts for the unit: where somebody does, its administrators dissolve it (dissolveUnit).',
    },
  },
  'identifier:edit': { may: administersIt, who: administratorOnly },
  'identifier:take-back': { may: registeredIt, who: administratorOnly },
  'identifier:judge': {
    may: judges,
    who: {
      zh: '单位标识须由其所在联盟的协调员核验，且协调员不得属于该单位；请联系其他单位的协调员。',
      en: 'A coordinator of an alliance of the unit, who acts for another unit, judges its identifiers: ask one.',
    },
  },
  'classification:own': { may: administersIt, who: administratorOnly },
  'classification:judge': {
    may: judges,
    who: {
      zh: '该分类须由单位所在联盟的协调员认定，且协调员不得属于该单位；请联系其他单位的协调员。',
      en: 'A coordinator of an alliance of the unit, who acts for another unit, says of which class it is: ask one.',
    },
  },
  'area:keep': {
    may: (actor, { keeperUnitIds }) => keeperUnitIds.some((unitId) => administers(actor, unitId)),
    who: {
      zh: '只有该区划或其上级区划的管理单位的管理员可以这样做；请以该单位的身份（X-Acting-Unit）操作，或联系其管理员。',
      en: 'Only an administrator of the unit that looks after the area, or after one that it lies in, may do this: act for that unit (X-Acting-Unit), or ask an administrator of it.',
    },
  },
  'place:open': { may: owns, who: ownerOnly },
  'place:edit': { may: owns, who: ownerOnly },
  'place:tell-hours': { may: owns, who: ownerOnly },
  'import:change': { may: (actor, of) => owns(actor, of) && coordinatesIt(actor, of), who: coordinatorOnly },
  'file:add': { may: owns, who: ownerOnly },
  'file:delete': { may: owns, who: ownerOnly },
  'post:invite': { may: administersIt, who: administratorOnly },
  'post:invite-coordinator': {
    may: (actor, alliance) => actor.unit === alliance.leadUnitId,
    who: {
      zh: '联盟协调员只能由该联盟的牵头单位任用；请联系牵头单位。',
      en: 'A coordinator of an alliance holds a post in the unit that leads it: ask the lead unit.',
    },
  },
  'post:invite-first': {
    may: registeredIt,
    who: {
      zh: '第一位单位管理员只能由登记该单位的联盟协调员邀请，且该单位尚无人任职；已有管理员的，请联系其管理员（inviteToPost）。',
      en: 'The first administrator of a unit is invited by a coordinator of the unit that registered it, while nobody acts for it: where somebody does, ask its administrators (inviteToPost).',
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
  'relation:propose': {
    may: administersASide,
    who: {
      zh: '单位关系只能由其中一方单位（对区划，为其管理单位）的管理员提出；请以该单位的身份（X-Acting-Unit）操作，或联系单位管理员。',
      en: 'A relation is proposed by an administrator of one of its two units, of an area the one that looks after it: act for that unit (X-Acting-Unit), or ask an administrator of it.',
    },
  },
  'relation:answer': {
    may: administersOtherSide,
    who: {
      zh: '只能由对方单位（对区划，为其管理单位）的管理员答复；提出单位可撤回（withdrawRelation）。',
      en: 'It is answered by an administrator of the other unit, of an area the one that looks after it; the one that proposed it may take it back (withdrawRelation).',
    },
  },
  'relation:withdraw': {
    may: (actor, of) => administers(actor, of.proposedByUnitId),
    who: {
      zh: '只能由提出单位的管理员撤回；对方单位可婉拒（declineRelation）。',
      en: 'It is taken back by an administrator of the unit that proposed it; the other one may decline it (declineRelation).',
    },
  },
  'relation:end': {
    may: administersASide,
    who: {
      zh: '单位关系只能由其中一方单位（对区划，为其管理单位）的管理员结束；请以该单位的身份（X-Acting-Unit）操作，或联系单位管理员。',
      en: 'A relation is ended by an administrator of one of its two units, of an area the one that looks after it: act for that unit (X-Acting-Unit), or ask an administrator of it.',
    },
  },
  'alliance:found': { may: administersIt, who: administratorOnly },
  'alliance:edit': { may: coordinatesIt, who: coordinatorOnly },
  'programme:run': {
    may: (actor, { ownerUnitId, allianceId }) =>
      allianceId === null ? administersIt(actor, { ownerUnitId }) : coordinates(actor, allianceId),
    who: {
      zh: '只有该品牌项目所属单位的管理员或所属联盟的协调员可以这样做；请以相应身份（X-Acting-Unit）操作，或联系他们。',
      en: 'Only an administrator of the unit, or a coordinator of the alliance, whose programme it is may do this: act for it (X-Acting-Unit), or ask one of them.',
    },
  },
  'alliance:dissolve': { may: administersIt, who: leadsAdministratorOnly },
  'alliance:offer-lead': { may: administersIt, who: leadsAdministratorOnly },
  'alliance:accept-lead': {
    may: administersIt,
    who: {
      zh: '只有受移交单位的管理员可以接受牵头职责；请由牵头单位先行移交（offerLead）。',
      en: 'The lead is taken by an administrator of the unit that it is offered to: ask the unit that leads to offer it (offerLead).',
    },
  },
  'alliance:decline-lead': {
    may: (actor, of) =>
      administers(actor, of.leadUnitId) || (of.offeredTo !== null && administers(actor, of.offeredTo)),
    who: {
      zh: '只有牵头单位或受移交单位的管理员可以这样做；请联系他们。',
      en: 'Only an administrator of the unit that leads, or of the one that the lead is offered to, may do this: ask one of them.',
    },
  },
  'membership:apply': { may: owns, who: ownerOnly },
  'membership:answer': { may: owns, who: ownerOnly },
  'membership:decide': { may: coordinatesIt, who: coordinatorOnly },
  'membership:withdraw': { may: owns, who: ownerOnly },
  'membership:leave': { may: owns, who: ownerOnly },
};
