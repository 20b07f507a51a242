import { describe, expect, test } from '@jest/globals';
import { AcceptMatchDocument, ClaimNeedDocument, LeaveAllianceDocument } from '../generated/operations.ts';
import type { Actor } from '../support/actor.ts';
import { createWorld, type World } from '../support/world.ts';
import { membershipOf, need, offer, proposal, there } from './story.ts';

async function leave(actor: Actor, allianceId: string): Promise<void> {
  const { id: membershipId, version: expectedVersion } = await membershipOf(actor, allianceId);
  await actor.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
}

/** A membership that ends by its date, without an act. */
async function lapse(world: World, actor: Actor): Promise<void> {
  const ended = 'update directory.membership set valid = tstzrange(lower(valid), $1) where unit_id = $2';
  await world.sql(ended, [world.clock.now(), actor.unit]);
}

describe('an agreement needs two members', () => {
  test('it is not made with a supplier that has left since it claimed without an offer', async () => {
    await using world = await createWorld();
    const { mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
    const needId = await need(community);
    const match = there((await mall.do(ClaimNeedDocument, { needId, amount: '1' })).match);
    await leave(mall, id);
    await community.refused(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version });
    expect(await world.sql('select from exchange.agreement')).toHaveLength(0);
  });

  test('nor with one whose membership has lapsed, whichever side it is on', async () => {
    await using world = await createWorld();
    const { street, mall, community, village } = await world.alliance('五色', 'street', 'mall', 'community', 'village');
    const claimed = there((await mall.do(ClaimNeedDocument, { needId: await need(community), amount: '1' })).match);
    const proposed = await proposal(street, { needId: await need(mall), offerId: await offer(village) });
    await lapse(world, mall);
    for (const [actor, match] of [
      [community, claimed],
      [village, proposed],
    ] as const) {
      const answer = { matchId: match.id, expectedVersion: match.version };
      expect(await actor.refused(AcceptMatchDocument, answer)).toMatchObject({
        __typename: 'NotAMemberError',
        code: 'NOT_A_MEMBER',
      });
    }
    expect(await world.sql('select from exchange.agreement')).toHaveLength(0);
  });
});
