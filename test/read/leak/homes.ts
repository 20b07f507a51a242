/** Households that the mall looks after: for itself, and for somebody of the community who is linked to one of them. */
import { globalId } from '../../../src/domain/ids.ts';
import { linked, offered, over, registered, visited, type Member } from '../../scenarios/people/household-steps.ts';
import { settled } from '../../scenarios/people/person-steps.ts';
import type { World } from '../../support/world.ts';
import type { Facts } from './facts.ts';
import { everybody, type Cast } from './people.ts';

const MALL = ['mall', 'mallBare'] as const;
const BOTH = ['community', ...MALL] as const;

export async function homeFacts(world: World, { red }: Cast, gridId: string): Promise<Facts> {
  const { mall, community } = red;
  const types = await world.sql<{ id: string; code: string }>('select id, code from directory.household_link_type');
  const post = await settled(community, mall, 'service-post', mall.unitId);
  const who: Member = { actor: community, personRelationId: post.id };
  const [home, former, alone] = [
    await registered(mall, gridId, '1号'),
    await registered(mall, gridId, '2号'),
    await registered(mall, gridId, '3号'),
  ];
  const link = await linked(mall, who, home.id);
  const past = await linked(mall, who, former.id);
  const day = world.clock.day(0, '09:00').slice(0, 10);
  const [visit, visitOfThen] = [await visited(community, link, day), await visited(community, past, day)];
  await over(mall, past);
  const open = await offered(mall, who, alone.id);
  return {
    HouseholdLinkType: Object.fromEntries(
      types.map(({ id, code }) => [code, { id: globalId('householdlinktype', id), seenBy: everybody }]),
    ),
    Household: {
      linked: { id: home.id, seenBy: BOTH },
      former: { id: former.id, seenBy: MALL },
      alone: { id: alone.id, seenBy: MALL },
    },
    HouseholdLink: {
      inForce: { id: link.id, seenBy: BOTH },
      past: { id: past.id, seenBy: BOTH },
      open: { id: open.id, seenBy: BOTH },
    },
    Visit: { now: { id: visit.id, seenBy: BOTH }, then: { id: visitOfThen.id, seenBy: BOTH } },
  };
}
