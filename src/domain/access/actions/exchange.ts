/** Acts of 供需: listings, matches, agreements and deliveries: the relation to its object that each takes. */
import { coordinates, isMember } from '../actor.ts';
import {
  owns,
  isParty,
  inAlliance,
  coordinatesIt,
  isSide,
  ownerOnly,
  partyOnly,
  coordinatorOnly,
  memberOnly,
  type Lines,
  type Owned,
  type InAlliance,
  type TwoSided,
  type Promised,
} from './relations.ts';

export interface ExchangeTargets {
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
  'match:propose': InAlliance;
  'match:answer': TwoSided;
  'match:withdraw': InAlliance & { readonly createdByUnitId: string };
  'agreement:sign': TwoSided;
  'agreement:cancel': TwoSided;
  'slot:book': InAlliance;
  'booking:cancel': Owned & { readonly unitId: string };
  'delivery:record': Promised;
  'delivery:answer': Promised & { readonly recordedByUnitId: string };
  'listing:deal': { readonly isShownHere: boolean };
  'listing:export': Owned;
  'listing:export-alliance': InAlliance;
}

const otherSideOnly = {
  zh: '须由记录方之外的另一方单位确认或提出异议；请等待对方处理。',
  en: 'The side that did not record it confirms or disputes it: wait for that side.',
};

export const exchangeActions: Lines<ExchangeTargets> = {
  'listing:export': { may: owns, who: ownerOnly },
  'listing:export-alliance': { may: coordinatesIt, who: coordinatorOnly },
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
  'listing:deal': {
    may: (_, of) => of.isShownHere,
    who: {
      zh: '该内容未面向本联盟，仅可依数据共享协议查看，不能在本联盟内对接或预约；请联系其所属单位面向本联盟发布。',
      en: 'It is not shown to this alliance: by an agreement on sharing it is read, not matched or booked. Ask its unit to show it to the alliance.',
    },
  },
};
