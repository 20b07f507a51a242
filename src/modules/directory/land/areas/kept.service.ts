import type { Act } from '../../../../data/act.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { parseId } from '../../../../domain/ids.ts';
import { Area } from './area.entity.ts';

/** The units that look after an area, or after anything that it lies in today: of what was followed, what its successor lies in. */
export async function keepersOf(act: Act, areaId: string): Promise<string[]> {
  const keepers = await act.run<{ unit: string }>(
    `select a.keeper_unit_id as unit from directory.area a
     where (a.id = $1::uuid or a.id in (select directory.areas_above_on($1::uuid, $2::date, true))) and a.keeper_unit_id is not null
     order by a.rank desc`,
    [areaId, dayInChina(act.now)],
  );
  return keepers.map(({ unit }) => unit);
}

/** The area, locked, for somebody who administers a unit that looks after it. */
export async function kept(act: Act, id: string): Promise<Area> {
  const area = await act.lock(Area, 'area', parseId('area', id));
  act.assertCan('area:keep', { keeperUnitIds: await keepersOf(act, area.id) }, 'area', area);
  return area;
}
