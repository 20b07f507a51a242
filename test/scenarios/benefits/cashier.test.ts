/** The cashier app (收银): asks by a number, is told whether, what and why not, and nothing else of the person. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  BenefitProofsWhereDocument,
  BenefitRedemptionsWhereDocument,
  CheckBenefitDocument,
  ForgetBenefitPersonDocument,
  RedeemBenefitDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { site } from '../land/sites.ts';
import { there } from '../story.ts';
import {
  aged,
  checked,
  identityNumberOf,
  mobileOf,
  off,
  proven,
  published,
  redeem,
  serving,
  type Canteen,
} from './benefit-steps.ts';

let world: World;
let where: Canteen;
let cashier: Actor;
let others: Readonly<Record<'unlet' | 'elsewhere', Actor>>;
let mall: Actor;
let ruleId: string;
const OLD = identityNumberOf('1950-03-04');
const MOBILE = mobileOf(77);

beforeAll(async () => {
  world = await createWorld();
  await serving(world);
  const alliance = await world.alliance('五色', 'street', 'community', 'mall');
  const { community } = alliance;
  mall = alliance.mall;
  where = { community, county: '', placeId: await site(community, { name: '邻里食堂' }) };
  const unit = there(community.unit);
  cashier = await world.people.app(unit, alliance.uuid, ['benefits:check'], 'care.meals');
  others = {
    unlet: await world.people.app(unit, alliance.uuid, ['needs:read'], 'care.meals'),
    elsewhere: await world.people.app(there(mall.unit), alliance.uuid, ['benefits:check'], 'care.meals'),
  };
  ruleId = (await published(where, off('5', aged(60)), '老龄特惠', 'meals.elderly')).id;
  await proven(where, MOBILE, { kind: 'BORN_ON', code: null, bornOn: '1950-03-04', document: '身份证' });
});

afterAll(() => world[Symbol.asyncDispose]());

test('scenario 3: it is told that somebody is eligible and for what, and no day of birth, number or proof', async () => {
  const seen: string[] = [];
  for (const person of [
    { identityNumber: OLD },
    { mobile: MOBILE },
    { identityNumber: identityNumberOf('1990-07-08') },
  ]) {
    const input = { placeId: where.placeId, price: '15', idempotencyKey: world.key(), ...person };
    const answer = await cashier.try(CheckBenefitDocument, { input });
    expect(answer.errors).toBeUndefined();
    seen.push(JSON.stringify(answer));
  }
  expect(seen[0]).toContain('"verdict":"YES"');
  expect(seen[1]).toContain('"verdict":"YES"');
  expect(seen[2]).toContain('"verdict":"NO"');
  for (const text of seen) {
    for (const secret of [OLD, MOBILE, '1950', '03-04', '1990', '07-08', '身份证', 'BORN_ON'])
      expect(text).not.toContain(secret);
  }
  const { benefitProofs } = await cashier.ask(BenefitProofsWhereDocument, {});
  expect(there(benefitProofs)).toMatchObject({ totalCount: 0, nodes: [] });
  const { benefitRedemptions } = await cashier.ask(BenefitRedemptionsWhereDocument, {});
  expect(there(benefitRedemptions).totalCount).toBe(0);
});

test('it asks for the unit that let it, under the hat of the alliance, and redeems nothing', async () => {
  const input = { placeId: where.placeId, identityNumber: OLD };
  for (const other of [others.unlet, others.elsewhere, cashier.withoutHat(), mall]) {
    expect(await other.refused(CheckBenefitDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(await cashier.refused(RedeemBenefitDocument, { ruleId, price: '15', identityNumber: OLD })).toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('no number is kept: not in a row, not in the record, not in what others are told, not in the log', async () => {
  await redeem(where, ruleId, { identityNumber: OLD, mobile: MOBILE });
  await checked(cashier, where.placeId, { identityNumber: OLD });
  const tables = await world.sql<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname in ('data', 'exchange', 'access')`,
  );
  for (const { name } of tables) {
    const rows = await world.sql<{ row: string }>(`select t::text as row from ${name} t`);
    for (const secret of [OLD, MOBILE, MOBILE.slice(3)]) {
      expect([name, rows.filter(({ row }) => row.includes(secret))]).toEqual([name, []]);
    }
  }
  for (const line of world.log) expect(line).not.toContain(MOBILE);
});

test('that it was asked is on record, of whom is not; asked again under the same key it tells nothing', async () => {
  const input = { placeId: where.placeId, identityNumber: OLD };
  const first = await cashier.do(CheckBenefitDocument, input, 'till-1');
  expect(there(first.answers)).toHaveLength(1);
  expect(await cashier.do(CheckBenefitDocument, input, 'till-1')).toMatchObject({ replayed: true, answers: null });
  const [entry] = await world.sql(
    `select app_id, body from data.audit where action = 'benefit:checked' order by at desc, id desc limit 1`,
  );
  expect(entry).toEqual({ app_id: cashier.app, body: {} });
});

test('what the unit knows of somebody is deleted when they ask for it; what was redeemed stays, by nobody', async () => {
  const mobile = mobileOf(99);
  await proven(where, mobile, { kind: 'BORN_ON', code: null, bornOn: '1940-01-01', document: '老年证' });
  expect((await redeem(where, ruleId, { mobile })).benefitRedemption).not.toBeNull();
  const forget = { mobile, reason: '本人要求' };
  expect(await where.community.do(ForgetBenefitPersonDocument, forget)).toMatchObject({ deletedProofs: 1 });
  expect(await where.community.refused(ForgetBenefitPersonDocument, forget)).toMatchObject({ code: 'INVALID_INPUT' });
  expect((await checked(cashier, where.placeId, { mobile })).map(({ verdict }) => verdict)).toEqual(['UNKNOWN']);
  const { benefitRedemptions } = await where.community.ask(BenefitRedemptionsWhereDocument, { filter: { ruleId } });
  expect(there(benefitRedemptions).totalCount).toBeGreaterThanOrEqual(1);
});

test('a proof is for the unit that recorded it, with the post of who saw it, and without whose it is', async () => {
  const { benefitProofs } = await where.community.ask(BenefitProofsWhereDocument, { filter: { kind: ['BORN_ON'] } });
  expect(there(benefitProofs).nodes[0]).toMatchObject({
    ...{ kind: 'BORN_ON', bornOn: '1950-03-04', document: '身份证', state: 'RECORDED' },
    recordedBy: { title: '联络员' },
  });
  expect(there((await mall.ask(BenefitProofsWhereDocument, {})).benefitProofs).totalCount).toBe(0);
});
