import type { Act } from '../../../../data/act.ts';
import { Area } from './area.entity.ts';

/** The areas that a unit looks after, when it is dissolved: whoever looks after what they lie in does so. The unit is locked. */
export async function releaseAreas(act: Act, unitId: string): Promise<void> {
  const kept = await act.run<{ id: string }>(
    'select id from directory.area where keeper_unit_id = $1::uuid order by id',
    [unitId],
  );
  for (const { id } of kept) {
    const area = await act.lock(Area, 'area', id);
    area.keeperUnitId = null;
    await act.em.flush();
    act.record('area:revised', 'area', area, { unitIds: [unitId] });
  }
}
