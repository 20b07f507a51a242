/** Mechanism 42, 社会组织孵化: the life of an organisation from its incubation to its end; and of which kind a unit is. */
import { describe, expect, test } from '@jest/globals';
import {
  AcceptInvitationDocument,
  AgreeRelationDocument,
  ApplyForMembershipDocument,
  ApproveMembershipDocument,
  DissolveUnitDocument,
  LaunchProjectDocument,
  OpenPlaceDocument,
  ProposeRelationDocument,
  ReclassifyUnitDocument,
  RequestSharingDocument,
  UnitLifeDocument,
  UnitsThatLastDocument,
  UpdateUnitContactDocument,
  type LifeNowFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { bodyAsOf, established, seated } from '../alliances/body-steps.ts';
import { classed, classesOf, ofClass } from './classing.ts';
import { added, codeOf } from './identifying.ts';
import { administratorOf, appointed, invited, postsOf, stranger } from '../people/posting.ts';
import { started } from '../alliances/programme-steps.ts';
import { ended, pairs, proposal, proposed, related, someUnit } from '../people/relation-steps.ts';
import { agreed, need, offer, proposal as match, signed, there } from '../story.ts';

async function lifeOf(asker: Actor, of: Actor = asker): Promise<LifeNowFragment> {
  return there((await asker.ask(UnitLifeDocument, { id: of.unitId })).unit);
}

const ending = (of: Actor, expectedVersion = 1) => ({ unitId: of.unitId, expectedVersion, reason: '已完成使命' });

describe('row 42: 29 social organisations are incubated', () => {
  test('each until the relation to its centre ends; most stand on their own feet, and one is dissolved', async () => {
    await using world = await createWorld();
    const centre = await someUnit(world, '社会组织服务中心', 'PUBLIC_INSTITUTION');
    const all: Actor[] = [];
    for (let n = 1; n <= 29; n += 1) all.push(await someUnit(world, `社会组织${n}`, 'SOCIAL_ORGANISATION'));
    const [first, second, third] = [there(all[0]), there(all[1]), there(all[2])];
    expect(await lifeOf(first)).toMatchObject({ stage: 'INDEPENDENT', dissolvedAt: null });
    const relations = [];
    for (const one of all) relations.push(await related('incubation', one, centre));
    const stages = async () =>
      there((await centre.ask(UnitsThatLastDocument, { search: '社会组织', isDissolved: false })).units).nodes.map(
        ({ stage }) => stage,
      );
    expect((await stages()).filter((stage) => stage === 'INCUBATING')).toHaveLength(20);
    // The first page, without the centre, which comes last by its name.
    const { units } = await centre.ask(UnitsThatLastDocument, { search: '社会组织' });
    expect(units?.totalCount).toBe(30);

    world.clock.pass({ days: 10 });
    await ended(centre, there(relations[0]));
    expect((await lifeOf(first)).stage).toBe('INDEPENDENT');
    // For a term: when that is over, it is on its own.
    await related('incubation', first, centre, { until: world.clock.day(7, '09:00') });
    expect((await lifeOf(first)).stage).toBe('INCUBATING');
    world.clock.pass({ days: 7 });
    expect((await lifeOf(first)).stage).toBe('INDEPENDENT');

    const { unit } = await second.do(DissolveUnitDocument, ending(second));
    expect(unit).toMatchObject({ stage: 'DISSOLVED', dissolutionReason: '已完成使命', version: 2 });
    expect(await pairs(centre, { type: 'incubation', objectUnitId: centre.unitId, state: ['IN_FORCE'] })).toHaveLength(
      27,
    );
    const gone = there((await centre.ask(UnitsThatLastDocument, { isDissolved: true })).units);
    expect(gone).toMatchObject({ totalCount: 1, nodes: [{ shortName: '社会组织2', stage: 'DISSOLVED' }] });
    expect(await centre.refused(ProposeRelationDocument, proposal('pairing', centre, second))).toMatchObject({
      code: 'WRONG_STATE',
      message: expect.stringContaining('dissolved'),
    });
    const request = {
      providerUnitId: second.unitId,
      kind: 'OFFERS' as const,
      purpose: 'care.meals',
      statement: '配餐',
    };
    const terms = { precision: 'MASKED' as const, mayReshare: false, until: world.clock.day(30, '09:00') };
    expect(await centre.refused(RequestSharingDocument, { ...request, ...terms })).toMatchObject({
      code: 'WRONG_STATE',
    });
    expect((await lifeOf(third)).stage).toBe('INCUBATING');
  });
});

describe('a unit that is dissolved', () => {
  test('is part of nothing any more: all that it held ends with it, and stays on record', async () => {
    await using world = await createWorld();
    const red = await world.alliance('五色', 'street', 'team');
    const blue = await world.alliance('蓝湾', 'harbour');
    const { street, team: operator } = red;
    await world.sql("update directory.unit set kind = 'TEAM' where short_name = 'team'");
    const team = await administratorOf(world, operator);
    const { actor: colleague } = await appointed(world, team);
    const code = await invited(team);
    await team.do(UpdateUnitContactDocument, { unitId: team.unitId, name: '王小明', mobile: '13812345678' });
    await added(team, codeOf('92', 1));
    const { membership } = await team.do(ApplyForMembershipDocument, { allianceId: blue.id, statement: '愿意加入' });
    const other = await someUnit(world, '社区');
    await related('pairing', team, other);
    const byTeam = await proposed('assigned-support', team, other);
    const byOther = await proposed('reliance', other, team);
    await classed(team, 'team-kind.repair');
    await team.do(OpenPlaceDocument, {
      name: '工作室',
      kind: 'place.station',
      isPublic: true,
      status: 'IN_USE' as const,
    });
    const { id: bodyId } = await established(street, red.id, '联席会议');
    await seated(street, bodyId, team.unitId);
    await started(team, '巧手计划');
    await offer(operator, { title: '维修' });
    await need(operator, { title: '工具' });
    world.clock.pass({ days: 1 });

    expect(await operator.refused(DissolveUnitDocument, ending(team))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await other.refused(DissolveUnitDocument, ending(team))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await team.refused(DissolveUnitDocument, ending(team, 7))).toMatchObject({ code: 'VERSION_CONFLICT' });
    const key = 'once';
    const { unit } = await team.act(DissolveUnitDocument, ending(team), key);
    expect(unit).toMatchObject({ stage: 'DISSOLVED', dissolvedAt: '2026-11-22T09:00:00+08:00' });
    expect(await team.act(DissolveUnitDocument, ending(team), key)).toMatchObject({ replayed: true, userErrors: [] });

    // Nobody acts for it, from the next request on.
    for (const who of [team, operator, colleague]) {
      const { data } = await who.try<{ viewer: { hats: unknown[] } }, object>('{ viewer { hats { title } } }', {});
      expect(there(data).viewer.hats).toEqual([]);
    }
    expect(await (await stranger(world)).refused(AcceptInvitationDocument, { code })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const decide = { membershipId: there(membership).id, expectedVersion: 2 };
    expect(await blue.harbour.refused(ApproveMembershipDocument, decide)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await other.refused(AgreeRelationDocument, { relationId: byTeam.id, expectedVersion: 2 })).toMatchObject({
      code: 'WRONG_STATE',
    });
    expect(await pairs(other, { state: ['IN_FORCE', 'PROPOSED'] })).toEqual([]);
    expect(await ofClass(other, 'team-kind.repair')).toEqual([]);
    expect(await classesOf(other, team)).toEqual(['team-kind.repair']);
    expect((await postsOf(street, team.unit)).length).toBe(0);
    const listed = `{
      offers { totalCount } needs { totalCount } places { nodes { status reason } } programmes { nodes { state reason } }
    }`;
    const { data } = await street.try<unknown, object>(listed, {});
    expect(data).toEqual({
      offers: { totalCount: 0 },
      needs: { totalCount: 0 },
      places: { nodes: [{ status: 'CLOSED', reason: '已完成使命' }] },
      programmes: { nodes: [{ state: 'ENDED', reason: '已完成使命' }] },
    });
    expect((await bodyAsOf(street, bodyId)).seats.nodes).toMatchObject([{ reason: '成员资格不再有效' }]);
    // Of the persons in it nothing is kept.
    expect(await world.sql('select from directory.unit_contact')).toEqual([]);
    expect(await world.sql('select from directory.unit_identifier')).toEqual([]);
    const states = await world.sql<{ id: string; state: string }>(
      "select 'relation_' || replace(id::text, '-', '') as id, state from directory.relation",
    );
    expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toMatchObject({
      [byTeam.id]: 'WITHDRAWN',
      [byOther.id]: 'DECLINED',
    });
  });

  test('is none while it leads an alliance or a project, or has an agreement to carry out', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const lead = await administratorOf(world, street);
    expect(await lead.refused(DissolveUnitDocument, ending(lead))).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('五色'),
    });
    const own = await administratorOf(world, mall);
    const about = { goal: '目标', targetHours: '10', startsOn: '2026-11-01', endsOn: '2026-12-01' };
    await mall.do(LaunchProjectDocument, { ...about, title: '共富', visibility: 'ALLIANCE' as const });
    expect(await own.refused(DissolveUnitDocument, ending(own))).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('共富'),
    });
    const partner = await administratorOf(world, community);
    const pair = { needId: await need(community), offerId: await offer(mall) };
    await signed(mall, community, await agreed(mall, community, await match(street, pair)));
    expect(await partner.refused(DissolveUnitDocument, ending(partner))).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('agreement_'),
    });
    expect((await lifeOf(partner)).stage).toBe('INDEPENDENT');
  });
});

