/** Whom needs are for, and what they consented to: to meals, and one no longer to be visited; and what somebody consented to of themselves. */
import {
  ConsentToUseDocument,
  RecordConsentDocument,
  SetBeneficiaryDocument,
  WithdrawConsentDocument,
} from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { Exchanged } from './exchange.ts';
import type { Cast } from './people.ts';

type Of = 'shown' | 'open' | 'withdrawn' | 'held' | 'blue';

export interface Known {
  readonly beneficiaries: Readonly<Record<Of, string>>;
  readonly consents: Readonly<Record<Of | 'refused' | 'own', string>>;
}

const PERSON = { name: '王小明', mobile: '13812345678', identityNumber: '33028219410102001X', address: '阳光花园3幢' };

export async function knowPersons({ red, blue }: Cast, { needs }: Exchanged): Promise<Known> {
  const { community } = red;
  const known = async (actor: Actor, needId: string): Promise<string> =>
    there((await actor.do(SetBeneficiaryDocument, { needId, ...PERSON })).beneficiary).id;
  const given = async (actor: Actor, beneficiaryId: string, purpose = 'care.meals'): Promise<string> => {
    const consent = { beneficiaryId, purpose, evidence: '当面同意' };
    return there((await actor.do(RecordConsentDocument, consent)).consent).id;
  };
  const beneficiaries = {
    shown: await known(community, needs.alliance),
    open: await known(community, needs.open),
    withdrawn: await known(community, needs.withdrawn),
    held: await known(community, needs.inReview),
    blue: await known(blue.harbour, needs.blue),
  };
  const toMall = { unitId: red.mall.unitId, purpose: 'care.visit' };
  const consents = {
    shown: await given(community, beneficiaries.shown),
    open: await given(community, beneficiaries.open),
    withdrawn: await given(community, beneficiaries.withdrawn),
    held: await given(community, beneficiaries.held),
    refused: await given(community, beneficiaries.shown, 'care.visit'),
    blue: await given(blue.harbour, beneficiaries.blue),
    own: there((await community.do(ConsentToUseDocument, toMall)).consent).id,
  };
  const off = { consentId: consents.refused, expectedVersion: 1, reason: '本人撤回' };
  await community.do(WithdrawConsentDocument, off);
  return { beneficiaries, consents };
}
