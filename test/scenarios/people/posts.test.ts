import { describe, expect, test } from '@jest/globals';
import {
  AuditOfDocument,
  EndPostDocument,
  PublishOfferDocument,
  WhatIMayDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { administratorOf, appointed, ending, postsOf } from './posting.ts';
import { there } from '../story.ts';

const about = {
  category: 'space.hall',
  title: '大厅',
  description: '说明',
  quantity: { value: '1', unit: '场' },
  visibility: 'UNIT' as const,
};

describe('a post is ended', () => {
  test('by an administrator, and stays on record for the unit and its holder', async () => {
    await using world = await createWorld();
    const { mall, street } = await world.alliance('五色', 'street', 'mall');
    const administrator = await administratorOf(world, mall);
    const { actor, post } = await appointed(world, administrator);
    world.clock.pass({ days: 3 });
    expect(await mall.refused(EndPostDocument, ending(post))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await street.refused(EndPostDocument, ending(post))).toMatchObject({ code: 'FORBIDDEN' });
    const stale = { ...ending(post), expectedVersion: 7 };
    expect(await administrator.refused(EndPostDocument, stale)).toMatchObject({ code: 'VERSION_CONFLICT' });
    const { post: ended } = await administrator.do(EndPostDocument, ending(post));
    const now = '2026-11-24T09:00:00+08:00';
    expect(ended).toMatchObject({
      state: 'ENDED',
      until: now,
      reason: '任期调整',
      holder: { name: '李四' },
      version: 2,
    });
    expect(await administrator.refused(EndPostDocument, ending(post))).toMatchObject({
      code: 'ALREADY_DONE',
      message: expect.stringContaining('has ended already'),
    });
    const seen = async (who: typeof actor) => (await postsOf(who, mall.unit)).filter(({ id }) => id === post.id);
    expect(await seen(mall)).toEqual([ended]);
    expect(await seen(actor)).toEqual([ended]);
    expect(await seen(street)).toEqual([]);
  });

  test('by its holder, and the answer is told again though the hat is gone', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    const { actor, post } = await appointed(world, await administratorOf(world, mall));
    const inHat = actor.wearing({ 'x-acting-unit': actor.unitId });
    const { post: ended } = await inHat.do(EndPostDocument, ending(post, '调离'), 'resign');
    // In the very instant in which it began.
    expect(ended).toMatchObject({ state: 'ENDED', since: post.since, until: post.since, reason: '调离' });
    expect(await inHat.do(EndPostDocument, ending(post, '调离'), 'resign')).toMatchObject({
      replayed: true,
      post: { id: post.id, state: 'ENDED' },
    });
    expect((await actor.ask(WhatIMayDocument, {})).viewer).toMatchObject({
      unit: null,
      hats: [],
      person: { name: '李四' },
    });
    const { auditEntries } = await mall.ask(AuditOfDocument, { subjectId: post.id });
    expect(auditEntries?.nodes).toMatchObject([
      { action: 'post:accepted', unit: { shortName: 'mall' } },
      { action: 'post:ended', unit: { shortName: 'mall' } },
    ]);
  });

  test('before it began, it never began', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'mall');
    const administrator = await administratorOf(world, mall);
    const { post, actor } = await appointed(world, administrator, { since: world.clock.day(5, '09:00') });
    const { post: ended } = await administrator.do(EndPostDocument, ending(post));
    const now = '2026-11-21T09:00:00+08:00';
    expect(ended).toMatchObject({ state: 'ENDED', since: now, until: now });
    world.clock.pass({ days: 6 });
    expect(await actor.refused(PublishOfferDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('but not the last of those who administer the unit, neither by themselves nor by another', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'mall');
    const first = await administratorOf(world, mall);
    const own = there((await postsOf(first)).find(({ role }) => role === 'ADMINISTRATOR'));
    const until = world.clock.day(9, '09:00');
    const standIn = {
      title: '代理',
      role: 'ADMINISTRATOR' as const,
      personName: '代理人',
      until,
      delegatedFromId: own.id,
    };
    const { actor: deputy } = await appointed(world, first, standIn);
    const last = { code: 'FORBIDDEN', message: expect.stringContaining('last administrator') };
    // A deputy is none in their own right, nor is who comes later.
    await appointed(world, first, { role: 'ADMINISTRATOR', since: world.clock.day(3, '09:00') });
    expect(await first.refused(EndPostDocument, ending(own))).toMatchObject(last);
    expect(await deputy.refused(EndPostDocument, ending(own))).toMatchObject({ code: 'FORBIDDEN' });
    const { actor: second, post: others } = await appointed(world, first, {
      role: 'ADMINISTRATOR',
      personName: '新管理员',
    });
    await first.do(EndPostDocument, ending(own));
    expect(await second.refused(EndPostDocument, ending(others))).toMatchObject(last);
  });

  test('says which hat it wants of who administers several units', async () => {
    await using world = await createWorld();
    const { mall, street } = await world.alliance('五色', 'street', 'mall');
    const administrator = await administratorOf(world, mall);
    await world.people.post(there(street.unit), { person: there(administrator.person) });
    const chosen = administrator.wearing({ 'x-acting-unit': mall.unitId });
    const { post } = await appointed(world, chosen);
    expect(await administrator.refused(EndPostDocument, ending(post))).toMatchObject({ code: 'HAT_REQUIRED' });
    await chosen.do(EndPostDocument, ending(post));
  });
});
