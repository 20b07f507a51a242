/** Acts on agreements: the relation to its object that each takes. */
import { coordinates, type Actor } from '../actor.ts';
import type { InAlliance, Lines } from './relations.ts';

/** Those who have to sign an agreement. */
interface Signed {
  readonly signerUnitIds: readonly string[];
}

export interface AgreementsTargets {
  'agreement:draft': InAlliance & { readonly partyUnitIds: readonly string[] };
  'agreement:propose-terms': Signed;
  'agreement:sign': Signed;
  'agreement:cancel': Signed;
  'agreement:suspend': Signed;
  'agreement:resume': Signed;
  'agreement:terminate': Signed;
  'agreement:withdraw-termination': Signed;
}

const signs = (actor: Actor, of: Signed): boolean => of.signerUnitIds.some((unitId) => unitId === actor.unit);

const signerOnly = {
  zh: '只有须签署该协议的单位可以这样做；请由其中一方处理。',
  en: 'Only the units that have to sign the agreement may do this: leave it to one of them.',
};

export const agreementsActions: Lines<AgreementsTargets> = {
  'agreement:draft': {
    may: (actor, of) => of.partyUnitIds.some((unitId) => unitId === actor.unit) || coordinates(actor, of.allianceId),
    who: {
      zh: '只有协议各方单位或联盟协调员可以起草；请将本单位列为一方（parties），或由协调员起草。',
      en: 'Only a party of the agreement or a coordinator of the alliance drafts it: list your unit among the parties, or leave it to a coordinator.',
    },
  },
  'agreement:propose-terms': { may: signs, who: signerOnly },
  'agreement:sign': { may: signs, who: signerOnly },
  'agreement:cancel': { may: signs, who: signerOnly },
  'agreement:suspend': { may: signs, who: signerOnly },
  'agreement:resume': { may: signs, who: signerOnly },
  'agreement:terminate': { may: signs, who: signerOnly },
  'agreement:withdraw-termination': { may: signs, who: signerOnly },
};
