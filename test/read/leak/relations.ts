/** What units agreed to be to each other is public; what is only proposed is for the two. Its types are for all to see. */
import { globalId } from '../../../src/domain/ids.ts';
import { ended, proposed, related } from '../../scenarios/relation-steps.ts';
import type { World } from '../../support/world.ts';
import type { Facts } from './facts.ts';
import { officeFacts } from './offices.ts';
import { everybody, type Cast } from './people.ts';

export async function relationFacts(world: World, cast: Cast, gridId: string): Promise<Facts> {
  const { red, blue } = cast;
  const types = await world.sql<{ id: string; code: string }>('select id, code from directory.relation_type');
  const agreed = await related('pairing', red.mall, red.community);
  const over = await ended(red.mall, await related('assigned-support', red.mall, blue.pier));
  const open = await proposed('subordination', red.community, blue.pier);
  return {
    ...(await officeFacts(world, cast, gridId)),
    RelationType: Object.fromEntries(
      types.map(({ id, code }) => [code, { id: globalId('relationtype', id), seenBy: everybody }]),
    ),
    Relation: {
      agreed: { id: agreed.id, seenBy: everybody },
      over: { id: over.id, seenBy: everybody },
      open: { id: open.id, seenBy: ['community', 'pier'] },
    },
  };
}
