/** Whoever gives something to a unit while it is dissolved comes before that, or is told. */
import { expect, test } from '@jest/globals';
import {
  AcceptInvitationDocument,
  AgreeRelationDocument,
  ApplyForMembershipDocument,
  ApproveMembershipDocument,
  ClassifyUnitDocument,
  DissolveUnitDocument,
} from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { administratorOf, invited, stranger } from '../people/posting.ts';
import { proposed, someUnit } from '../people/relation-steps.ts';
import { there } from '../story.ts';

/** What lasts of a unit that is dissolved: nothing. */
const LASTING = `
select 'membership' as what from directory.membership m join directory.unit u on u.id = m.unit_id and u.dissolved_at is not null
  where upper_inf(m.valid) or m.state = 'APPLIED'
union all select 'post' from directory.post p join directory.unit u on u.id = p.unit_id and u.dissolved_at is not null
  where upper_inf(p.valid)
union all select 'invitation' from directory.invitation i join directory.unit u on u.id = i.unit_id and u.dissolved_at is not null
  where i.state = 'OPEN'
union all select 'relation' from directory.relation r join directory.unit u
  on u.id in (r.subject_unit_id, r.object_unit_id) and u.dissolved_at is not null where r.state = 'PROPOSED' or upper_inf(r.valid)
union all select 'class' from directory.unit_classification c join directory.unit u on u.id = c.unit_id and u.dissolved_at is not null
  where upper_inf(c.valid)`;

test('membership, post, relation and class: nothing of them outlasts the unit', async () => {
  await using world = await createWorld();
  const { street, id: allianceId } = await world.alliance('五色', 'street');
  const other = await someUnit(world, '社区');
  const codes = new Set<string>();
  for (let round = 0; round < scaled(8, 80); round += 1) {
    const team = await someUnit(world, `队伍${round}`, 'TEAM');
    const second = await administratorOf(world, team);
    const { membership } = await team.do(ApplyForMembershipDocument, { allianceId, statement: '愿意加入' });
    const code = await invited(team);
    const relation = await proposed('pairing', team, other);
    const newcomer = await stranger(world);
    const given = [
      () => street.act(ApproveMembershipDocument, { membershipId: there(membership).id, expectedVersion: 1 }),
      () => newcomer.act(AcceptInvitationDocument, { code }),
      () => other.act(AgreeRelationDocument, { relationId: relation.id, expectedVersion: 1 }),
      () => second.act(ClassifyUnitDocument, { unitId: team.unitId, classCode: 'team-kind.repair', reason: '认定' }),
    ];
    const [dissolved, ...answers] = await Promise.all([
      team.act(DissolveUnitDocument, { unitId: team.unitId, expectedVersion: 1, reason: '解散' }),
      ...given.map((give) => give()),
    ]);
    expect(dissolved.userErrors).toEqual([]);
    for (const { userErrors } of answers) for (const refused of userErrors) codes.add(refused.code);
    expect(await world.sql(LASTING)).toEqual([]);
  }
  // Each refusal says what is so now.
  expect(['WRONG_STATE', 'INVALID_INPUT', 'FORBIDDEN', 'HAT_REQUIRED']).toEqual(expect.arrayContaining([...codes]));
});

test('of two who dissolve a unit at once one does, and the other is told', async () => {
  await using world = await createWorld();
  const team = await someUnit(world, '队伍', 'TEAM');
  const second = await administratorOf(world, team);
  const about = { unitId: team.unitId, expectedVersion: 1, reason: '解散' };
  const answers = await Promise.all([team, second].map((actor) => actor.act(DissolveUnitDocument, about)));
  const [told, ...more] = answers.flatMap(({ userErrors }) => userErrors).map(({ code }) => code);
  expect(more).toEqual([]);
  // Who comes when all is over acts for nobody any more.
  expect(['ALREADY_DONE', 'FORBIDDEN', 'HAT_REQUIRED']).toContain(told);
});
