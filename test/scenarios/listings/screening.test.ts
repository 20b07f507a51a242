/** Scenario 15: a wish with a mobile number is held until somebody has judged it or written it anew. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  CandidatesSeenDocument,
  ClaimNeedDocument,
  NeedsSeenDocument,
  ProposeMatchDocument,
  ReleaseNeedDocument,
  ReturnNeedDocument,
  ReviseNeedDocument,
  WithdrawNeedDocument,
} from '../../generated/operations.ts';
import { membershipOf, offer, there } from '../story.ts';
import { seenBy, Wishes } from './wishes.ts';

let wishes: Wishes;

beforeAll(async () => {
  wishes = await Wishes.open();
});

afterAll(() => wishes[Symbol.asyncDispose]());

const WITH_A_NUMBER = '王奶奶独居，想听越剧。请打138 1234 5678。';

describe('a wish with a mobile number', () => {
  test('is held: its unit and the coordinator see it with what was found, nobody else learns that it is there', async () => {
    const held = await wishes.handIn(WITH_A_NUMBER, { title: '收音机甲' });
    expect(held).toMatchObject({
      state: 'IN_REVIEW',
      version: 1,
      findings: [{ kind: 'MOBILE', field: 'DESCRIPTION', excerpt: '138****5678' }],
      reviews: [],
    });
    expect(await seenBy(wishes.red.community, held.id)).toEqual(held);
    expect(await seenBy(wishes.red.street, held.id)).toEqual(held);
    await wishes.expectHidden(held.id, '收音机甲');

    const { needs } = await wishes.red.street.ask(NeedsSeenDocument, { filter: { state: ['IN_REVIEW'] } });
    expect(needs).toMatchObject({
      totalCount: 1,
      nodes: [{ id: held.id }],
      facets: [{ value: 'IN_REVIEW', count: 1 }],
    });
  });

  test('takes no match: who may not see it is told that there is none, the coordinator to release it first', async () => {
    const { id: needId } = await wishes.handIn(WITH_A_NUMBER, { title: '收音机乙' });
    const offerId = await offer(wishes.red.mall, { visibility: 'PUBLIC' });
    const claim = { needId, amount: '1' };
    expect(await wishes.red.mall.refused(ClaimNeedDocument, claim)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await wishes.blue.harbour.refused(ClaimNeedDocument, claim)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await wishes.red.mall.refused(WithdrawNeedDocument, { needId, expectedVersion: 1 })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const refusal = await wishes.red.street.refused(ProposeMatchDocument, { ...claim, offerId });
    expect(refusal).toMatchObject({ code: 'WRONG_STATE' });
    expect(refusal.message).toContain('releaseNeed');
    for (const actor of [wishes.red.street, wishes.red.community]) {
      const { need: found } = await actor.ask(CandidatesSeenDocument, { id: needId });
      expect(found?.candidates).toEqual({ totalCount: 0, nodes: [] });
    }
  });

  test('goes back to its unit with a reason, is held again as long as the number is in it, and is published without', async () => {
    const { id: needId } = await wishes.handIn(WITH_A_NUMBER, { title: '收音机丙' });
    const reason = '请去掉手机号，改由社区转达。';
    const { need: returned } = await wishes.red.street.do(ReturnNeedDocument, { needId, expectedVersion: 1, reason });
    expect(returned).toMatchObject({ state: 'RETURNED', version: 2 });
    await wishes.expectHidden(needId, '收音机丙');

    const shown = there(await seenBy(wishes.red.community, needId));
    expect(shown).toMatchObject({
      state: 'RETURNED',
      findings: [{ kind: 'MOBILE' }],
      reviews: [{ verdict: 'RETURNED', reason, unit: { shortName: 'street' }, alliance: { id: wishes.red.id } }],
    });

    const again = { needId, expectedVersion: 2, description: '请打一三八 一二三四 五六七八。' };
    const { need: dodged } = await wishes.red.community.do(ReviseNeedDocument, again);
    expect(dodged).toMatchObject({ state: 'IN_REVIEW', version: 3, findings: [{ excerpt: '138****5678' }] });
    expect(dodged?.reviews).toHaveLength(1);
    await wishes.expectHidden(needId, '收音机丙');

    wishes.world.clock.pass({ hours: 2 });
    const description = '独居老人想听越剧，请与社区联系。';
    const { need: clean } = await wishes.red.community.do(ReviseNeedDocument, {
      needId,
      expectedVersion: 3,
      description,
    });
    expect(clean).toMatchObject({ state: 'PUBLISHED', version: 4, description, findings: [] });
    expect(new Date(there(clean).publishedAt)).toEqual(wishes.world.clock.now());

    // Everybody reads it now, and nobody else what was judged of it.
    expect(await wishes.seenByAnybody(needId)).toMatchObject({
      state: 'PUBLISHED',
      description,
      findings: [],
      reviews: [],
    });
    expect((await seenBy(wishes.red.mall, needId))?.reviews).toEqual([]);
    expect((await seenBy(wishes.red.community, needId))?.reviews).toHaveLength(1);
    await wishes.red.mall.do(ClaimNeedDocument, { needId, amount: '1' });
  });

  test('is in no fact, no audit and no log; these tell ids and states', async () => {
    const { id: needId } = await wishes.handIn(WITH_A_NUMBER);
    await wishes.red.street.do(ReturnNeedDocument, { needId, expectedVersion: 1, reason: '手机号13812345678不能公开' });
    const told = await wishes.world.sql<{ action: string; audited: string; told: string; units: number }>(
      `select a.action, a.body::text as audited, o.body::text as told, cardinality(o.unit_ids) as units
       from data.audit a join data.outbox o on o.subject_id = a.subject_id and o.type = a.action
       where 'need_' || replace(a.subject_id::text, '-', '') = $1 order by a.id`,
      [needId],
    );
    const held = '{"category": "space.hall", "visibility": "PUBLIC"}';
    expect(told).toEqual([
      { action: 'need:held', audited: held, told: held, units: 1 },
      { action: 'need:returned', audited: '{"state": "RETURNED"}', told: '{"state": "RETURNED"}', units: 2 },
    ]);
    expect(wishes.world.log.join('\n')).not.toContain('1234 5678');
    expect(wishes.world.log.join('\n')).not.toContain('13812345678');
    expect(await wishes.world.sql("select from exchange.need_finding where excerpt ~ '1234'")).toEqual([]);
  });
});

describe('the rest of it', () => {
  test('all that people write of a need is screened, and a private need is not', async () => {
    const everywhere = await wishes.handIn('王小明先生，82岁，患糖尿病', {
      title: '找王小明先生',
      placeName: '孙塘北路12号3幢2单元501室',
    });
    expect(everywhere.findings).toEqual([
      { kind: 'NAME', field: 'TITLE', excerpt: '王**' },
      { kind: 'NAME', field: 'DESCRIPTION', excerpt: '王**' },
      { kind: 'HEALTH', field: 'DESCRIPTION', excerpt: '**' },
      { kind: 'ADDRESS', field: 'PLACE_NAME', excerpt: '路*号' },
      { kind: 'ADDRESS', field: 'PLACE_NAME', excerpt: '*幢*单元*室' },
    ]);
    const ofUnit = await wishes.handIn(WITH_A_NUMBER, { visibility: 'UNIT', audience: [] });
    expect(ofUnit).toMatchObject({ state: 'PUBLISHED', findings: [], locationPrecision: 'EXACT' });
    const ofAlliance = await wishes.handIn(WITH_A_NUMBER, { visibility: 'ALLIANCE' });
    expect(ofAlliance).toMatchObject({ state: 'IN_REVIEW' });
  });

  test('a revision says something new, of the need it is about, and once for its key', async () => {
    const { id: needId } = await wishes.handIn(WITH_A_NUMBER);
    const of = { needId, expectedVersion: 1 };
    for (const nothing of [{}, { description: WITH_A_NUMBER }, { title: null }]) {
      expect(await wishes.red.community.refused(ReviseNeedDocument, { ...of, ...nothing })).toMatchObject({
        code: 'INVALID_INPUT',
      });
    }
    expect(await wishes.red.street.refused(ReviseNeedDocument, { ...of, title: '另' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await wishes.red.mall.refused(ReviseNeedDocument, { ...of, title: '另' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const [key, description] = [wishes.world.key(), '想听越剧'];
    const first = await wishes.red.community.do(ReviseNeedDocument, { ...of, description, placeName: null }, key);
    expect(first).toMatchObject({
      replayed: false,
      need: { state: 'PUBLISHED', placeName: null, title: '一台收音机' },
    });
    const second = await wishes.red.community.do(ReviseNeedDocument, { ...of, description, placeName: null }, key);
    expect(second).toEqual({ ...first, replayed: true });
  });

  test('what is held up or returned may be withdrawn, and is then seen by its unit alone', async () => {
    const { id: needId } = await wishes.handIn(WITH_A_NUMBER);
    await wishes.red.street.do(ReturnNeedDocument, { needId, expectedVersion: 1, reason: '改' });
    expect(
      await wishes.red.street.refused(ReleaseNeedDocument, { needId, expectedVersion: 2, reason: '不改' }),
    ).toMatchObject({
      code: 'WRONG_STATE',
    });
    await wishes.red.community.do(WithdrawNeedDocument, { needId, expectedVersion: 2 });
    expect(await seenBy(wishes.red.street, needId)).toBeNull();
    expect(await seenBy(wishes.red.community, needId)).toMatchObject({ state: 'WITHDRAWN', findings: [] });
  });

  test('who coordinates the alliance no longer sees what a unit that has left had held up', async () => {
    const unit = await wishes.world.people.unit('village');
    await wishes.world.people.join(unit, wishes.red.uuid);
    const village = await wishes.world.people.actor(await wishes.world.people.post(unit), unit, wishes.red.uuid);
    const { id: needId } = await wishes.handIn(WITH_A_NUMBER, {}, village);
    expect(await seenBy(wishes.red.street, needId)).toMatchObject({ state: 'IN_REVIEW' });
    const { id: membershipId } = await membershipOf(village, wishes.red.id);
    await wishes.world.sql(
      `update directory.membership set state = 'LEFT', valid = tstzrange(lower(valid), $2::timestamptz)
       where 'membership_' || replace(id::text, '-', '') = $1`,
      [membershipId, wishes.world.clock.now().toISOString()],
    );
    expect(await seenBy(wishes.red.street, needId)).toBeNull();
    expect(
      await wishes.red.street.refused(ReleaseNeedDocument, { needId, expectedVersion: 1, reason: '误报' }),
    ).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
