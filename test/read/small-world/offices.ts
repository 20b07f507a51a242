/** What persons of the small world are to units, areas and places: held, to come, over, only asked, and what came to nothing. */
import {
  ConsentToUseDocument,
  DeclinePersonRelationDocument,
  WithdrawPersonRelationDocument,
} from '../../generated/operations.ts';
import { employed, left, resident, settled, wished } from '../../scenarios/people/person-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

/** The mall looks after the land. */
export async function offices(world: World, { red }: Cast, { grid, centre }: Things): Promise<Things> {
  const { mall, community, hospital } = red;
  const later = () => world.clock.pass({ minutes: 2 });
  const [one, two] = [await employed(world, community.unit), await employed(world, hospital.unit)];
  const by = ({ postId }: typeof one) => ({ postId });
  for (const purpose of ['care.meals', 'care.visit']) {
    await mall.do(ConsentToUseDocument, { unitId: mall.unitId, purpose });
    later();
  }
  const head = await settled(mall, one.actor, 'grid-head', there(grid), by(one));
  later();
  const keeper = await resident(world, '主理人');
  await settled(keeper, mall, 'room-keeper', there(centre));
  later();
  await settled(one.actor, mall, 'reporting-in', mall.unitId, by(one));
  later();
  const team = await settled(two.actor, community, 'team-membership', community.unitId, by(two));
  later();
  const over = await left(two.actor, team);
  later();
  const term = { since: world.clock.day(20, '09:00'), until: world.clock.day(40, '09:00') };
  await settled(two.actor, mall, 'secondment', mall.unitId, { ...by(two), ...term });
  later();
  const open = await wished(mall, 'part-time-committee', mall.unitId, by(two));
  later();
  const answer = {
    personRelationId: (await wished(mall, 'grid-officer', there(grid), by(two))).id,
    expectedVersion: 1,
  };
  await two.actor.do(DeclinePersonRelationDocument, { ...answer, reason: '不在本地' });
  later();
  const { id: personRelationId } = await wished(one.actor, 'cross-appointment', mall.unitId, by(one));
  await one.actor.do(WithdrawPersonRelationDocument, { personRelationId, expectedVersion: 1 });
  return { head: head.id, officeOver: over.id, officeOpen: open.id };
}
