/** Acts of 名录: units, posts and memberships: the relation to its object that each takes. */
import { administers, coordinates, type Actor } from '../actor.ts';
import {
  owns,
  administersASide,
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

export interface DirectoryTargets {
  'unit:edit': Owned;
  'unit:rename': Owned;
  'identifier:edit': Owned;
  'identifier:judge': Owned &
    InAlliance & {
      /** Whether the unit is an active member of that alliance. */
      readonly isMember: boolean;
    };
  /** The units that look after the area, or after anything that it lies in. */
  'area:keep': { readonly keeperUnitIds: readonly string[] };
  'place:open': Owned;
  'place:edit': Owned;
  'post:invite': Owned;
  'post:invite-coordinator': { readonly leadUnitId: string };
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
  'person:set': null;
  'person-relation:propose': { readonly personId: string; readonly hostUnitIds: readonly string[] };
  'person-relation:answer': OfPerson;
  'person-relation:withdraw': OfPerson;
  'person-relation:end': OfPerson;
  'membership:apply': Owned;
  'membership:decide': InAlliance;
  'membership:withdraw': Owned;
  'membership:leave': Owned;
}

/** Of a person to something of a unit. */
interface OfPerson {
  readonly personId: string;
  readonly hostUnitId: string;
  readonly homeUnitId?: string | null | undefined;
  readonly proposedBy: 'PERSON' | 'UNIT';
}

const isOf = (actor: Actor, of: { readonly personId: string }): boolean =>
  actor.person !== null && actor.person === of.personId;

export const directoryActions: Lines<DirectoryTargets> = {
  'unit:edit': { may: owns, who: ownerOnly },
  'unit:rename': { may: administersIt, who: administratorOnly },
  'identifier:edit': { may: administersIt, who: administratorOnly },
  'identifier:judge': {
    may: (actor, of) => of.isMember && coordinates(actor, of.allianceId) && actor.unit !== of.ownerUnitId,
    who: {
      zh: '单位标识须由其所在联盟的协调员核验，且协调员不得属于该单位；请联系其他单位的协调员。',
      en: 'A coordinator of an alliance of the unit, who acts for another unit, judges its identifiers: ask one.',
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
  'relation:propose': {
    may: administersASide,
    who: {
      zh: '单位关系只能由其中一方单位的管理员提出；请以该单位的身份（X-Acting-Unit）操作，或联系单位管理员。',
      en: 'A relation is proposed by an administrator of one of its two units: act for that unit (X-Acting-Unit), or ask an administrator of it.',
    },
  },
  'relation:answer': {
    may: (actor, of) => administersASide(actor, of) && actor.unit !== of.proposedByUnitId,
    who: {
      zh: '只能由对方单位的管理员答复；提出单位可撤回（withdrawRelation）。',
      en: 'It is answered by an administrator of the other unit; the one that proposed it may take it back (withdrawRelation).',
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
      zh: '单位关系只能由其中一方单位的管理员结束；请以该单位的身份（X-Acting-Unit）操作，或联系单位管理员。',
      en: 'A relation is ended by an administrator of one of its two units: act for that unit (X-Acting-Unit), or ask an administrator of it.',
    },
  },
  'person:set': {
    may: (actor) => actor.person !== null,
    who: {
      zh: '姓名只能由本人登记或更正，应用不能代为办理；请由本人登录后操作。',
      en: 'Persons say themselves who they are, and no app does it for them: sign in as yourself.',
    },
  },
  'person-relation:propose': {
    may: (actor, of) => isOf(actor, of) || of.hostUnitIds.some((unitId) => administers(actor, unitId)),
    who: {
      zh: '人员关系只能由本人，或由接收单位（区划的管理单位、阵地的所属单位）的管理员提出；请以该单位的身份（X-Acting-Unit）操作，或联系其管理员。',
      en: 'A relation of a person is proposed by the person, or by an administrator of the unit they would come to, which looks after the area or runs the place: act for that unit (X-Acting-Unit), or ask an administrator of it.',
    },
  },
  'person-relation:answer': {
    may: (actor, of) => (of.proposedBy === 'PERSON' ? administers(actor, of.hostUnitId) : isOf(actor, of)),
    who: {
      zh: '本人提出的由接收单位的管理员答复，接收单位提出的由本人答复；提出方可撤回（withdrawPersonRelation）。',
      en: 'What the person proposed is answered by an administrator of the unit, and what the unit proposed by the person; who proposed it may take it back (withdrawPersonRelation).',
    },
  },
  'person-relation:withdraw': {
    may: (actor, of) => (of.proposedBy === 'PERSON' ? isOf(actor, of) : administers(actor, of.hostUnitId)),
    who: {
      zh: '只能由提出方撤回；另一方可婉拒（declinePersonRelation）。',
      en: 'It is taken back by the side that proposed it; the other one may decline it (declinePersonRelation).',
    },
  },
  'person-relation:end': {
    may: (actor, of) =>
      isOf(actor, of) ||
      administers(actor, of.hostUnitId) ||
      (of.homeUnitId != null && administers(actor, of.homeUnitId)),
    who: {
      zh: '人员关系只能由本人、接收单位或原单位的管理员结束；请以该单位的身份（X-Acting-Unit）操作，或联系其管理员。',
      en: 'A relation of a person is ended by the person, or by an administrator of the unit they came to or come from: act for that unit (X-Acting-Unit), or ask an administrator of it.',
    },
  },
  'membership:apply': { may: owns, who: ownerOnly },
  'membership:decide': { may: coordinatesIt, who: coordinatorOnly },
  'membership:withdraw': { may: owns, who: ownerOnly },
  'membership:leave': { may: owns, who: ownerOnly },
};
