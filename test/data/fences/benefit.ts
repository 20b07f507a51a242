/** Benefit rules, proofs and redemptions, behind the back of every service. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import {
  EndBenefitRuleDocument,
  ReverseRedemptionDocument,
  SetBenefitFrameDocument,
  WithdrawBenefitProofDocument,
} from '../../generated/operations.ts';
import {
  aged,
  canteen,
  identityNumberOf,
  mobileOf,
  off,
  proven,
  published,
  redeem,
  terms,
  TODAY,
  type Canteen,
} from '../../scenarios/benefits/benefit-steps.ts';
import { someUnit } from '../../scenarios/people/relation-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import { asRole } from '../../support/as-role.ts';
import { createWorld, type World } from '../../support/world.ts';

const NOW = `'${TODAY}T09:00:00+08:00'`;

type Row = Readonly<Record<string, string>>;

export function benefitFence(): void {
  let world: World;
  let where: Canteen;
  let other: Actor;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    where = await canteen(world);
    other = await someUnit(world, '别的单位');
    const { community } = where;
    await community.do(SetBenefitFrameDocument, {
      ...{ areaId: where.county, service: 'meals.elderly', least: '3', most: '7', from: TODAY },
    });
    const quotas = [{ window: 'DAY' as const, most: 2 }];
    const open = await published(where, off('3', aged(60), { quotas }), '特惠', 'meals.elderly');
    const free = await published(where, terms({ eligibility: aged(60) }));
    const ended = await published(where, off('3', aged(60)));
    await community.do(EndBenefitRuleDocument, { ruleId: ended.id, expectedVersion: 1, reason: '结束' });
    const old = { identityNumber: identityNumberOf('1940-01-01') };
    const first = there((await redeem(where, open.id, old)).benefitRedemption);
    const undone = there((await redeem(where, open.id, old)).benefitRedemption);
    await community.do(ReverseRedemptionDocument, { redemptionId: undone.id, expectedVersion: 1, reason: '点错' });
    const proof = await proven(where, mobileOf(1));
    const withdrawn = await proven(where, mobileOf(1));
    await community.do(WithdrawBenefitProofDocument, { proofId: withdrawn, expectedVersion: 1, reason: '看错' });
    const rules = { open: open.id, free: free.id, ended: ended.id };
    for (const [name, id] of Object.entries(rules)) ids.set(name, parseId('benefitrule', id));
    for (const [name, id] of Object.entries({ first: first.id, undone: undone.id }))
      ids.set(name, parseId('redemption', id));
    for (const [name, id] of Object.entries({ proof, withdrawn })) ids.set(name, parseId('proof', id));
    ids.set('unit', there(community.unit));
    ids.set('other', there(other.unit));
    const [row] = await world.sql<{ id: string }>('select person_id as id from exchange.benefit_redemption limit 1');
    ids.set('person', there(row).id);
    const [post] = await world.sql<{ id: string }>('select post_id as id from exchange.benefit_proof limit 1');
    ids.set('post', there(post).id);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const named = (statement: string): string =>
    statement.replaceAll(/(?<![:\w]):(\w+)/g, (whole, name: string) => {
      const id = ids.get(name);
      return id === undefined ? whole : `'${id}'`;
    });

  const insert = (table: string, row: Row): string =>
    named(`insert into exchange.${table} (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`);

  /** As the owner, in a transaction that ends here. */
  async function refusedBy(constraint: string, ...statements: readonly string[]): Promise<void> {
    await world.sql('begin');
    try {
      const all = async (): Promise<void> => {
        for (const statement of statements) await world.sql(statement);
        await world.sql('set constraints all immediate');
      };
      await expect(all()).rejects.toMatchObject({ constraint });
    } finally {
      await world.sql('rollback');
    }
  }

  const version = (about: Row): Row => ({
    ...{ rule_id: ':open', number: '2', from_day: `'2026-12-01'`, eligibility: `'[{}]'`, exclusion: `'[]'` },
    ...{ kind: `'AMOUNT_OFF'`, amount: '3', least_price: '10', most_price: '20', published_at: NOW, ...about },
  });

  test.each<readonly [string, Row, string]>([
    ['that begins before one that there is', { from_day: `'${TODAY}'` }, 'benefit_version_follows'],
    ['below the frame of the area', { amount: '2.99' }, 'benefit_version_within_frame'],
    ['above the frame of the area', { kind: `'PERCENTAGE'`, amount: '35.03' }, 'benefit_version_within_frame'],
    ['that takes off more than the price', { amount: '7', least_price: '6' }, 'benefit_version_no_more_than_the_price'],
    ['that is free, and takes something off', { kind: `'FREE'` }, 'benefit_version_amount'],
    ['that ends before it begins', { until_day: `'2026-11-30'` }, 'benefit_version_days'],
    ['of nobody', { eligibility: `'[]'` }, 'benefit_version_conditions'],
    ['that nobody pays for', {}, 'benefit_funders_are_the_whole'],
  ])('no version %s', async (_, about, constraint) => {
    await refusedBy(constraint, insert('benefit_version', version(about)));
  });

  test('a version is paid for whole, and who has agreed has agreed', async () => {
    const funder = (unit: string, percent: string) =>
      insert('benefit_funder', { rule_id: ':open', number: '2', unit_id: unit, rank: '0', percent });
    const half = [insert('benefit_version', version({})), funder(':unit', '50')];
    await refusedBy('benefit_funders_are_the_whole', ...half);
    await refusedBy('benefit_funders_are_the_whole', ...half, funder(':other', '49.99'));
    const agree = named(`update exchange.benefit_funder set agreed_at = ${NOW} where rule_id = :open`);
    await refusedBy('benefit_funder_agrees_once', agree);
  });

  test('nobody agrees to pay for another', async () => {
    const funder = (unit: string, agreedAt: string) =>
      insert('benefit_funder', {
        ...{ rule_id: ':open', number: '2', unit_id: unit, rank: '0', percent: '100', agreed_at: agreedAt },
      });
    await refusedBy('benefit_funder_agrees_itself', insert('benefit_version', version({})), funder(':other', NOW));
    const agree = named(`update exchange.benefit_funder set agreed_at = ${NOW} where unit_id = :other`);
    const asked = [insert('benefit_version', version({})), funder(':other', 'null')];
    await refusedBy('benefit_funder_agrees_itself', ...asked, agree);
    const enter = (unit: string) => named(`select set_config('qinlin.unit', :${unit}, true)`);
    await refusedBy('benefit_funder_agrees_itself', ...asked, enter('unit'), agree);
    // By its own act it does; what fails then is something else.
    const again = 'update exchange.benefit_funder set agreed_at = null where unit_id = :other';
    await refusedBy('benefit_funder_agrees_once', ...asked, enter('other'), agree, named(again));
  });

  test('nothing is redeemed at a place that is closed, or at the cost of who is dissolved', async () => {
    const made = insert('benefit_redemption', redemption({}));
    const close = named(
      `update directory.place set status = 'CLOSED', reason = '拆迁' where id = (select place_id from exchange.benefit_rule where id = :open)`,
    );
    await refusedBy('benefit_redemption_at_open_place', close, made);
    const dissolve = named(
      `update directory.unit set dissolved_at = ${NOW}, dissolution_reason = '解散' where id = :unit`,
    );
    await refusedBy('benefit_redemption_in_force', dissolve, made);
  });

  test('a unit that is dissolved knows nobody', async () => {
    const dissolve = named(
      `update directory.unit set dissolved_at = ${NOW}, dissolution_reason = '解散' where id = :unit`,
    );
    const enter = named(`select set_config('qinlin.unit', :unit, true)`);
    const know = `select exchange.know_benefit_person(gen_random_uuid(), '+8613900000000', null)`;
    await refusedBy('benefit_person_of_a_unit_that_lasts', dissolve, enter, know);
  });

  test('whose redemption it is is written with it, and by nobody else', async () => {
    const parties = named('select unit_id from exchange.benefit_redemption_party where redemption_id = :first');
    expect(await world.sql(parties)).toEqual([{ unit_id: ids.get('unit') }]);
    const write = insert('benefit_redemption_party', { redemption_id: ':first', unit_id: ':other' });
    const writer = { subject: { kind: 'ANONYMOUS' } } as const;
    await expect(asRole(world, 'writer', writer, [write])).rejects.toThrow(/permission denied/);
  });

  test('a rule that has ended stays ended, and stops for a reason', async () => {
    await refusedBy(
      'benefit_rule_stays_ended',
      named(`update exchange.benefit_rule set state = 'OPEN', reason = null where id = :ended`),
    );
    await refusedBy(
      'benefit_rule_stopped_for_a_reason',
      named(`update exchange.benefit_rule set state = 'PAUSED' where id = :open`),
    );
  });

  const redemption = (about: Row): Row => ({
    ...{
      id: `'${world.id('redemption')}'`,
      rule_id: ':open',
      number: '1',
      owner_unit_id: ':unit',
      person_id: ':person',
    },
    ...{ price: '10', cut: '3', charge: '7', day: `'${TODAY}'`, redeemed_at: NOW, state: `'REDEEMED'`, ...about },
  });

  test.each<readonly [string, Row, string]>([
    ['of another cut than the rule says', { cut: '4', charge: '6' }, 'benefit_redemption_by_rule'],
    ['of a price that it does not apply to', { price: '9', charge: '6' }, 'benefit_redemption_by_rule'],
    ['by a rule that has ended', { rule_id: ':ended' }, 'benefit_redemption_in_force'],
    ['that does not add up', { charge: '8' }, 'benefit_redemption_adds_up'],
    ['that counts for another day', { day: `'2026-11-22'` }, 'benefit_redemption_day'],
    ['for another unit', { owner_unit_id: ':other' }, 'benefit_redemption_of_rule'],
    ['that nobody pays for', {}, 'benefit_shares_are_the_cut'],
  ])('no redemption %s', async (_, about, constraint) => {
    await refusedBy(constraint, insert('benefit_redemption', redemption(about)));
  });

  test('no more are redeemed than the quota allows, whoever forgets to look', async () => {
    const [second, third] = [redemption({}), redemption({ id: `'${world.id('redemption')}'` })];
    await refusedBy('benefit_quota', insert('benefit_redemption', second), insert('benefit_redemption', third));
  });

  test('those who pay pay the whole cut, and nobody else pays', async () => {
    const share = (unit: string, amount: string) =>
      insert('benefit_share', { redemption_id: ':first', unit_id: unit, amount });
    await refusedBy('benefit_shares_are_the_cut', share(':other', '0'));
    const id = world.id('redemption');
    const made = insert('benefit_redemption', redemption({ id: `'${id}'` }));
    const paid = insert('benefit_share', { redemption_id: `'${id}'`, unit_id: ':unit', amount: '2.99' });
    await refusedBy('benefit_shares_are_the_cut', made, paid);
  });

  test('what was reversed or withdrawn stays so', async () => {
    const back = `set state = 'REDEEMED', reversed_at = null, reason = null where id = :undone`;
    await refusedBy('benefit_redemption_stays_reversed', named(`update exchange.benefit_redemption ${back}`));
    const again = `set state = 'RECORDED', withdrawn_at = null, reason = null where id = :withdrawn`;
    await refusedBy('benefit_proof_stays_withdrawn', named(`update exchange.benefit_proof ${again}`));
  });

  const proof = (about: Row): Row => ({
    ...{ id: `'${world.id('proof')}'`, owner_unit_id: ':unit', person_id: ':person', kind: `'OCCUPATION'` },
    ...{ code: `'occupation.courier'`, document: `'工作证'`, from_day: `'${TODAY}'`, post_id: ':post' },
    ...{ state: `'RECORDED'`, recorded_at: NOW, ...about },
  });

  test.each<readonly [string, Row, string]>([
    ['of something else than its kind', { kind: `'BORN_ON'` }, 'benefit_proof_of_its_kind'],
    ['of two things', { unit_id: ':other' }, 'benefit_proof_of_its_kind'],
    ['of a person of another unit', { owner_unit_id: ':other' }, 'benefit_proof_of_person'],
    ['withdrawn for no reason', { state: `'WITHDRAWN'`, withdrawn_at: NOW }, 'benefit_proof_withdrawn'],
    ['that ends before it begins', { until_day: `'${TODAY}'` }, 'benefit_proof_days'],
  ])('no proof %s', async (_, about, constraint) => {
    await refusedBy(constraint, insert('benefit_proof', proof(about)));
  });

  describe('row-level security and grants', () => {
    const as = (role: 'writer' | 'guarded' | 'reader', actor: Actor | null, statement: string) =>
      asRole(
        world,
        role,
        actor?.person == null
          ? { subject: { kind: 'ANONYMOUS' } }
          : { subject: { kind: 'PERSON', person: actor.person }, unit: actor.unit },
        [named(statement)],
      );

    test('proofs are for their unit, and the light lane cannot ask', async () => {
      const count = 'select count(*)::integer as n from exchange.benefit_proof';
      expect(await as('guarded', where.community, count)).toEqual([{ n: 2 }]);
      for (const who of [other, null]) expect(await as('guarded', who, count)).toEqual([{ n: 0 }]);
      await expect(as('reader', where.community, count)).rejects.toThrow(/permission denied/);
      await expect(as('writer', other, insert('benefit_proof', proof({})))).rejects.toThrow(/row-level security/);
    });

    test('nobody reads a mark, a secret or who is known; nobody types in a counter', async () => {
      for (const table of ['benefit_secret', 'benefit_mark', 'benefit_person']) {
        for (const role of ['writer', 'guarded', 'reader'] as const) {
          await expect(as(role, where.community, `select from exchange.${table}`)).rejects.toThrow(/permission denied/);
        }
      }
      for (const table of ['benefit_count', 'benefit_person_count']) {
        await expect(as('writer', where.community, `update exchange.${table} set taken = 0`)).rejects.toThrow(
          /permission denied/,
        );
      }
      for (const table of ['benefit_proof', 'benefit_redemption', 'benefit_share', 'benefit_rule', 'benefit_version']) {
        await expect(as('writer', where.community, `delete from exchange.${table}`)).rejects.toThrow(
          /permission denied/,
        );
      }
    });

    test('whom a unit knows is asked by that unit', async () => {
      const ask = `select * from exchange.benefit_persons(:unit, '+86${mobileOf(1)}', null, ${NOW})`;
      expect(await as('writer', where.community, ask)).toHaveLength(1);
      for (const who of [other, null]) expect(await as('writer', who, ask)).toEqual([]);
      await expect(as('guarded', where.community, ask)).rejects.toThrow(/permission denied/);
      const facts = `select * from exchange.benefit_facts((select p.person_id from exchange.benefit_proof p limit 1), '${TODAY}', ${NOW})`;
      expect(await as('writer', where.community, facts)).toMatchObject([{ kind: 'OCCUPATION' }]);
    });
  });
}
