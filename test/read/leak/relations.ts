/** What units agreed to be to each other is public; what is only proposed is for the two. Its types are for all to see. */
import { globalId, type Id } from '../../../src/domain/ids.ts';
import { ProposeRelationDocument } from '../../generated/operations.ts';
import { ended, proposalTo, proposed, related, relatedTo } from '../../scenarios/people/relation-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import type { Facts } from './facts.ts';
import { homeFacts } from './homes.ts';
import { officeFacts } from './offices.ts';
import { everybody, type Cast } from './people.ts';

export async function relationFacts(world: World, cast: Cast, gridId: string): Promise<Facts> {
  const { red, blue } = cast;
  const types = await world.sql<{ id: string; code: string }>('select id, code from directory.relation_type');
  const agreed = await related('pairing', red.mall, red.community);
  const over = await ended(red.mall, await related('assigned-support', red.mall, blue.pier));
  const open = await proposed('subordination', red.community, blue.pier);
  const [grid] = await world.sql<{ id: Id<'area'> }>("select id from directory.area where code = 'HS-1'");
  const areaId = globalId('area', there(grid).id);
  const [branch] = await world.sql<{ id: Id<'relation'> }>(
    "select id from directory.relation where type_code = 'grid-branch'",
  );
  const managed = await relatedTo('property-management', red.community, red.mall, areaId);
  const asked = await red.community.do(ProposeRelationDocument, proposalTo('owners-committee', red.community, areaId));
  return {
    ...(await officeFacts(world, cast, gridId)),
    ...(await homeFacts(world, cast, gridId)),
    RelationType: Object.fromEntries(
      types.map(({ id, code }) => [code, { id: globalId('relationtype', id), seenBy: everybody }]),
    ),
    Relation: {
      agreed: { id: agreed.id, seenBy: everybody },
      over: { id: over.id, seenBy: everybody },
      open: { id: open.id, seenBy: ['community', 'pier'] },
      branch: { id: globalId('relation', there(branch).id), seenBy: everybody },
      managed: { id: managed.id, seenBy: everybody },
      asked: { id: there(asked.relation).id, seenBy: ['community', 'mall', 'mallBare'] },
    },
  };
}
