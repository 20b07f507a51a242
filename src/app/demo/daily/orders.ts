/** Menus to order from, and offers for those who fit: what is ordered for a resident waits for an answer. */
import { globalId } from '../../../domain/ids.ts';
import {
  DailyOrderOfferDocument,
  DailyRecordBenefitProofDocument,
  DailySetOfferMenuDocument,
  PublishOfferDocument,
  type PublishOfferInput,
  type SetOfferMenuInput,
} from '../../../generated/operations.ts';
import { namedId } from '../../named-id.ts';
import { atTime } from '../calendar.ts';
import { made, type Cast } from '../cast.ts';
import { idOf, type Land } from '../land.ts';
import { nobodysNumber } from './numbers.ts';
import { ALLIANCE, type DailyRows } from './rows.ts';

const FRESH = 1;
const FIRST_EDITION = 1;

const alliance = globalId('alliance', namedId('alliance', ALLIANCE));

type Menu = SetOfferMenuInput['items'];

const produce: Menu = [
  { code: 'greens', name: '时令青菜组合', unit: '份', price: { amount: '18' } },
  { code: 'eggs', name: '土鸡蛋三十枚', unit: '盒', price: { amount: '36' }, mostPerOrder: 20 },
  { code: 'rice-cake', name: '手工年糕五斤', unit: '袋', price: { amount: '25' } },
];

const meals: Menu = [
  { code: 'usual', name: '家常套餐', unit: '份', price: { amount: '12' } },
  { code: 'soft', name: '软烂套餐', unit: '份', price: { amount: '12' } },
  { code: 'light', name: '少盐套餐', unit: '份', price: { amount: '13' } },
];

type Listing = Omit<PublishOfferInput, 'idempotencyKey'>;

const home = (now: Date): Pick<Listing, 'period' | 'visibility' | 'audience'> => ({
  period: { start: atTime(now, -7, '08:00').toISOString(), end: atTime(now, 60, '18:00').toISOString() },
  ...{ visibility: 'ALLIANCE', audience: [alliance] },
});

/** A resident of the community, whose card was looked at there. */
const resident = nobodysNumber('1946-08-15', 41);

export async function tellOrders(cast: Cast, { offers }: DailyRows, land: Land, now: Date): Promise<void> {
  const at = (unit: string, days: number, time: string) => cast(unit, ALLIANCE, atTime(now, days, time));
  const offerId = globalId('offer', offers.produce.id);
  const menu = { offerId, expectedVersion: FRESH, items: produce };
  await at('tianxiangqiao', -6, '09:40').act('produce-menu', DailySetOfferMenuDocument, menu);
  const basket = [
    { code: 'eggs', count: 4 },
    { code: 'greens', count: 10 },
  ];
  const order = { offerId, menuEdition: FIRST_EDITION, items: basket };
  await at('power', -1, '14:10').act('produce-ordered', DailyOrderOfferDocument, order);
  await tellMeals(cast, now);
  await tellVisits(cast, land, now);
}

/** Meals carried to the homes of older people: from a menu, for somebody whose age the identity number tells. */
async function tellMeals(cast: Cast, now: Date): Promise<void> {
  const canteen = (time: string) => cast('mingzhu', ALLIANCE, atTime(now, -8, time));
  const step = 'meals-offered';
  const published = await canteen('09:00').act(step, PublishOfferDocument, {
    ...home(now),
    ...{ category: 'meals.elderly', title: '明珠邻里食堂送餐上门', quantity: { value: '200', unit: '份' } },
    description: '按菜单点单，午间由志愿者送到家门口。',
    eligibility: { age: { from: 60 } },
    documents: [
      { code: 'document.identity-card', isRequired: true },
      { code: 'document.senior-card', isRequired: false, note: '有则出示' },
    ],
  });
  const offerId = made(step, published.offer).id;
  await canteen('09:10').act('meals-menu', DailySetOfferMenuDocument, {
    offerId,
    expectedVersion: FRESH,
    items: meals,
  });
  const order = { offerId, menuEdition: FIRST_EDITION, items: [{ code: 'soft', count: 5 }] };
  const community = cast('yubo', ALLIANCE, atTime(now, -1, '16:20'));
  await community.act('meals-ordered', DailyOrderOfferDocument, { ...order, forPerson: { identityNumber: resident } });
}

/** Nurses who call on those of 60 and over who live in the street: where they live has to be proven. */
async function tellVisits(cast: Cast, { areas }: Land, now: Date): Promise<void> {
  const areaId = idOf(areas, 'hushan');
  const step = 'visits-offered';
  const hospital = cast('hospital', ALLIANCE, atTime(now, -8, '10:00'));
  const published = await hospital.act(step, PublishOfferDocument, {
    ...home(now),
    ...{ category: 'medicine.service', title: '护士入户用药指导', quantity: { value: '40', unit: '人次' } },
    description: '核对药盒、讲清用法，每次约四十分钟。',
    eligibility: { all: [{ age: { from: 60 } }, { homeArea: { areaId, needsProof: true } }] },
    documents: [
      { code: 'document.identity-card', isRequired: true },
      { code: 'document.prescription', isRequired: true, note: '近三个月内' },
    ],
  });
  const offerId = made(step, published.offer).id;
  const community = (time: string) => cast('yubo', ALLIANCE, atTime(now, -1, time));
  const proof = { kind: 'HOME_AREA' as const, homeAreaId: idOf(areas, 'yubo'), document: '户口簿' };
  const shown = { ...proof, identityNumber: resident };
  await community('16:30').act('visits-proof', DailyRecordBenefitProofDocument, shown);
  const order = { offerId, amount: '1', forPerson: { identityNumber: resident } };
  await community('16:40').act('visits-ordered', DailyOrderOfferDocument, order);
}
