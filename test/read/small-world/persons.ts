/** Whom needs are for in the small world, and what they consented to: in force, withdrawn, for a while. */
import { RecordConsentDocument, SetBeneficiaryDocument, WithdrawConsentDocument } from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

const PERSON = { name: '李秀英', mobile: '13712345678', identityNumber: '330282194101020028', address: '阳光花园3幢' };

export async function persons(world: World, { red, blue }: Cast, things: Things): Promise<Things> {
  const { mall, community, hospital } = red;
  const set = async (actor: typeof mall, name: string, more: object = {}): Promise<string> => {
    world.clock.pass({ minutes: 1 });
    const input = { ...PERSON, ...more, needId: there(things[name]) };
    return there((await actor.do(SetBeneficiaryDocument, input)).beneficiary).id;
  };
  const beneficiary = await set(community, 'need');
  const publicBeneficiary = await set(community, 'publicNeed', { name: '欧阳建国', mobile: null });
  const atHospital = await set(hospital, 'wiring', { name: '赵一', identityNumber: null, address: null });
  await set(blue.harbour, 'blueNeed', { name: '钱二', address: '3幢' });
  const given = async (actor: typeof mall, beneficiaryId: string, purpose: string, until: string | null = null) => {
    world.clock.pass({ minutes: 1 });
    const consent = { beneficiaryId, purpose, evidence: '监护人当面同意', until };
    return there((await actor.do(RecordConsentDocument, consent)).consent).id;
  };
  const consent = await given(community, beneficiary, 'care.meals', world.clock.day(60, '00:00'));
  const withdrawn = await given(community, beneficiary, 'care.visit');
  const off = { consentId: withdrawn, expectedVersion: 1, reason: '本人来电撤回' };
  await community.do(WithdrawConsentDocument, off);
  await given(community, publicBeneficiary, 'care.meals');
  await given(hospital, atHospital, 'care.health');
  await disclose(world, beneficiary, mall);
  return { beneficiary, publicBeneficiary, consent, withdrawnConsent: withdrawn };
}

/** Somebody at the mall, which serves that need, sees it in full for the time being; a colleague would not. */
async function disclose(world: World, beneficiary: string, { person, unit }: Cast['outsider']): Promise<void> {
  await world.sql(
    `insert into access.disclosure (id, subject_type, subject_id, of_unit_id, person_id, unit_id, purpose, reason, valid)
     select $1, 'beneficiary', k.id, k.owner_unit_id, $3, $4, 'care.meals', '送餐上门', tstzrange($5::timestamptz, $5::timestamptz + interval '1 year')
     from exchange.beneficiary_mask k where k.id = $2`,
    [...[world.id('disclosure'), there(beneficiary.split('_')[1]), person, unit], world.clock.now().toISOString()],
  );
}
