/** Who pays for a benefit of another: asked while there is something to agree to, told of what it pays, and no longer than it lasts. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  AgreeToFundBenefitDocument,
  ChangePlaceStatusDocument,
  CheckBenefitDocument,
  DissolveUnitDocument,
  PublishBenefitRuleDocument,
  ResumeBenefitRuleDocument,
  ReviseBenefitRuleDocument,
  type BenefitTermsInput,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { waitingFor } from '../access/pending-steps.ts';
import { site } from '../land/sites.ts';
import { someUnit } from '../people/relation-steps.ts';
import {
  aged,
  canteen,
  checked,
  figures,
  identityNumberOf,
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

/** Paid for by those, in equal shares. */
const by = (payers: readonly Actor[], about: Partial<BenefitTermsInput> = {}): BenefitTermsInput =>
  terms({
    eligibility: aged(60),
    funders: payers.map(({ unitId }) => ({ unitId, percent: String(100 / payers.length) })),
    ...about,
  });

const revised = (ruleId: string, expectedVersion: number, about: BenefitTermsInput) =>
  where.community.do(ReviseBenefitRuleDocument, { ruleId, expectedVersion, terms: about });

test('a unit that is dissolved is charged no more: what it pays for pauses, and is given again once another pays', async () => {
  using clock = world.clock.held();
  const team = await someUnit(world, '队伍', 'TEAM');
  const rule = await published(where, by([where.community, team]));
  const other = await published(where, by([where.community]));
  await team.do(AgreeToFundBenefitDocument, { ruleId: rule.id, number: 1 });
  expect((await redeem(where, rule.id, OLD)).benefitRedemption).not.toBeNull();
  await team.do(DissolveUnitDocument, { unitId: team.unitId, expectedVersion: 1, reason: '解散' });
  expect(await ruleNow(where.community, rule.id)).toMatchObject({
    ...{ state: 'PAUSED', reason: '出资单位已注销。', version: 2, versionInForce: null },
  });
  expect(await ruleNow(where.community, other.id)).toMatchObject({ state: 'OPEN', version: 1 });
  const facts = `select unit_ids as "unitIds" from data.outbox where type = 'benefit:paused'`;
  expect(await world.sql<{ unitIds: string[] }>(facts)).toEqual([
    { unitIds: expect.arrayContaining([where.community.unit, team.unit]) },
  ]);
  expect((await redeem(where, rule.id, OLD)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  // Who goes on with it all the same charges nobody who is no more.
  await where.community.do(ResumeBenefitRuleDocument, { ruleId: rule.id, expectedVersion: 2 });
  expect((await redeem(where, rule.id, OLD)).userErrors).toMatchObject([
    { code: 'WRONG_STATE', message: expect.stringContaining('dissolved') },
  ]);
  const answers = await checked(where.community, where.placeId, OLD);
  expect(answers.map(({ ruleId }) => ruleId)).toEqual([other.id]);
  await revised(rule.id, 3, by([where.community], { from: '2026-11-22' }));
  clock.pass({ days: 1 });
  expect((await redeem(where, rule.id, OLD)).benefitRedemption).toMatchObject({ ruleVersion: 2 });
});

test('who paid once goes on with its others when a unit is dissolved that pays no more', async () => {
  using clock = world.clock.held();
  const team = await someUnit(world, '早先的队伍', 'TEAM');
  const rule = await published(where, by([where.community, team]));
  await team.do(AgreeToFundBenefitDocument, { ruleId: rule.id, number: 1 });
  await revised(rule.id, 1, by([where.community], { from: '2026-11-22' }));
  clock.pass({ days: 1 });
  await team.do(DissolveUnitDocument, { unitId: team.unitId, expectedVersion: 1, reason: '解散' });
  expect(await ruleNow(where.community, rule.id)).toMatchObject({ state: 'OPEN', versionInForce: 2 });
});

test('figures are for who pays, of what it pays: not for who is only asked, and not of other versions', async () => {
  using clock = world.clock.held();
  const [fund, mall] = [await someUnit(world, '慈善总会'), await someUnit(world, '商圈')];
  const rule = await published(where, by([where.community, fund]));
  await fund.do(AgreeToFundBenefitDocument, { ruleId: rule.id, number: 1 });
  await redeem(where, rule.id, OLD);
  await revised(rule.id, 1, by([where.community, mall], { from: '2026-11-22' }));
  expect(await figures(mall, rule.id)).toBeNull();
  await mall.do(AgreeToFundBenefitDocument, { ruleId: rule.id, number: 2 });
  expect(await figures(mall, rule.id)).toMatchObject({ redemptions: 0, funding: [] });
  clock.pass({ days: 1 });
  for (let i = 0; i < 2; i += 1) await redeem(where, rule.id, OLD);
  expect(await figures(fund, rule.id)).toMatchObject({ redemptions: 1, cut: { amount: '15' } });
  expect(await figures(mall, rule.id)).toMatchObject({ redemptions: 2, cut: { amount: '30' } });
  expect(await figures(where.community, rule.id)).toMatchObject({ redemptions: 3, cut: { amount: '45' } });
});

test('who is asked is asked while there is something to agree to, since it was asked', async () => {
  using clock = world.clock.held();
  const fund = await someUnit(world, '基金会');
  const rule = await published(where, by([where.community]));
  clock.pass({ hours: 2 });
  await revised(rule.id, 1, by([where.community, fund], { from: '2026-11-22', until: '2026-11-25' }));
  expect(await waitingFor(fund)).toEqual([`BENEFIT_FUNDING ${rule.id}`]);
  const since = 'query { viewer { pending(first: 5) { nodes { since } } } }';
  const { data } = await fund.try(since, {});
  expect(data).toMatchObject({ viewer: { pending: { nodes: [{ since: '2026-11-21T11:00:00+08:00' }] } } });
  await revised(rule.id, 2, by([where.community], { from: '2026-11-23' }));
  expect(await waitingFor(fund)).toEqual([`BENEFIT_FUNDING ${rule.id}`]);
  clock.pass({ days: 2 });
  // Another version is in force by then.
  expect(await waitingFor(fund)).toEqual([]);
  expect(await fund.refused(AgreeToFundBenefitDocument, { ruleId: rule.id, number: 2 })).toMatchObject({
    code: 'WRONG_STATE',
  });
});

test('a place that is closed gives nothing any more', async () => {
  const placeId = await site(where.community, { name: '旧食堂', areaId: where.county });
  const closing = { ...where, placeId };
  const { id } = await published(closing, by([where.community]));
  expect((await redeem(closing, id, OLD)).benefitRedemption).not.toBeNull();
  const change = { placeId, expectedVersion: 1, status: 'CLOSED', reason: '拆迁' } as const;
  await where.community.do(ChangePlaceStatusDocument, change);
  expect((await redeem(closing, id, OLD)).userErrors).toMatchObject([
    { code: 'WRONG_STATE', message: expect.stringContaining('closed') },
  ]);
  expect(await where.community.refused(CheckBenefitDocument, { placeId, ...OLD })).toMatchObject({
    code: 'WRONG_STATE',
  });
});

test('what is wrong with a share in per cent is told as that', async () => {
  const input = { placeId: where.placeId, name: '优惠', service: 'meals.worker' };
  const percent = terms({ kind: 'PERCENTAGE', amount: '33.333', eligibility: aged(60) });
  expect(await where.community.refused(PublishBenefitRuleDocument, { ...input, terms: percent })).toMatchObject({
    ...{ code: 'INVALID_INPUT', path: ['input', 'terms', 'amount'] },
    message: expect.stringContaining('per cent of PERCENTAGE'),
  });
});
