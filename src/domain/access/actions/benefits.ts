/** Acts on benefits: the relation to its object that each takes. */
import { administers } from '../actor.ts';
import { ownerOnly, owns, type Lines, type Owned } from './relations.ts';

export interface BenefitsTargets {
  /** The units that look after the area, or after anything that it lies in. */
  'benefit:set-frame': { readonly keeperUnitIds: readonly string[] };
  'benefit:publish': Owned;
  'benefit:edit': Owned;
  'benefit:fund': { readonly isFunder: boolean };
  'benefit:prove': Owned;
  'benefit:forget': Owned;
  'benefit:check': Owned & {
    /** Whether it is an app that the unit let check benefits, under the hat of the alliance. */
    readonly isLet: boolean;
  };
  'benefit:redeem': Owned;
  'benefit:reverse': Owned;
}

export const benefitsActions: Lines<BenefitsTargets> = {
  'benefit:set-frame': {
    may: (actor, { keeperUnitIds }) => keeperUnitIds.some((unitId) => administers(actor, unitId)),
    who: {
      zh: '优惠幅度由该区划（或上级区划）管理单位的管理员规定；请以该单位的身份（X-Acting-Unit）操作，或联系其管理员。',
      en: 'A frame is set by an administrator of the unit that looks after the area, or after one that it lies in: act for that unit (X-Acting-Unit), or ask one.',
    },
  },
  'benefit:publish': { may: owns, who: ownerOnly },
  'benefit:edit': { may: owns, who: ownerOnly },
  'benefit:fund': {
    may: (_, { isFunder }) => isFunder,
    who: {
      zh: '只有该版本列明的出资单位可以同意出资；请以该单位的身份（X-Acting-Unit）操作，或请所属单位修订规则（reviseBenefitRule）。',
      en: 'Only a unit that the version names as paying for it agrees to that: act for such a unit (X-Acting-Unit), or have the rule revised (reviseBenefitRule).',
    },
  },
  'benefit:prove': { may: owns, who: ownerOnly },
  'benefit:forget': { may: owns, who: ownerOnly },
  'benefit:check': {
    may: (actor, of) => of.isLet || owns(actor, of),
    who: {
      zh: '只有该阵地的所属单位，或其安装并授予 benefits:check 权限的应用，可以查询资格；请以该单位的身份操作，或请其安装应用（installApp）。',
      en: 'Only the unit of the place checks who is eligible, or an app that it installed with the scope benefits:check: act for that unit, or have it install the app (installApp).',
    },
  },
  'benefit:redeem': { may: owns, who: ownerOnly },
  'benefit:reverse': { may: owns, who: ownerOnly },
};
