import { describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/domain/ids.ts';
import {
  AcceptInvitationDocument,
  AuditOfDocument,
  CancelInvitationDocument,
  InvitationsDocument,
  InviteToPostDocument,
  PersonNowDocument,
  PublishOfferDocument,
  WhatIMayDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { accepted, administratorOf, appointed, invited, postsOf, stranger, toBeOperator } from './posting.ts';
import { there } from '../story.ts';

const about = {
  category: 'space.hall',
  title: '大厅',
  description: '说明',
  quantity: { value: '1', unit: '场' },
  visibility: 'UNIT' as const,
};

const BAD_CODE = { __typename: 'InvalidInputError', code: 'INVALID_INPUT', path: ['input', 'code'] };

describe('an invitation', () => {
  test('is accepted by a stranger with its code, who from then on acts for the unit under the name it gave', async () => {
    await using world = await createWorld();
    const { mall, street, id } = await world.alliance('五色', 'street', 'mall');
    const administrator = await administratorOf(world, mall);
    const newcomer = await stranger(world);
    expect((await newcomer.ask(WhatIMayDocument, {})).viewer).toMatchObject({ person: null, unit: null, hats: [] });
    expect(await newcomer.refused(PublishOfferDocument, about)).toMatchObject({ code: 'FORBIDDEN' });

    const { invitation, invitationCode } = await administrator.do(InviteToPostDocument, toBeOperator);
    expect(invitation).toMatchObject({ state: 'OPEN', personName: '李四', expiresAt: '2026-11-28T09:00:00+08:00' });
    const post = await accepted(newcomer, there(invitationCode));
    const person = { id: globalId('person', there(newcomer.person)), name: '李四' };
    expect(post).toMatchObject({ state: 'IN_FORCE', role: 'OPERATOR', isDelegated: false, holder: person });

    expect((await newcomer.ask(WhatIMayDocument, {})).viewer).toMatchObject({
      person,
      unit: { shortName: 'mall' },
      hats: [{ unit: { shortName: 'mall' }, alliance: { name: '五色' }, roles: ['OPERATOR'], title: '共建联络员' }],
    });
    await newcomer.do(PublishOfferDocument, about);
    // Who it is, is for colleagues and themselves; that there is such a post is public.
    for (const [who, seen] of [
      [mall, person],
      [newcomer, person],
      [street, null],
    ] as const) {
      const posts = await postsOf(who, mall.unit);
      expect(posts.find((one) => one.id === post.id)?.holder ?? null).toEqual(seen);
      expect((await who.ask(PersonNowDocument, { id: person.id })).node ?? null).toEqual(seen);
    }
    const { invitations } = await administrator.ask(InvitationsDocument, {});
    expect(invitations?.nodes).toMatchObject([
      { state: 'ACCEPTED', post: { id: post.id }, invitedBy: { name: '某人' } },
    ]);
    // On the record of the unit, without a name and without the code.
    const told = await mall.wearing({ 'x-acting-alliance': id }).ask(AuditOfDocument, { subjectId: post.id });
    expect(told.auditEntries?.nodes).toMatchObject([{ action: 'post:accepted', unit: { shortName: 'mall' } }]);
  });

  test('shows its code once: not in a replay, in no list, and nowhere in the database or the log', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'mall');
    const administrator = await administratorOf(world, mall);
    const first = await administrator.do(InviteToPostDocument, toBeOperator, 'once');
    const code = there(first.invitationCode);
    expect(code).toMatch(/^[0-9a-f]{40}$/);
    const again = await administrator.do(InviteToPostDocument, toBeOperator, 'once');
    expect(again).toMatchObject({ replayed: true, invitationCode: null, invitation: { id: first.invitation?.id } });
    await accepted(await stranger(world), ` ${code.toUpperCase()}\u3000`);
    const tables = await world.sql<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('data', 'directory', 'access')`,
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const rows = await world.sql(`select from ${name} t where position($1 in lower(t::text)) > 0`, [code]);
      expect([name, rows.length]).toEqual([name, 0]);
    }
    expect(world.log.join('\n').toLowerCase()).not.toContain(code);
  });

  test('that is mistyped, used, cancelled, out of date or without a term left is refused with the same words', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'mall');
    const administrator = await administratorOf(world, mall);
    const used = await invited(administrator);
    await accepted(await stranger(world), used);
    const { invitation, invitationCode: cancelled } = await administrator.do(InviteToPostDocument, toBeOperator);
    const taken = { invitationId: there(invitation).id, expectedVersion: 1 };
    expect((await administrator.do(CancelInvitationDocument, taken)).invitation).toMatchObject({ state: 'CANCELLED' });
    const late = await invited(administrator);
    const short = await invited(administrator, { until: world.clock.day(1, '09:00') });
    world.clock.set('2026-11-28T09:00:00+08:00');

    const newcomer = await stranger(world);
    const said = new Set<string>();
    for (const code of ['0'.repeat(40), 'x', used, there(cancelled), late, short]) {
      const refusal = await newcomer.refused(AcceptInvitationDocument, { code });
      expect(refusal).toMatchObject(BAD_CODE);
      said.add(JSON.stringify(refusal));
    }
    expect(said.size).toBe(1);
    const { invitations } = await administrator.ask(InvitationsDocument, {});
    expect(invitations?.nodes.map(({ state }) => state)).toEqual(['ACCEPTED', 'CANCELLED', 'EXPIRED', 'EXPIRED']);
    const { invitations: gone } = await administrator.ask(InvitationsDocument, { filter: { state: ['EXPIRED'] } });
    expect(gone?.totalCount).toBe(2);
    expect(await administrator.refused(CancelInvitationDocument, { ...taken, expectedVersion: 2 })).toMatchObject({
      code: 'ALREADY_DONE',
    });
    // The last instant at which it is good.
    world.clock.set('2026-11-28T08:59:59.999+08:00');
    await accepted(newcomer, late);
  });

  test('is made in the name of the unit by who administers it, and seen by nobody else', async () => {
    await using world = await createWorld();
    const { mall, street } = await world.alliance('五色', 'street', 'mall');
    const administrator = await administratorOf(world, mall);
    for (const who of [mall, street, await administratorOf(world, street)]) {
      const { invitation } = await administrator.do(InviteToPostDocument, toBeOperator);
      const cancel = { invitationId: there(invitation).id, expectedVersion: 1 };
      expect(await who.refused(CancelInvitationDocument, cancel)).toMatchObject({ code: 'NOT_FOUND' });
      expect((await who.ask(InvitationsDocument, {})).invitations?.nodes).toEqual([]);
    }
    expect(await mall.refused(InviteToPostDocument, toBeOperator)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await (await stranger(world)).refused(InviteToPostDocument, toBeOperator)).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await administrator.ask(InvitationsDocument, {})).invitations?.totalCount).toBe(3);
    const app = await world.people.app(
      there(mall.unit),
      there(street.unit && (await world.people.found('蓝', there(street.unit)))),
    );
    const codeForApp = await invited(administrator);
    expect(await app.withoutHat().refused(AcceptInvitationDocument, { code: codeForApp })).toMatchObject({
      code: 'FORBIDDEN',
    });
    await accepted(await stranger(world), codeForApp);
  });

  test('to coordinate is for an alliance that the unit leads, then and when it is accepted', async () => {
    await using world = await createWorld();
    const { mall, street, id, uuid } = await world.alliance('五色', 'street', 'mall');
    const coordinator = { title: '联盟协调员', role: 'COORDINATOR' as const, personName: '王五' };
    const [ofMall, ofStreet] = [await administratorOf(world, mall), await administratorOf(world, street)];
    expect(await ofMall.refused(InviteToPostDocument, { ...coordinator, allianceId: id })).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('the unit that leads it'),
    });
    expect(await ofStreet.refused(InviteToPostDocument, coordinator)).toMatchObject({ path: ['input', 'allianceId'] });
    expect(await ofStreet.refused(InviteToPostDocument, { ...toBeOperator, allianceId: id })).toMatchObject({
      path: ['input', 'allianceId'],
    });
    const { post } = await appointed(world, ofStreet, { ...coordinator, allianceId: id });
    expect(post).toMatchObject({ role: 'COORDINATOR', alliance: { id } });

    const code = await invited(ofStreet, { ...coordinator, allianceId: id });
    await world.sql('update directory.alliance set lead_unit_id = $1 where id = $2', [mall.unit, uuid]);
    expect(await (await stranger(world)).refused(AcceptInvitationDocument, { code })).toMatchObject(BAD_CODE);
  });

  test('has a term that is still to come, and begins when it says', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'mall');
    const administrator = await administratorOf(world, mall);
    const [monday, friday] = [world.clock.day(2, '09:00'), world.clock.day(6, '18:00')];
    for (const term of [
      { until: world.clock.now().toISOString() },
      { since: friday, until: monday },
      { since: friday, until: friday },
    ])
      expect(await administrator.refused(InviteToPostDocument, { ...toBeOperator, ...term })).toMatchObject({
        path: ['input', 'until'],
      });
    const { actor, post } = await appointed(world, administrator, { since: monday, until: friday });
    expect(post).toMatchObject({ state: 'UPCOMING', since: monday, until: friday });
    expect(await actor.refused(PublishOfferDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
    world.clock.set(monday);
    await actor.do(PublishOfferDocument, about);
    // Rights are never given for a time that is over.
    const begun = await appointed(world, administrator, { since: '2026-01-01T00:00:00+08:00' });
    expect(begun.post).toMatchObject({ since: monday, until: null });
  });

  test('is accepted by somebody of other units too, under whatever hat, and told again when it is repeated', async () => {
    await using world = await createWorld();
    const { mall, street, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const person = there(community.person);
    await world.people.post(there(street.unit), { person });
    const administrator = await administratorOf(world, mall);
    const bare = community.withoutHat();
    const code = await invited(administrator);
    const { post } = await bare.do(AcceptInvitationDocument, { code }, 'mine');
    const again = await bare.do(AcceptInvitationDocument, { code }, 'mine');
    expect(again).toMatchObject({ replayed: true, post: { id: post?.id } });
    // The name that is known stays.
    expect(post?.holder?.name).toBe('某人');
    const newcomer = await stranger(world);
    const second = await invited(administrator);
    await newcomer.do(AcceptInvitationDocument, { code: second }, 'first-of-all');
    expect(await newcomer.do(AcceptInvitationDocument, { code: second }, 'first-of-all')).toMatchObject({
      replayed: true,
    });
  });
});
