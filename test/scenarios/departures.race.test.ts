import { expect, test } from '@jest/globals';
import { AcceptMatchDocument, ClaimNeedDocument, LeaveAllianceDocument } from '../generated/operations.ts';
import { createWorld } from '../support/world.ts';
import { membershipOf, need, there } from './story.ts';

const SUPPLIERS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

test('a supplier leaves while the unit in need accepts: either there was an agreement first, or there is none', async () => {
  await using world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'community', ...SUPPLIERS);
  const { community, id } = alliance;
  const pairs = [];
  for (const name of SUPPLIERS) {
    const supplier = alliance[name];
    const match = there((await supplier.do(ClaimNeedDocument, { needId: await need(community), amount: '1' })).match);
    pairs.push({ supplier, match, membership: await membershipOf(supplier, id) });
  }

  const answers = await Promise.all(
    pairs.flatMap(({ supplier, match, membership: { id: membershipId, version: expectedVersion } }) => [
      supplier.act(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '走' }),
      community.act(AcceptMatchDocument, { matchId: match.id, expectedVersion: match.version }),
    ]),
  );

  const accepted = answers.filter((answer) => 'match' in answer && answer.match !== null);
  expect(answers.filter((answer) => 'membership' in answer && answer.membership !== null)).toHaveLength(pairs.length);
  expect(await world.sql('select from exchange.agreement')).toHaveLength(accepted.length);
});
