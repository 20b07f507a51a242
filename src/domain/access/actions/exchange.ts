/** Acts of 供需: listings, matches, agreements and deliveries: the relation to its object that each takes. */
import { coordinates, isMember, type Actor } from '../actor.ts';
import {
  owns,
  isParty,
  inAlliance,
  coordinatesIt,
  ownerOnly,
  partyOnly,
  coordinatorOnly,
  memberOnly,
  type Lines,
  type Owned,
  type InAlliance,
  type TwoSided,
} from './relations.ts';

type Booked = Owned & { readonly unitId: string };
interface Lent extends Owned {
  readonly borrowerUnitId: string;
}

const borrows = (actor: Actor, of: Lent): boolean => actor.unit === of.borrowerUnitId;

export interface ExchangeTargets {
  'resource:publish': Owned;
  'resource:open-slots': Owned;
  'resource:tell-booking-rule': Owned;
  'resource:tell-availability': Owned;
  'resource:book': InAlliance;
  'resource:edit': Owned;
  'stock:keep': Owned;
  'distribution:keep': Owned;
  'lending:lend': Lent;
  'lending:receive': Lent;
  'lending:take-back': Lent;
  'lending:cancel': Lent;
  'offer:publish': Owned;
  'offer:withdraw': Owned;
  'offer:set-menu': Owned;
  'offer:order': Owned & InAlliance;
  'offer:check-eligibility': InAlliance;
  'need:publish': Owned;
  'need:withdraw': Owned;
  'listing:redraft': Owned;
  'listing:revise': Owned;
  'listing:pause': Owned;
  'listing:close': Owned;
  'listing:review': Owned &
    InAlliance & {
      /** Whether it is for the coordinators of that alliance to judge. */
      readonly isJudgedThere: boolean;
      /** Whether the person holds a post in the unit that wrote it, whatever hat it wears now. */
      readonly isOfOwner: boolean;
    };
  'need:dispatch': Owned & InAlliance;
  'need:claim': Owned & InAlliance;
  'need:claim-with': Owned;
  'wish:claim': Owned & InAlliance & { readonly isPerson: boolean };
  'wish:complete': Owned;
  'claim:withdraw': TwoSided;
  'beneficiary:set': Owned;
  'beneficiary:erase': Owned;
  'match:propose': InAlliance;
  'match:answer': TwoSided;
  'match:check-who-comes': TwoSided;
  'match:withdraw': InAlliance & { readonly createdByUnitId: string };
  'slot:book': InAlliance;
  'booking:confirm': { readonly unitId: string };
  'booking:use': Booked;
  'booking:cancel': Booked;
  'booking:cancel-late': Owned;
  'booking:record-no-show': Owned;
  'listing:deal': { readonly isShownHere: boolean };
  'listing:export': Owned;
  'listing:export-alliance': InAlliance;
}

const bookedOrOwns = (actor: Actor, booking: Booked): boolean =>
  actor.unit === booking.unitId || actor.unit === booking.ownerUnitId;

