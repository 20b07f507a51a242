/** What persons are to units: an office that everybody is told of, and what is for those concerned; agreed and only asked. */
import { globalId } from '../../../src/domain/ids.ts';
import { postOf, settled, wished } from '../../scenarios/people/person-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Facts } from './facts.ts';
import { everybody, type Cast } from './people.ts';

const MALL = ['mall', 'mallBare'] as const;

/** The mall looks after the grid; who speaks for the community is its head, and reports in at the mall. */
export async function officeFacts(world: World, { red, blue }: Cast, gridId: string): Promise<Facts> {
  const { mall, community } = red;
  const types = await world.sql<{ id: string; code: string }>('select id, code from directory.person_relation_type');
  const by = { postId: await postOf(world, there(community.person)) };
  const head = await settled(mall, community, 'grid-head', gridId, by);
  const reported = await settled(community, mall, 'reporting-in', mall.unitId, by);
  const asked = { postId: await postOf(world, there(blue.pier.person)) };
  const open = await wished(mall, 'part-time-committee', mall.unitId, asked);
  return {
    PersonRelationType: Object.fromEntries(
      types.map(({ id, code }) => [code, { id: globalId('personrelationtype', id), seenBy: everybody }]),
    ),
    PersonRelation: {
      head: { id: head.id, seenBy: everybody },
      reported: { id: reported.id, seenBy: ['community', ...MALL] },
      open: { id: open.id, seenBy: ['pier', ...MALL] },
    },
  };
}
