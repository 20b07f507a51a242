/** What the mall has in store for its alliance and for itself, and what it lent to the community. */
import { parseId, type Id } from '../../../src/domain/ids.ts';
import { distributed, handed, lent, mobile, resource, stocked, stockOf } from '../../scenarios/resources/stocking.ts';
import { there } from '../../scenarios/story.ts';
import type { World } from '../../support/world.ts';
import { globalId } from '../../../src/domain/ids.ts';
import type { Fact, Facts } from './facts.ts';
import { inRed, type Cast, type Who } from './people.ts';

const MALL: readonly Who[] = ['mall', 'mallBare'];

export interface Stored {
  readonly facts: Facts;
  readonly resources: Readonly<Record<string, Fact>>;
}

export async function storeThings(world: World, { red }: Cast): Promise<Stored> {
  const { mall, community } = red;
  const kept: Record<'Stock' | 'StockLot' | 'StockMovement' | 'Distribution', Record<string, Fact>> = {
    ...{ Stock: {}, StockLot: {}, StockMovement: {}, Distribution: {} },
  };
  const resources: Record<string, Fact> = {};
  for (const visibility of ['ALLIANCE', 'UNIT'] as const) {
    const isShown = visibility === 'ALLIANCE';
    const seenBy = isShown ? [...MALL, 'street' as const] : MALL;
    const resourceId = await stocked(mall, '9', '包', { visibility });
    const { id } = await distributed(mall, resourceId);
    await handed(mall, id, mobile(1));
    const stock = await stockOf(mall, resourceId);
    resources[`stored ${visibility}`] = { id: resourceId, seenBy: isShown ? [...inRed, 'mallBare'] : MALL };
    kept.Stock[visibility] = { id: stock.id, seenBy };
    kept.StockLot[visibility] = { id: there(stock.lots.nodes[0]).id, seenBy };
    kept.Distribution[visibility] = { id, seenBy };
    const moved = await movementsOf(world, parseId('stock', stock.id));
    moved.forEach((movement, i) => (kept.StockMovement[`${visibility} ${i}`] = { id: movement, seenBy }));
  }
  const piano = await resource(mall, { kind: 'EQUIPMENT' });
  resources['piano'] = { id: piano, seenBy: [...inRed, 'mallBare'] };
  const { id } = await lent(world, mall, community, piano);
  const sides: readonly Who[] = [...MALL, 'community', 'street'];
  return { facts: { ...kept, Lending: { piano: { id, seenBy: sides } } }, resources };
}

async function movementsOf(world: World, stock: Id<'stock'>): Promise<string[]> {
  const rows = await world.sql<{ id: string }>('select id from exchange.stock_movement where stock_id = $1', [stock]);
  return rows.map(({ id }) => globalId('movement', id));
}
