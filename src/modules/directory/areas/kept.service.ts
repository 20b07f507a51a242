import type { Act } from '../../../data/act.ts';
import { parseId } from '../../../domain/ids.ts';
import { Area } from './area.entity.ts';

/** The units that look after the area or after anything that it lies in, the nearest first. */
export async function keepersOf(act: Act, areaId: string): Promise<string[]> {
  const keepers = await act.run<{ unit: string }>(
    `select a.keeper_unit_id as unit from directory.area b join directory.area a on a.id = any(b.path)
     where b.id = $1::uuid and a.keeper_unit_id is not null order by a.rank desc`,
    [areaId],
  );
  return keepers.map(({ unit }) => unit);
}

/** The area, locked, for somebody who administers the unit that looks after it or after anything that it lies in. */
export async function kept(act: Act, id: string): Promise<Area> {
  const area = await act.lock(Area, 'area', parseId('area', id));
  act.assertCan('area:keep', { keeperUnitIds: await keepersOf(act, area.id) }, 'area', area);
  return area;
}
