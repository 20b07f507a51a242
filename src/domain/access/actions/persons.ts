/** Acts of persons, and what persons are to units, areas and places: the relation to its object that each takes. */
import { administers, type Actor } from '../actor.ts';
import type { Lines } from './relations.ts';

/** Of a person to something of a unit. */
interface OfPerson {
  readonly personId: string;
  readonly hostUnitId: string;
  readonly homeUnitId?: string | null | undefined;
  readonly proposedBy: 'PERSON' | 'UNIT';
}

export const isOf = (actor: Actor, of: { readonly personId?: string | null | undefined }): boolean =>
  actor.person !== null && actor.person === of.personId;

export interface PersonsTargets {
  'person:set': null;
  'person-relation:propose': { readonly personId: string; readonly hostUnitIds: readonly string[] };
  'person-relation:answer': OfPerson;
  'person-relation:withdraw': OfPerson;
  'person-relation:end': OfPerson;
}

export const personsActions: Lines<PersonsTargets> = {
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
};