describe('the kind of a unit', () => {
  test('is put right by its administrators, for a reason; what it was stays on record', async () => {
    await using world = await createWorld();
    const team = await someUnit(world, '帮帮团', 'TEAM');
    await classed(team, 'team-kind.repair');
    await classed(team, 'team-function.welfare');
    const about = {
      unitId: team.unitId,
      expectedVersion: 1,
      kind: 'SOCIAL_ORGANISATION' as const,
      reason: '登记为民非',
    };
    const { street } = await world.alliance('五色', 'street');
    expect(await street.refused(ReclassifyUnitDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
    world.clock.pass({ days: 2 });
    const { unit } = await team.do(ReclassifyUnitDocument, about);
    expect(unit).toMatchObject({
      kind: 'SOCIAL_ORGANISATION',
      kindHistory: [{ kind: 'TEAM', until: '2026-11-23T09:00:00+08:00', reason: '登记为民非' }],
      version: 2,
    });
    // Classes that are for teams alone end with it.
    expect(await classesOf(team, team, { isInForce: true })).toEqual([]);
    expect(await classesOf(team, team, { asOf: '2026-11-22' })).toEqual(['team-kind.repair', 'team-function.welfare']);
    expect(await team.refused(ReclassifyUnitDocument, about)).toMatchObject({ code: 'VERSION_CONFLICT' });
    expect(await team.refused(ReclassifyUnitDocument, { ...about, expectedVersion: 2 })).toMatchObject({
      code: 'ALREADY_DONE',
    });
  });
});
