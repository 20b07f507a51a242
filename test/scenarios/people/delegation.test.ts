import { describe, expect, test } from '@jest/globals';
import {
  AcceptInvitationDocument,
  CancelInvitationDocument,
  EndPostDocument,
  InvitationsDocument,
  InviteToPostDocument,
  PublishOfferDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { administratorOf, appointed, ending, invited, postsOf, stranger, toBeOperator } from './posting.ts';
import { there } from '../story.ts';

const about = {
  category: 'space.hall',
  title: '大厅',
  description: '说明',
  quantity: { value: '1', unit: '场' },
  visibility: 'UNIT' as const,
};

/** The post by which the actor acts. */
async function ownPost(actor: Actor) {
  const posts = await postsOf(actor);
  return there(posts.find(({ holder }) => holder?.id.endsWith(there(actor.person).replaceAll('-', ''))));
}

describe('a post that is delegated', () => {
  test('lets somebody stand in until its term is over, and is seen to be delegated', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    const own = await ownPost(mall);
    const until = world.clock.day(7, '09:00');
    const { actor: deputy, post } = await appointed(world, mall, { until, delegatedFromId: own.id });
    expect(post).toMatchObject({ isDelegated: true, state: 'IN_FORCE', until, role: 'OPERATOR' });
    await deputy.do(PublishOfferDocument, about);
    // Who delegated sees the invitation, administrators do, other colleagues do not.
    const count = async (who: Actor) => (await who.ask(InvitationsDocument, {})).invitations?.totalCount;
    expect(await count(mall)).toBe(1);
    expect(await count(await administratorOf(world, mall))).toBe(1);
    expect(await count(deputy)).toBe(0);
  });

  test('is for a term inside of that of the post it comes from', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'mall');
    const end = world.clock.day(7, '09:00');
    const { actor, post } = await appointed(world, await administratorOf(world, mall), { until: end });
    for (const until of [undefined, world.clock.day(7, '09:01')])
      expect(
        await actor.refused(InviteToPostDocument, {
          ...toBeOperator,
          delegatedFromId: post.id,
          ...(until && { until }),
        }),
      ).toMatchObject({
        code: 'INVALID_INPUT',
        path: ['input', 'until'],
      });
    await invited(actor, { delegatedFromId: post.id, until: end });
    const upcoming = await appointed(world, await administratorOf(world, mall), { since: world.clock.day(3, '09:00') });
    const double = await world.people.actor(there(upcoming.actor.person), there(mall.unit), null);
    await world.people.post(there(mall.unit), { person: there(double.person) });
    expect(
      await double.refused(InviteToPostDocument, { ...toBeOperator, delegatedFromId: upcoming.post.id, until: end }),
    ).toMatchObject({
      path: ['input', 'delegatedFromId'],
    });
  });

  test('is its holder’s to give, acting for the unit, and is not passed on once more', async () => {
    await using world = await createWorld();
    const { mall, street } = await world.alliance('五色', 'street', 'mall');
    const own = await ownPost(mall);
    const until = world.clock.day(7, '09:00');
    const { actor: deputy, post } = await appointed(world, mall, { until, delegatedFromId: own.id });
    const wanted = { ...toBeOperator, until };
    for (const [who, delegatedFromId] of [
      [deputy, post.id],
      [deputy, own.id],
      [street, own.id],
      [await administratorOf(world, mall), own.id],
    ] as const)
      expect(await who.refused(InviteToPostDocument, { ...wanted, delegatedFromId })).toMatchObject({
        code: 'FORBIDDEN',
      });
    const nothing = own.id.replace(/.{12}$/, '000000000000');
    expect(await mall.refused(InviteToPostDocument, { ...wanted, delegatedFromId: nothing })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('gives what the post that it comes from does, or less', async () => {
    await using world = await createWorld();
    const { street, id } = await world.alliance('五色', 'street', 'mall');
    const blue = await world.alliance('蓝', 'harbour');
    const own = await ownPost(street);
    const until = world.clock.day(7, '09:00');
    const from = { title: '代理', personName: '代理人', until, delegatedFromId: own.id };
    const { post } = await appointed(world, street, { ...from, role: 'COORDINATOR' });
    expect(post).toMatchObject({ role: 'COORDINATOR', alliance: { id }, isDelegated: true });
    expect((await appointed(world, street, { ...from, role: 'OPERATOR' })).post).toMatchObject({ alliance: null });
    expect(await street.refused(InviteToPostDocument, { ...from, role: 'ADMINISTRATOR' as const })).toMatchObject({
      path: ['input', 'role'],
    });
    expect(
      await street.refused(InviteToPostDocument, { ...from, role: 'COORDINATOR' as const, allianceId: blue.id }),
    ).toMatchObject({
      path: ['input', 'allianceId'],
    });
    expect(
      await street.refused(InviteToPostDocument, { ...from, role: 'OPERATOR' as const, allianceId: id }),
    ).toMatchObject({
      path: ['input', 'allianceId'],
    });
  });

  test('of an administrator does not make administrators, nor end those who are', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'mall');
    const administrator = await administratorOf(world, mall);
    const { post: other } = await appointed(world, administrator, { role: 'ADMINISTRATOR' });
    const own = await ownPost(administrator);
    const until = world.clock.day(7, '09:00');
    const from = { role: 'ADMINISTRATOR' as const, until, delegatedFromId: own.id };
    const { actor: deputy } = await appointed(world, administrator, from);
    const refusal = { code: 'FORBIDDEN', message: expect.stringContaining('by delegation') };
    expect(
      await deputy.refused(InviteToPostDocument, { ...toBeOperator, role: 'ADMINISTRATOR' as const }),
    ).toMatchObject(refusal);
    expect(await deputy.refused(EndPostDocument, ending(other))).toMatchObject(refusal);
    // The rest of the work is the deputy's too.
    const { post } = await appointed(world, deputy);
    await deputy.do(EndPostDocument, ending(post));
  });

  test('is ended by who delegated it, and by who administers the unit', async () => {
    await using world = await createWorld();
    const { mall, street } = await world.alliance('五色', 'street', 'mall');
    const own = await ownPost(mall);
    const until = world.clock.day(7, '09:00');
    const from = { until, delegatedFromId: own.id };
    for (const who of [mall, await administratorOf(world, mall)]) {
      const { actor: deputy, post } = await appointed(world, mall, from);
      expect(await street.refused(EndPostDocument, ending(post))).toMatchObject({ code: 'FORBIDDEN' });
      await who.do(EndPostDocument, ending(post));
      expect(await deputy.refused(PublishOfferDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
    }
    const { invitation, invitationCode } = await mall.do(InviteToPostDocument, { ...toBeOperator, ...from });
    await mall.do(CancelInvitationDocument, { invitationId: there(invitation).id, expectedVersion: 1 });
    expect(
      await (await stranger(world)).refused(AcceptInvitationDocument, { code: there(invitationCode) }),
    ).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  test('ends with the post that it comes from, as does an invitation to it', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    const administrator = await administratorOf(world, mall);
    const { actor, post } = await appointed(world, administrator);
    const from = { until: world.clock.day(7, '09:00'), delegatedFromId: post.id };
    const { actor: deputy, post: delegated } = await appointed(world, actor, from);
    const code = await invited(actor, from);
    world.clock.pass({ days: 1 });
    await actor.do(EndPostDocument, ending(post));
    const now = '2026-11-22T09:00:00+08:00';
    const shown = (await postsOf(administrator)).find(({ id }) => id === delegated.id);
    expect(shown).toMatchObject({ state: 'ENDED', until: now, reason: null });
    expect(await deputy.refused(PublishOfferDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await administrator.refused(EndPostDocument, ending(delegated))).toMatchObject({ code: 'ALREADY_DONE' });
    expect(await (await stranger(world)).refused(AcceptInvitationDocument, { code })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const { invitations } = await administrator.ask(InvitationsDocument, { filter: { state: ['EXPIRED'] } });
    expect(invitations?.totalCount).toBe(1);
  });
});
