/** Words that are held up without need: who may release them, and who may not. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ReleaseNeedDocument, ReturnNeedDocument, ReviseNeedDocument } from '../../generated/operations.ts';
import { there } from '../story.ts';
import { seenBy, Wishes } from './wishes.ts';

let wishes: Wishes;

beforeAll(async () => {
  wishes = await Wishes.open();
});

afterAll(() => wishes[Symbol.asyncDispose]());

describe('a false alarm', () => {
  const FALSE_ALARM = '请到孙塘北路12号文化中心集合。';

  test('is released by the coordinator with a reason, and keeps its words', async () => {
    const { id: needId } = await wishes.handIn(FALSE_ALARM, { title: '集合甲' });
    const reason = '文化中心是公共场所。';
    wishes.world.clock.pass({ hours: 1 });
    const { need: released } = await wishes.red.street.do(ReleaseNeedDocument, { needId, expectedVersion: 1, reason });
    expect(released).toMatchObject({
      state: 'PUBLISHED',
      version: 2,
      findings: [],
      reviews: [{ verdict: 'RELEASED', reason }],
    });
    expect(new Date(there(released).publishedAt)).toEqual(wishes.world.clock.now());
    expect(await wishes.seenByAnybody(needId)).toMatchObject({ description: FALSE_ALARM, reviews: [] });
    expect(await wishes.red.street.refused(ReleaseNeedDocument, { needId, expectedVersion: 2, reason })).toMatchObject({
      code: 'ALREADY_DONE',
    });
    const returning = { needId, expectedVersion: 2, reason };
    expect(await wishes.red.street.refused(ReturnNeedDocument, returning)).toMatchObject({ code: 'WRONG_STATE' });
    const revising = { needId, expectedVersion: 2, title: '另一标题' };
    const { need: revised } = await wishes.red.community.do(ReviseNeedDocument, revising);
    expect(revised).toMatchObject({ state: 'IN_REVIEW', version: 3, findings: [{}] });
  });

  test('is not released by its own unit, by a fellow member, from another alliance, or by who holds a post in the unit', async () => {
    const { id: needId } = await wishes.handIn(FALSE_ALARM, { title: '集合乙' });
    const input = { needId, expectedVersion: 1, reason: '误报' };
    expect(await wishes.red.community.refused(ReleaseNeedDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await wishes.red.mall.refused(ReleaseNeedDocument, input)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await wishes.blue.harbour.refused(ReleaseNeedDocument, input)).toMatchObject({ code: 'NOT_FOUND' });

    // Somebody of the community coordinates the alliance from the street as well.
    const person = there(wishes.red.community.person);
    await wishes.world.people.post(there(wishes.red.street.unit), { alliance: wishes.red.uuid, person });
    const both = (await wishes.world.people.actor(person, there(wishes.red.street.unit), wishes.red.uuid)).wearing({
      'x-acting-unit': wishes.red.street.unitId,
    });
    const refusal = await both.refused(ReleaseNeedDocument, input);
    expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
    expect(refusal.message).toContain('reviseNeed');
    expect(await both.refused(ReturnNeedDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    await wishes.world.sql(
      'update directory.post set valid = tstzrange(lower(valid), $3) where person_id = $1 and unit_id = $2',
      [person, wishes.red.street.unit, wishes.world.clock.now()],
    );
    expect((await seenBy(wishes.red.community, needId))?.state).toBe('IN_REVIEW');
  });

  test('of the unit that leads the alliance is for somebody else to release', async () => {
    const own = await wishes.handIn(FALSE_ALARM, { title: '集合丙' }, wishes.red.street);
    const input = { needId: own.id, expectedVersion: 1, reason: '误报' };
    expect(await wishes.red.street.refused(ReleaseNeedDocument, input)).toMatchObject({ code: 'FORBIDDEN' });
    const second = await wishes.world.people.post(there(wishes.red.mall.unit), { alliance: wishes.red.uuid });
    const other = await wishes.world.people.actor(second, there(wishes.red.mall.unit), wishes.red.uuid);
    expect((await other.do(ReleaseNeedDocument, input)).need).toMatchObject({ state: 'PUBLISHED' });
    await wishes.world.sql('delete from directory.post where person_id = $1', [second]);
  });

  test('that is public and for no alliance in particular is for the coordinator of any alliance of the unit', async () => {
    const held = await wishes.handIn(FALSE_ALARM, { title: '集合丁', audience: [] });
    const input = { needId: held.id, expectedVersion: 1, reason: '误报' };
    expect(await seenBy(wishes.red.street, held.id)).toMatchObject({ state: 'IN_REVIEW' });
    expect(await wishes.blue.harbour.refused(ReleaseNeedDocument, input)).toMatchObject({ code: 'NOT_FOUND' });
    await wishes.expectHidden(held.id, '集合丁');
    expect((await wishes.red.street.do(ReleaseNeedDocument, input)).need).toMatchObject({ state: 'PUBLISHED' });
    const entries = await wishes.world.sql(
      "select from data.audit where action = 'need:released' and alliance_id = $1",
      [wishes.red.uuid],
    );
    expect(entries.length).toBeGreaterThan(0);
  });

  test('of words that the coordinator has not read is not released', async () => {
    const { id: needId } = await wishes.handIn(FALSE_ALARM, { title: '集合戊' });
    await wishes.red.community.do(ReviseNeedDocument, {
      needId,
      expectedVersion: 1,
      description: '请到孙塘北路14号集合。',
    });
    const input = { needId, expectedVersion: 1, reason: '误报' };
    expect(await wishes.red.street.refused(ReleaseNeedDocument, input)).toMatchObject({ code: 'VERSION_CONFLICT' });
    expect(await wishes.red.street.refused(ReturnNeedDocument, input)).toMatchObject({ code: 'VERSION_CONFLICT' });
  });
});