export const exchangeActions: Lines<ExchangeTargets> = {
  'listing:export': { may: owns, who: ownerOnly },
  'listing:export-alliance': { may: coordinatesIt, who: coordinatorOnly },
  'resource:publish': { may: owns, who: ownerOnly },
  'resource:open-slots': { may: owns, who: ownerOnly },
  'resource:tell-booking-rule': { may: owns, who: ownerOnly },
  'resource:tell-availability': { may: owns, who: ownerOnly },
  'resource:book': { may: inAlliance, who: memberOnly },
  'resource:edit': { may: owns, who: ownerOnly },
  'stock:keep': { may: owns, who: ownerOnly },
  'distribution:keep': { may: owns, who: ownerOnly },
  'lending:lend': {
    may: (actor, of) => owns(actor, of) && of.borrowerUnitId !== of.ownerUnitId,
    who: {
      zh: '资源由其所属单位借给其他单位；请以所属单位的身份操作，并选择其他单位为借用单位。',
      en: 'The unit that has a thing lends it, and to another unit: act for that unit, and name another as the borrower.',
    },
  },
  'lending:receive': {
    may: borrows,
    who: {
      zh: '只有借用单位可以确认收到和归还；请等待借用单位处理。',
      en: 'Only the unit that borrows confirms that it has the thing, and gives it back: wait for it.',
    },
  },
  'lending:take-back': {
    may: owns,
    who: {
      zh: '只有出借单位可以确认归还；请等待出借单位处理。',
      en: 'Only the unit that lent it confirms that it is back: wait for it.',
    },
  },
  'lending:cancel': {
    may: (actor, of) => owns(actor, of) || borrows(actor, of),
    who: {
      zh: '只有出借单位或借用单位可以取消；请联系其中一方。',
      en: 'Only the unit that lends it or the one that borrows it may cancel: ask one of them.',
    },
  },
  'offer:publish': { may: owns, who: ownerOnly },
  'offer:withdraw': { may: owns, who: ownerOnly },
  'offer:set-menu': { may: owns, who: ownerOnly },
  'offer:order': {
    may: (actor, offer) => isMember(actor, offer.allianceId) && actor.unit !== offer.ownerUnitId,
    who: {
      zh: '须由联盟内的其他成员单位点单，本单位不能点自己的供给。',
      en: 'Another member unit of the alliance orders from an offer, never the unit that has it.',
    },
  },
  'offer:check-eligibility': { may: inAlliance, who: memberOnly },
  'need:publish': { may: owns, who: ownerOnly },
  'need:withdraw': { may: owns, who: ownerOnly },
  'listing:redraft': { may: owns, who: ownerOnly },
  'listing:revise': { may: owns, who: ownerOnly },
  'listing:pause': { may: owns, who: ownerOnly },
  'listing:close': { may: owns, who: ownerOnly },
  'listing:review': {
    may: (actor, of) =>
      of.isJudgedThere && coordinates(actor, of.allianceId) && actor.unit !== of.ownerUnitId && !of.isOfOwner,
    who: {
      zh: '须由其所面向联盟的协调员审核，在发布单位任职的人不能审核；请等待其他单位的协调员处理，或由本单位修改后重新提交（reviseNeed、reviseOffer）。',
      en: 'A coordinator of an alliance it is shown to reviews it, never somebody who holds a post in the unit that has it: wait for one of another unit, or revise it (reviseNeed, reviseOffer).',
    },
  },
  'need:dispatch': {
    may: (actor, need) => actor.unit === need.ownerUnitId || coordinates(actor, need.allianceId),
    who: {
      zh: '只有需求所属单位或联盟协调员可以发单；如愿承接，请认领（claimNeed）。',
      en: 'Only the unit that has the need or a coordinator of the alliance sends it to others: to serve it, claim it (claimNeed).',
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
  'wish:claim': {
    may: (actor, wish) => wish.isPerson && isMember(actor, wish.allianceId) && actor.unit !== wish.ownerUnitId,
    who: {
      zh: '微心愿由联盟内其他成员单位的人员认领；应用不能认领，登记心愿的单位也不能认领自己的心愿。',
      en: 'A micro-wish is claimed by persons who act for other member units of the alliance, not by apps, nor for the unit that entered it.',
    },
  },
  'wish:complete': { may: owns, who: ownerOnly },
  'claim:withdraw': {
    may: isParty,
    who: {
      zh: '只有认领人所代表的单位或登记心愿的单位可以撤回认领；请联系其中一方。',
      en: 'Only the unit for which it was claimed, or the one that entered the wish, takes a claim back: ask one of them.',
    },
  },
  'beneficiary:set': { may: owns, who: ownerOnly },
  'beneficiary:erase': { may: owns, who: ownerOnly },
  'match:propose': { may: coordinatesIt, who: coordinatorOnly },
  'match:answer': { may: isParty, who: partyOnly },
  'match:check-who-comes': {
    may: (actor, match) => actor.person !== null && actor.unit === match.supplierUnitId,
    who: {
      zh: '只有供给方单位的人员可以核验到场人，应用不能；请由提供服务的单位核验。',
      en: 'Only somebody who acts for the unit that serves the order checks who comes, no app: leave it to that unit.',
    },
  },
  'match:withdraw': {
    may: (actor, match) => actor.unit === match.createdByUnitId || coordinates(actor, match.allianceId),
    who: {
      zh: '只有发起单位或联盟协调员可以撤回；供需双方如不愿对接，请婉拒（declineMatch）。',
      en: 'Only the unit that started the match or a coordinator of the alliance may withdraw it: a side that does not want it declines (declineMatch).',
    },
  },
  'slot:book': { may: inAlliance, who: memberOnly },
  'booking:confirm': {
    may: (actor, booking) => actor.unit === booking.unitId,
    who: {
      zh: '只有暂留的单位可以确认；请以该单位的身份操作，或待其到时后另行预约。',
      en: 'Only the unit it is held for may confirm it: act for that unit, or book when the hold is over.',
    },
  },
  'booking:use': {
    may: bookedOrOwns,
    who: {
      zh: '只有预约单位或资源所属单位可以签到和办结；请联系其中一方。',
      en: 'Only the unit that booked or the unit that owns the resource may start and complete it: ask one of them.',
    },
  },
  'booking:cancel': {
    may: bookedOrOwns,
    who: {
      zh: '只有预约单位或资源所属单位可以取消；请联系其中一方。',
      en: 'Only the unit that booked or the unit that owns the resource may cancel: ask one of them.',
    },
  },
  'booking:cancel-late': {
    may: owns,
    who: {
      zh: '已过可自行取消的时限（freeUntil），只有资源所属单位可以说明原因后取消；请联系该单位。',
      en: 'It may no longer be given up (freeUntil): only the unit that owns the resource may cancel, with a reason. Ask it.',
    },
  },
  'booking:record-no-show': { may: owns, who: ownerOnly },
  'listing:deal': {
    may: (_, of) => of.isShownHere,
    who: {
      zh: '该内容未面向本联盟，仅可依数据共享协议查看，不能在本联盟内对接或预约；请联系其所属单位面向本联盟发布。',
      en: 'It is not shown to this alliance: by an agreement on sharing it is read, not matched or booked. Ask its unit to show it to the alliance.',
    },
  },
};
