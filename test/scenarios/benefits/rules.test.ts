/** Benefit rules from their publication to their end: versions, pauses, who pays, what is refused. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  AgreeToFundBenefitDocument,
  BenefitRedemptionsWhereDocument,
  BenefitRulesWhereDocument,
  DissolveUnitDocument,
  EndBenefitRuleDocument,
  PauseBenefitRuleDocument,
  PublishBenefitRuleDocument,
  ResumeBenefitRuleDocument,
  ReviseBenefitRuleDocument,
  type BenefitTermsInput,
} from '../../generated/operations.ts';
import { createWorld, type World } from '../../support/world.ts';
import { waitingFor } from '../access/pending-steps.ts';
import { site } from '../land/sites.ts';
import { someUnit } from '../people/relation-steps.ts';
import { there } from '../story.ts';
import {
  aged,
  canteen,
  figures,
  identityNumberOf,
  mobileOf,
  off,
  proven,
  published,
  redeem,
  ruleNow,
  terms,
  type Canteen,
} from './benefit-steps.ts';

let world: World;
let where: Canteen;
const OLD = { identityNumber: identityNumberOf('1950-03-04') };

beforeAll(async () => {
  world = await createWorld();
  where = await canteen(world);
});

afterAll(() => world[Symbol.asyncDispose]());

test('a revision is what the rule says from its day on; what was redeemed before stays by what was said then', async () => {
  using clock = world.clock.held();
  const rule = await published(where, off('3', aged(60)));
  const revise = (from: string, amount: string, expectedVersion: number) => ({
    ...{ ruleId: rule.id, expectedVersion, terms: off(amount, aged(60), { from }) },
  });
  expect(await where.community.refused(ReviseBenefitRuleDocument, revise('2026-11-21', '4', 1))).toMatchObject({
    ...{ code: 'INVALID_INPUT', path: ['input', 'terms', 'from'] },
  });
  await where.community.do(ReviseBenefitRuleDocument, revise('2026-11-23', '4', 1));
  expect(await where.community.refused(ReviseBenefitRuleDocument, revise('2026-11-22', '5', 2))).toMatchObject({
    code: 'INVALID_INPUT',
  });
  const cut = async () => (await redeem(where, rule.id, OLD)).benefitRedemption;
  expect(await cut()).toMatchObject({ ruleVersion: 1, cut: { amount: '3' } });
  clock.pass({ days: 2 });
  expect(await cut()).toMatchObject({ ruleVersion: 2, cut: { amount: '4' } });
  expect(await ruleNow(where.community, rule.id)).toMatchObject({
    ...{
      versionInForce: 2,
      version: 2,
      versions: [
        { number: 1, amount: '3' },
        { number: 2, amount: '4' },
      ],
    },
  });
  expect(await figures(where.community, rule.id)).toMatchObject({ redemptions: 2, persons: 1, cut: { amount: '7' } });
});

test('who pays another share has to agree first; what each pays is exact to the fen', async () => {
  const [fund, mall, stranger] = [
    await someUnit(world, '慈善总会'),
    await someUnit(world, '商圈'),
    await someUnit(world, '旁人'),
  ];
  const funders = [
    { unitId: where.community.unitId, percent: '33.33' },
    { unitId: fund.unitId, percent: '33.33' },
    { unitId: mall.unitId, percent: '33.34' },
  ];
  const rule = await published(where, terms({ eligibility: aged(60), funders }));
  expect(rule.versionInForce).toBeNull();
  const agree = { ruleId: rule.id, number: 1 };
  expect(await stranger.refused(AgreeToFundBenefitDocument, agree)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await waitingFor(fund)).toEqual([`BENEFIT_FUNDING ${rule.id}`]);
  await fund.do(AgreeToFundBenefitDocument, agree);
  expect(await waitingFor(fund)).toEqual([]);
  expect(await fund.refused(AgreeToFundBenefitDocument, agree)).toMatchObject({ code: 'ALREADY_DONE' });
  expect((await redeem(where, rule.id, OLD, '10')).userErrors).toMatchObject([
    { code: 'WRONG_STATE', message: expect.stringContaining('agreed') },
  ]);
  await mall.do(AgreeToFundBenefitDocument, agree);
  const { benefitRedemption } = await redeem(where, rule.id, OLD, '10.01');
  const paid = there(benefitRedemption).funding.map(({ unit, amount }) => [there(unit).shortName, amount.amount]);
  // 3.336333, 3.336333 and 3.337334: the fen that is left goes to who lost most of it.
  expect(paid.sort()).toEqual([['商圈', '3.34'], ['慈善总会', '3.33'], ['社区', '3.34']]); // prettier-ignore
  expect(await figures(fund, rule.id)).toMatchObject({ redemptions: 1, cut: { amount: '10.01' } });
  expect(await figures(stranger, rule.id)).toBeNull();
  expect(there((await mall.ask(BenefitRedemptionsWhereDocument, {})).benefitRedemptions).totalCount).toBe(1);
  expect(there((await stranger.ask(BenefitRedemptionsWhereDocument, {})).benefitRedemptions).totalCount).toBe(0);
});

test('a paused rule is not redeemed until it is resumed, and an ended one never', async () => {
  const { id: ruleId } = await published(where, off('3', aged(60)));
  const of = (expectedVersion: number) => ({ ruleId, expectedVersion });
  expect((await redeem(where, ruleId, OLD)).benefitRedemption).not.toBeNull();
  await where.community.do(PauseBenefitRuleDocument, { ...of(1), reason: '设备检修' });
  expect((await redeem(where, ruleId, OLD)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  expect(await where.community.refused(PauseBenefitRuleDocument, { ...of(2), reason: '又' })).toMatchObject({
    code: 'ALREADY_DONE',
  });
  await where.community.do(ResumeBenefitRuleDocument, of(2));
  expect((await redeem(where, ruleId, OLD)).benefitRedemption).not.toBeNull();
  const stale = { ...of(2), reason: '项目结束' };
  expect(await where.community.refused(EndBenefitRuleDocument, stale)).toMatchObject({ code: 'VERSION_CONFLICT' });
  await where.community.do(EndBenefitRuleDocument, { ...stale, expectedVersion: 3 });
  expect((await redeem(where, ruleId, OLD)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  expect(await where.community.refused(ResumeBenefitRuleDocument, of(4))).toMatchObject({ code: 'WRONG_STATE' });
  const { nodes } = there(
    (await where.community.ask(BenefitRulesWhereDocument, { filter: { state: ['ENDED'], placeId: where.placeId } }))
      .benefitRules,
  );
  expect(nodes).toMatchObject([{ id: ruleId, reason: '项目结束' }]);
});

test.each<readonly [string, Partial<BenefitTermsInput>, readonly string[]]>([
  ['that says nothing', { eligibility: {} }, ['input', 'terms', 'eligibility']],
  [
    'that says two things',
    { eligibility: { ...aged(60), household: { codes: ['household.migrant'], needsProof: true } } },
    ['input', 'terms', 'eligibility'],
  ],
  ['of an age without bounds', { eligibility: { age: {} } }, ['input', 'terms', 'eligibility', 'age']],
  ['of an age upside down', { eligibility: aged(80, 60) }, ['input', 'terms', 'eligibility', 'age']],
  [
    'of an occupation that is none',
    { eligibility: { occupation: { codes: ['occupation.king'], needsProof: true } } },
    ['input', 'terms', 'eligibility'],
  ],
  [
    'nested too deep',
    { eligibility: { all: [{ any: [{ none: [{ all: [{ any: [aged(60)] }] }] }] }] } },
    ['input', 'terms', 'eligibility', 'all', '0', 'any', '0', 'none', '0', 'all', '0', 'any', '0'],
  ],
  ['that takes off more than the price', { kind: 'AMOUNT_OFF', amount: '11' }, ['input', 'terms', 'amount']],
  ['that is free, and takes something off', { amount: '3' }, ['input', 'terms', 'amount']],
  ['that begins in the past', { from: '2026-11-20' }, ['input', 'terms', 'from']],
  ['that ends before it begins', { until: '2026-11-21' }, ['input', 'terms', 'until']],
  [
    'that limits a day twice',
    {
      quotas: [
        { window: 'DAY', most: 1, isPerPerson: false },
        { window: 'DAY', most: 2, isPerPerson: false },
      ],
    },
    ['input', 'terms', 'quotas'],
  ],
])('no rule is published %s', async (_, about, path) => {
  const input = { placeId: where.placeId, name: '优惠', service: 'meals.worker', terms: terms(about) };
  expect(await where.community.refused(PublishBenefitRuleDocument, input)).toMatchObject({
    code: 'INVALID_INPUT',
    path,
  });
});

test('no rule is paid for by less than the whole, or published at a place of another unit', async () => {
  const input = { placeId: where.placeId, name: '优惠', service: 'meals.worker', terms: terms() };
  const half = { ...input, terms: terms({ funders: [{ unitId: where.community.unitId, percent: '50' }] }) };
  expect(await where.community.refused(PublishBenefitRuleDocument, half)).toMatchObject({ code: 'INVALID_INPUT' });
  const stranger = await someUnit(world, '别家');
  expect(await stranger.refused(PublishBenefitRuleDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
});

test('conditions are read back as they were written, and judged part by part', async () => {
  const eligibility = {
    any: [
      { all: [aged(60), { homeArea: { areaId: where.county, needsProof: true } }] },
      { household: { codes: ['household.minimum-living'], needsProof: true } },
    ],
  };
  const exclusion = { occupation: { codes: ['occupation.driver'], needsProof: true } };
  const rule = await published(where, terms({ eligibility, exclusion }));
  expect(rule.versions[0]?.eligibility).toMatchObject([
    { number: 1, within: null, kind: 'ANY' },
    { number: 2, within: 1, kind: 'ALL' },
    { number: 3, within: 2, kind: 'AGE', from: 60, below: null },
    { number: 4, within: 2, kind: 'HOME_AREA', area: { name: '海曙区' }, needsProof: true },
    { number: 5, within: 1, kind: 'HOUSEHOLD', codes: ['household.minimum-living'], needsProof: true },
  ]);
  const mobile = mobileOf(500);
  const identityNumber = identityNumberOf('1950-03-04', '777');
  const why = async () => (await redeem(where, rule.id, { identityNumber, mobile })).userErrors;
  expect(await why()).toMatchObject([{ verdict: 'UNKNOWN', reasons: [{ part: 4 }, { part: 5 }] }]);
  await proven(where, mobile, { kind: 'HOME_AREA', code: null, homeAreaId: where.county, document: '居住证' });
  expect(await why()).toEqual([]);
  await proven(where, mobile, { code: 'occupation.driver' });
  expect(await why()).toMatchObject([{ code: 'NOT_ELIGIBLE', verdict: 'NO', reasons: [{ part: 0 }] }]);
});

test('whoever works for a member of the alliance is eligible while it is one', async () => {
  const red = await world.alliance('红联盟', 'lead', 'member');
  const rule = await published(where, terms({ eligibility: { membership: { allianceId: red.id } } }));
  const who = { mobile: mobileOf(600) };
  expect((await redeem(where, rule.id, who)).userErrors).toMatchObject([{ verdict: 'UNKNOWN' }]);
  await proven(where, who.mobile, { kind: 'WORKS_FOR', code: null, worksForUnitId: red.member.unitId });
  expect((await redeem(where, rule.id, who)).benefitRedemption).not.toBeNull();
  const other = { mobile: mobileOf(601) };
  await proven(where, other.mobile, { kind: 'WORKS_FOR', code: null, worksForUnitId: where.community.unitId });
  expect((await redeem(where, rule.id, other)).userErrors).toMatchObject([{ verdict: 'NO' }]);
});

test('the rules of a unit that is dissolved have ended', async () => {
  const gone = await someUnit(world, '将散');
  const its = { ...where, community: gone, placeId: await site(gone, { name: '食堂' }) };
  const rule = await published(its, off('3', aged(60)));
  await gone.do(DissolveUnitDocument, { unitId: gone.unitId, expectedVersion: 1, reason: '撤并' });
  expect(await ruleNow(where.community, rule.id)).toMatchObject({ state: 'ENDED', reason: '撤并' });
});
