/** Offers of the small world that are for some persons alone, and an order for one of them. */
import {
  OrderOfferDocument,
  PublishOfferDocument,
  ReviseOfferDocument,
  type EligibilityInput,
} from '../../generated/operations.ts';
import { aged, identityNumberOf } from '../../scenarios/benefits/benefit-steps.ts';
import { TO_BRING } from '../../scenarios/matching/pharmacy-steps.ts';
import { listed, there } from '../../scenarios/story.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

/** What is for the old or the poor alone, ordered for one of the old; and what somebody says is enough for. */
export async function forSome({ mall, community }: Cast['red']): Promise<Things> {
  const asked = (title: string, eligibility: EligibilityInput) =>
    mall.do(PublishOfferDocument, { ...listed({ title, value: '9' }), eligibility, documents: TO_BRING });
  const poor = { household: { codes: ['household.low-income'], needsProof: true } };
  const { offer: forOld } = await asked('限老年人或低收入家庭', { any: [aged(60), poor] });
  const saying = { occupation: { codes: ['occupation.courier'], needsProof: false } };
  const { offer: forCouriers } = await asked('限快递员', saying);
  const forPerson = { identityNumber: identityNumberOf('1940-01-01', '321') };
  const input = { offerId: there(forOld).id, amount: '2', forPerson };
  const { match } = await community.do(OrderOfferDocument, input);
  const documents = [{ name: '身份证明', isRequired: true }];
  await mall.do(ReviseOfferDocument, { offerId: there(forOld).id, expectedVersion: 1, documents });
  return { offerForOld: there(forOld).id, offerForCouriers: there(forCouriers).id, orderForOld: there(match).id };
}
