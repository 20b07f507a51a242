/** A pharmacy service in the community (社区药事服务站), and residents of whom more or less is known. */
import {
  CheckEligibilityDocument,
  OrderForSomebodyDocument,
  PublishOfferDocument,
  PublishResourceDocument,
  RecordBenefitProofDocument,
  type BroughtDocumentInput,
  type CheckEligibilityMutation,
  type EligibilityInput,
  type OrderForSomebodyMutation,
  type OrderOfferInput,
  type RecordBenefitProofInput,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { identityNumberOf, mobileOf } from '../benefits/benefit-steps.ts';
import { division, keeperOf } from '../land/land.ts';
import { openBy, site } from '../land/sites.ts';
import { listed, there } from '../story.ts';

const DAILY = {
  windows: [{ rrule: 'FREQ=DAILY', opens: '08:30', closes: '17:00' }],
  ...({ onHolidays: 'AS_USUAL', onMakeUpDays: 'AS_USUAL' } as const),
};

export interface Pharmacy {
  readonly street: Actor;
  readonly pharmacy: Actor;
  readonly community: Actor;
  /** The county that the service is for, and another. */
  readonly county: string;
  readonly elsewhere: string;
  readonly offerId: string;
  /** Another offer of the same; its id. */
  readonly serve: () => Promise<string>;
}

/** 60 and over or chronically ill, with proof; living in the area. Parts: 1 all, 2 any, 3 age, 4 health, 5 home. */
export const forWhom = (county: string): EligibilityInput => ({
  all: [
    { any: [{ age: { from: 60 } }, { health: { codes: ['health.chronic'], needsProof: true } }] },
    { homeArea: { areaId: county, needsProof: true } },
  ],
});

export const TO_BRING: readonly BroughtDocumentInput[] = [
  { code: 'document.identity-card', isRequired: true },
  { code: 'document.chronic-illness-record', note: '近三个月内', isRequired: false },
  { code: 'document.prescription', isRequired: true },
];

export async function pharmacyService(world: World): Promise<Pharmacy> {
  const { street, pharmacy, community } = await world.alliance('浒山', 'street', 'pharmacy', 'community');
  await world.sql(
    `insert into directory.term (id, scheme, code, label_zh, label_en, rank)
     values ($1, 'CATEGORY', 'medicine.service', '社区药事服务', 'pharmacy service', 100)`,
    [world.id('term')],
  );
  const county = await keeperOf(world, street, '330282');
  const elsewhere = await division(world, '330203');
  const placeId = await site(pharmacy, { name: '社区药事服务站', areaId: county, services: ['medicine.service'] });
  await openBy(pharmacy, placeId, DAILY);
  const about = { kind: 'STAFF_TIME', name: '药师', description: '用药指导', visibility: 'ALLIANCE', placeId } as const;
  const resourceId = there((await pharmacy.do(PublishResourceDocument, about)).resource).id;
  const listing = listed({
    ...{ title: '社区药事服务', description: '取药与用药指导', category: 'medicine.service' },
    ...{ value: '10', unit: '人次', resourceId },
  });
  const asked = { eligibility: forWhom(county), documents: TO_BRING };
  const serve = async (): Promise<string> =>
    there((await pharmacy.do(PublishOfferDocument, { ...listing, ...asked })).offer).id;
  return { street, pharmacy, community, county, elsewhere, offerId: await serve(), serve };
}

type Who = NonNullable<OrderOfferInput['forPerson']>;

/** Somebody by their identity number, and by a mobile number of their own. */
export const born = (bornOn: string, i: number): Who => ({
  identityNumber: identityNumberOf(bornOn, String(100 + i)),
  mobile: mobileOf(i),
});

export async function shows(unit: Actor, who: Who, about: Partial<RecordBenefitProofInput>): Promise<string> {
  const input = { mobile: who.mobile ?? null, kind: 'HOME_AREA', document: '户口簿', ...about } as const;
  return there((await unit.do(RecordBenefitProofDocument, input)).benefitProof).id;
}

export const livesIn = (unit: Actor, who: Who, areaId: string): Promise<string> =>
  shows(unit, who, { kind: 'HOME_AREA', homeAreaId: areaId });

export const isIll = (unit: Actor, who: Who): Promise<string> =>
  shows(unit, who, { kind: 'HEALTH', code: 'health.chronic', document: '慢性病病历' });

type Ordered = OrderForSomebodyMutation['orderOffer'];

export const orders = (unit: Actor, offerId: string, forPerson: Who | null, amount = '1'): Promise<Ordered> =>
  unit.act(OrderForSomebodyDocument, { offerId, amount, forPerson });

type Answer = NonNullable<NonNullable<CheckEligibilityMutation['checkEligibility']>['answer']>;

export async function asks(unit: Actor, offerId: string, who: Who): Promise<Answer> {
  return there((await unit.do(CheckEligibilityDocument, { offerId, ...who })).answer);
}
