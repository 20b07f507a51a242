import type { Act } from '../../../../data/act.ts';
import { placeWord } from '../../../../domain/directory/unit-places.ts';
import type { Bilingual } from '../../../../domain/errors.ts';

/** What refers to a unit that nobody acts for, and keeps its row from going, in words and each once. */
export async function inTheWay(act: Act, id: string): Promise<readonly Bilingual[]> {
  const [found] = await act.run<{ places: string[] }>('select to_json(directory.in_the_way($1::uuid)) as places', [id]);
  return [...new Set((found?.places ?? []).map(placeWord))];
}
