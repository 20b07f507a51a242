/** Acts on what was promised and delivered: the relation to its object that each takes. */
import { administers } from '../actor.ts';
import {
  administratorOnly,
  coordinatesIt,
  isSide,
  partyOnly,
  type InAlliance,
  type Lines,
  type Owned,
  type Promised,
} from './relations.ts';

type Recorded = Promised & { readonly recordedByUnitId: string };

export interface PromisesTargets {
  'delivery:record': Promised;
  'delivery:answer': Recorded;
  'delivery:reverse': Promised;
  'commitment:release': Promised;
  'commitment:answer-breach': Promised;
  'dispute:withdraw': Recorded;
  'dispute:refer': Promised;
  'dispute:resolve': Promised & InAlliance;
  'reliability:show': Owned;
}

const otherSideOnly = {
  zh: '须由记录方之外的另一方单位确认或提出异议；请等待对方处理。',
  en: 'The side that did not record it confirms or disputes it: wait for that side.',
};

export const promisesActions: Lines<PromisesTargets> = {
  'delivery:record': {
    may: isSide,
    who: partyOnly,
  },
  'delivery:answer': {
    may: (actor, of) => isSide(actor, of) && actor.unit !== of.recordedByUnitId,
    who: otherSideOnly,
  },
  'delivery:reverse': { may: isSide, who: partyOnly },
  'commitment:release': {
    may: (actor, of) => actor.unit === of.toUnitId,
    who: {
      zh: '只有接收方单位可以这样做；请联系接收方。',
      en: 'Only the unit that it was promised to may do this: ask it.',
    },
  },
  'commitment:answer-breach': {
    may: (actor, of) => actor.unit === of.fromUnitId,
    who: {
      zh: '只有承诺方单位可以说明情况；请由承诺方处理。',
      en: 'Only the unit that promised it answers: leave it to that unit.',
    },
  },
  'dispute:withdraw': {
    may: (actor, of) => isSide(actor, of) && actor.unit !== of.recordedByUnitId,
    who: {
      zh: '异议只能由提出方撤回；可重新登记履约，或提请协调员认定（referDispute）。',
      en: 'Only the side that objected withdraws that: record it anew, or ask the coordinator to decide (referDispute).',
    },
  },
  'dispute:refer': { may: isSide, who: partyOnly },
  'dispute:resolve': {
    may: (actor, of) => coordinatesIt(actor, of) && !isSide(actor, of),
    who: {
      zh: '须由该联盟的协调员认定，且其单位不是协议一方；请联系协调员，或由双方自行解决。',
      en: 'A coordinator of the alliance decides, whose unit is no side of the agreement: ask one, or settle it between the two units.',
    },
  },
  'reliability:show': { may: (actor, of) => administers(actor, of.ownerUnitId), who: administratorOnly },
};
