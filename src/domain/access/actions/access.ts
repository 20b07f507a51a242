/** Acts of 权限与开放: apps, disclosures, consents, sharing: the relation to its object that each takes. */
import { administers, coordinates } from '../actor.ts';
import {
  owns,
  administersIt,
  administratorOnly,
  ownerOnly,
  type Lines,
  type Owned,
  type InAlliance,
  type Shared,
} from './relations.ts';

export interface AccessTargets {
  'app:register': Owned;
  'app:retire': { readonly ownerUnitId: string | null };
  'app:make-key': { readonly ownerUnitId: string | null };
  'app:revoke-key': { readonly ownerUnitId: string | null };
  'app:install': Owned;
  'app:uninstall': Owned & InAlliance;
  /** Whether row-level security shows it masked. */
  'contact:disclose': { readonly isSeenMasked: boolean };
  'beneficiary:disclose': Owned & { readonly isConsented: boolean };
  'consent:record': Owned;
  'consent:give': null;
  'consent:withdraw': Owned & {
    /** Whose consent it is, where it is that of a person with a login. */
    readonly personId: string | null;
  };
  'catalogue:edit': Owned;
  'sharing:request': Pick<Shared, 'consumerUnitId'>;
  'sharing:decide': Shared;
  'sharing:withdraw': Shared;
}

export const accessActions: Lines<AccessTargets> = {
  'app:register': { may: administersIt, who: administratorOnly },
  'app:retire': { may: administersIt, who: administratorOnly },
  'app:make-key': { may: administersIt, who: administratorOnly },
  'app:revoke-key': { may: administersIt, who: administratorOnly },
  'app:install': { may: administersIt, who: administratorOnly },
  'app:uninstall': {
    may: (actor, of) => administersIt(actor, of) || coordinates(actor, of.allianceId),
    who: {
      zh: '只有安装单位的管理员或该联盟的协调员可以这样做；请联系他们。',
      en: 'Only an administrator of the unit that installed it or a coordinator of the alliance may do this: ask one of them.',
    },
  },
  'contact:disclose': {
    may: (actor, { isSeenMasked }) => actor.unit !== null && isSeenMasked,
    who: {
      zh: '该单位的联系人当前不向您披露；请以同一联盟成员的身份查看，或申请数据共享（requestSharing）。',
      en: 'The contact of this unit is not disclosed to you at all: act under the hat of an alliance that you are both in, or ask for it to be shared (requestSharing).',
    },
  },
  'beneficiary:disclose': {
    may: (actor, of) => actor.unit !== null && (actor.unit === of.ownerUnitId || of.isConsented),
    who: {
      zh: '受益人未同意为此用途向其他单位提供完整信息；请联系发布该需求的单位征得本人同意（recordConsent）。',
      en: 'The person does not consent to be shown in full to another unit for this purpose: ask the unit in need to obtain and record it (recordConsent).',
    },
  },
  'consent:record': { may: owns, who: ownerOnly },
  'consent:give': {
    may: (actor) => actor.person !== null,
    who: {
      zh: '同意只能由本人作出，应用不能代为办理；请由本人登录后操作。',
      en: 'Persons consent themselves, and no app does it for them: sign in as yourself.',
    },
  },
  'consent:withdraw': {
    may: (actor, consent) => owns(actor, consent) || (actor.person !== null && actor.person === consent.personId),
    who: {
      zh: '只有登记该同意的单位或本人可以撤回；请联系该单位。',
      en: 'Only the unit that recorded the consent or the person it is of may withdraw it: ask that unit.',
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
