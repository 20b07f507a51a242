import { globalId } from '../../src/domain/ids.ts';
import type { World } from '../support/world.ts';

/** The ids of who was erased. */
export async function goneOf({ sql }: World): Promise<ReadonlySet<string>> {
  const gone = await sql<{ id: string }>('select beneficiary_id as id from exchange.beneficiary_erasure');
  return new Set(gone.map(({ id }) => globalId('beneficiary', id)));
}
