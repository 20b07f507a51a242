/** Who pays, and where it is given, hold while somebody redeems; and the other way about. */
import { expect, test } from '@jest/globals';
import {
  AgreeToFundBenefitDocument,
  ChangePlaceStatusDocument,
  DissolveUnitDocument,
  PublishBenefitRuleDocument,
} from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { holding, standing } from '../holding.ts';
import { administratorOf } from '../people/posting.ts';
import { someUnit } from '../people/relation-steps.ts';
import { aged, canteen, identityNumberOf, published, redeem, ruleNow, terms } from './benefit-steps.ts';

const OLD = { identityNumber: identityNumberOf('1950-03-04') };

test('a unit that is dissolved while it agrees, or while benefits are redeemed, is charged nothing afterwards', async () => {
  await using world = await createWorld();
  const where = await canteen(world);
  const codes = new Set<string>();
  for (let round = 0; round < scaled(6, 60); round += 1) {
    const team = await someUnit(world, `队伍${round}`, 'TEAM');
    const second = await administratorOf(world, team);
    const funders = [where.community, team].map(({ unitId }) => ({ unitId, percent: '50' }));
    const rule = await published(where, terms({ eligibility: aged(60), funders }));
    const agree = { ruleId: rule.id, number: 1 };
    const isAgreed = round % 2 === 0;
    if (isAgreed) await team.do(AgreeToFundBenefitDocument, agree);
    const [dissolved, ...answers] = await Promise.all([
      team.act(DissolveUnitDocument, { unitId: team.unitId, expectedVersion: 1, reason: '解散' }),
      ...(isAgreed
        ? Array.from({ length: 4 }, () => redeem(where, rule.id, OLD))
        : [second.act(AgreeToFundBenefitDocument, agree)]),
    ]);
    expect(dissolved.userErrors).toEqual([]);
    for (const { userErrors } of answers) for (const { code } of userErrors) codes.add(code);
    const [late] = await world.sql(
      `select from exchange.benefit_share s join exchange.benefit_redemption r on r.id = s.redemption_id
       join directory.unit u on u.id = s.unit_id where r.redeemed_at > u.dissolved_at`,
    );
    expect(late).toBeUndefined();
    const { state, versions } = await ruleNow(where.community, rule.id);
    const hasAgreed = versions[0]?.funders.every(({ agreedAt }) => agreedAt !== null);
    expect(state).toBe(hasAgreed === true ? 'PAUSED' : 'OPEN');
    expect((await redeem(where, rule.id, OLD)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  }
  expect(['WRONG_STATE', 'HAT_REQUIRED', 'FORBIDDEN']).toEqual(expect.arrayContaining([...codes]));
});

test('of a place that is being closed nothing is published, and nothing given', async () => {
  await using world = await createWorld();
  const where = await canteen(world);
  const { placeId, community } = where;
  const { id } = await published(where, terms({ eligibility: aged(60) }));
  const letGo = await holding(world, 'lock table data.outbox in exclusive mode', []);
  const change = { placeId, expectedVersion: 1, status: 'CLOSED', reason: '拆迁' } as const;
  const closing = community.act(ChangePlaceStatusDocument, change);
  await standing(world, 1);
  const input = { placeId, name: '优惠', service: 'meals.worker', terms: terms() };
  const publishing = community.act(PublishBenefitRuleDocument, input);
  await standing(world, 2);
  const redeeming = redeem(where, id, OLD);
  await standing(world, 3);
  await letGo();
  expect((await closing).userErrors).toEqual([]);
  expect((await publishing).userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'placeId'] }]);
  expect((await redeeming).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
});
