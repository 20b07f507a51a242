import type { Act } from '../../../../data/act.ts';
import { Unit } from '../unit/unit.entity.ts';

/** The unit, locked: throws unless the unit acted for registered it, and nobody acts for it yet. */
export async function registeredUnit(
  act: Act,
  action: 'unit:merge' | 'unit:withdraw-registration',
  allianceId: string,
  id: string,
): Promise<Unit> {
  const unit = await act.lock(Unit, 'unit', id);
  const posts = await act.run('select from directory.post where unit_id = $1 limit 1', [id]);
  const { registeredByUnit: registeredByUnitId = null } = unit;
  act.assertCan(action, { allianceId, registeredByUnitId, isNobodys: posts.length === 0 }, 'unit', unit);
  return unit;
}
