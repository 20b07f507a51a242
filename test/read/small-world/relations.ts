/** How units of the small world are related: agreed, to come, ended, and what was not agreed. */
import { DeclineRelationDocument, WithdrawRelationDocument } from '../../generated/operations.ts';
import { ended, proposed, related } from '../../scenarios/people/relation-steps.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

export async function relations(world: World, { red, blue }: Cast): Promise<Things> {
  const { mall, community, hospital, power } = red;
  const later = () => world.clock.pass({ minutes: 2 });
  const above = await related('subordination', community, hospital);
  later();
  await related('subordination', mall, community);
  later();
  await related('pairing', power, community, {
    since: world.clock.day(20, '09:00'),
    until: world.clock.day(40, '09:00'),
  });
  later();
  const over = await ended(mall, await related('assigned-support', mall, blue.harbour));
  later();
  const open = await proposed('pairing', mall, power);
  later();
  const answer = { relationId: (await proposed('reliance', mall, hospital)).id, expectedVersion: 1 };
  await hospital.do(DeclineRelationDocument, { ...answer, reason: '已有依托单位' });
  later();
  const { id: relationId } = await proposed('property-service', mall, power);
  await mall.do(WithdrawRelationDocument, { relationId, expectedVersion: 1 });
  const [type] = await world.sql<{ id: string }>(
    "select 'relationtype_' || replace(id::text, '-', '') as id from directory.relation_type order by rank limit 1",
  );
  return { relation: above.id, relationOver: over.id, relationOpen: open.id, relationtype: type?.id ?? '' };
}
