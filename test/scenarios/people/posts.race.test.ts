import { expect, test } from '@jest/globals';
import {
  AcceptInvitationDocument,
  AcceptLeadDocument,
  CancelInvitationDocument,
  EndPostDocument,
  InviteToPostDocument,
  OfferLeadDocument,
} from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { holding, standing } from '../holding.ts';
import { administratorOf, appointed, ending, invited, postsOf, stranger, toBeOperator } from './posting.ts';
import { there } from '../story.ts';

test('of many who accept one invitation at once exactly one has the post', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'mall');
  const administrator = await administratorOf(world, mall);
  // By as many persons as there are attempts, then all by one.
  for (const isOne of [false, true]) {
    const code = await invited(administrator);
    const one = await stranger(world);
    const people = await Promise.all(
      Array.from({ length: scaled(20, 100) }, () => Promise.resolve(isOne ? one : stranger(world))),
    );
    const before = await world.sql('select from directory.post');
    const answers = await Promise.all(people.map((person) => person.act(AcceptInvitationDocument, { code })));
    expect(answers.filter(({ post }) => post !== null)).toHaveLength(1);
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code: said }) => said))).toEqual(
      answers.slice(1).map(() => 'INVALID_INPUT'),
    );
    expect(await world.sql('select from directory.post')).toHaveLength(before.length + 1);
  }
  expect(await world.sql("select from data.audit where action = 'post:accepted'")).toHaveLength(2);
});

test('an invitation that is cancelled and accepted at once is one of the two', async () => {
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'mall');
  const administrator = await administratorOf(world, mall);
  for (let round = 0; round < scaled(5, 30); round += 1) {
    const { invitation, invitationCode } = await administrator.do(InviteToPostDocument, toBeOperator);
    const [newcomer, cancel] = [await stranger(world), { invitationId: there(invitation).id, expectedVersion: 1 }];
    const [accepted, cancelled] = await Promise.all([
      newcomer.act(AcceptInvitationDocument, { code: there(invitationCode) }),
      administrator.act(CancelInvitationDocument, cancel),
    ]);
    const done = [accepted.post !== null, cancelled.invitation !== null];
    expect(done.filter(Boolean)).toHaveLength(1);
    const [row] = await world.sql<{ state: string; posts: string }>(
      `select state, (select count(*) from directory.post p where p.invitation_id = i.id) as posts
       from directory.invitation i order by id desc limit 1`,
    );
    expect([row?.state, Number(row?.posts)]).toEqual(accepted.post === null ? ['CANCELLED', 0] : ['ACCEPTED', 1]);
  }
});

test('of administrators who end each other at once one is left', async () => {
  await using world = await createWorld();
  for (let round = 0; round < scaled(5, 30); round += 1) {
    const { mall } = await world.alliance(`五色${round}`, 'mall');
    const first = await administratorOf(world, mall);
    const { actor: second, post: ofSecond } = await appointed(world, first, { role: 'ADMINISTRATOR' });
    const ofFirst = there(
      (await postsOf(first)).find((post) => post.role === 'ADMINISTRATOR' && post.id !== ofSecond.id),
    );
    const answers = await Promise.all([
      first.act(EndPostDocument, ending(ofSecond)),
      second.act(EndPostDocument, ending(ofFirst)),
      // And each resigns, so that there is no way round.
      first.act(EndPostDocument, ending(ofFirst)),
      second.act(EndPostDocument, ending(ofSecond)),
    ]);
    expect(answers.filter(({ post }) => post !== null)).toHaveLength(1);
    const left = await world.sql(
      "select from directory.post where unit_id = $1 and role = 'ADMINISTRATOR' and valid @> $2::timestamptz",
      [mall.unit, world.clock.now().toISOString()],
    );
    expect(left).toHaveLength(1);
  }
});

test('whoever accepts to coordinate while the lead is handed over coordinates nothing afterwards', async () => {
  await using world = await createWorld();
  for (const isFirst of [true, false]) {
    const { street, mall, id: allianceId } = await world.alliance(`五色${String(isFirst)}`, 'street', 'mall');
    for (const actor of [street, mall]) await world.people.administrator(there(actor.unit), there(actor.person));
    await street.do(OfferLeadDocument, { allianceId, unitId: mall.unitId, expectedVersion: 1 });
    const code = await invited(street, { role: 'COORDINATOR', allianceId });
    const newcomer = await stranger(world);
    // Who accepts comes to a stand before the post is made, or before the lead is looked at.
    const release = isFirst
      ? await holding(world, 'select from directory.unit where id = $1 for update', [street.unit])
      : await holding(world, "select from directory.invitation where unit_id = $1 and state = 'OPEN' for update", [
          street.unit,
        ]);
    const accepted = newcomer.act(AcceptInvitationDocument, { code });
    await standing(world, 1);
    const handedOver = mall.act(AcceptLeadDocument, { allianceId, expectedVersion: 2 });
    await standing(world, 2);
    await release();
    expect((await handedOver).userErrors).toEqual([]);
    expect((await accepted).userErrors.map((refused) => refused.code)).toEqual(isFirst ? [] : ['INVALID_INPUT']);
    const left = await world.sql(
      `select from directory.post p join directory.alliance a on a.id = p.alliance_id and a.lead_unit_id <> p.unit_id
       where p.role = 'COORDINATOR' and upper_inf(p.valid)`,
    );
    expect(left).toEqual([]);
  }
});
