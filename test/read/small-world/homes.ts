/** Households of the small world, which the mall looks after: linked, linked no more, only asked about, erased; and visits. */
import {
  CorrectVisitDocument,
  DeclineHouseholdLinkDocument,
  EraseHouseholdDocument,
  WithdrawVisitDocument,
} from '../../generated/operations.ts';
import { agreeing, linked, offered, over, registered, visited } from '../../scenarios/people/household-steps.ts';
import { settled } from '../../scenarios/people/person-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

/** Somebody of the hospital has a post of service at the mall. */
export async function homes(world: World, { red }: Cast, { grid }: Things): Promise<Things> {
  const { mall, hospital } = red;
  const later = () => world.clock.pass({ minutes: 2 });
  const post = await settled(hospital, mall, 'service-post', mall.unitId);
  const who = { actor: hospital, personRelationId: post.id };
  const contact = { name: '王小二', mobile: '13800004321', basis: 'CONSENT' } as const;
  const day = world.clock.day(0, '09:00').slice(0, 10);
  const [houses, links] = [[] as string[], [] as string[]];
  for (let i = 0; i < 6; i += 1) {
    later();
    const about = i % 2 === 0 ? { size: i + 1, contact } : {};
    const { id } = await registered(mall, there(grid), `${i + 1}幢101室`, about);
    houses.push(id);
    if (i === 5) continue;
    later();
    const link = await linked(mall, who, id);
    links.push(link.id);
    later();
    const visit = await visited(hospital, link, day, { needsFollowUp: i === 0 });
    if (i === 1) {
      later();
      const anew = { day, purpose: 'visit.policy', outcome: 'visit-outcome.spoken', needsFollowUp: true };
      await hospital.do(CorrectVisitDocument, { visitId: visit.id, expectedVersion: 1, ...anew });
    }
  }
  later();
  const none = await visited(hospital, { id: there(links[0]) }, day);
  await hospital.do(WithdrawVisitDocument, { visitId: none.id, expectedVersion: 1 });
  later();
  const circle = await linked(mall, who, there(houses[0]), 'concentric-circle');
  later();
  await over(hospital, circle);
  later();
  const declined = agreeing(await offered(mall, who, there(houses[1]), 'concentric-circle'));
  await hospital.do(DeclineHouseholdLinkDocument, { ...declined, reason: '时间不便' });
  later();
  const open = await offered(mall, who, there(houses[5]));
  later();
  const gone = await registered(mall, there(grid), '9幢');
  await mall.do(EraseHouseholdDocument, { householdId: gone.id, expectedVersion: 1, reason: '迁出' });
  return {
    servicePost: post.id,
    household: there(houses[0]),
    otherHousehold: there(houses[5]),
    householdLink: there(links[0]),
    linkOpen: open.id,
    visitDay: day,
  };
}
