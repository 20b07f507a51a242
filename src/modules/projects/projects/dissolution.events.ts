/** A unit lasts while it leads a project that is open. */
import type { Hears } from '../../../data/unit-of-work.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { globalId } from '../../../domain/ids.ts';
import { Project } from './project.entity.ts';

export const dissolutions: Hears = {
  'unit:dissolved': async (act, { unitIds: [leadUnitId] }) => {
    if (leadUnitId === undefined) return;
    const led = await act.em.findOne(Project, { leadUnitId, state: 'OPEN' });
    if (led === null) return;
    const of = globalId('project', led.id);
    throw RefusalError.forbidden('unit:dissolve', {
      zh: `该单位牵头的项目“${led.title}”（${of}）仍在进行，不能注销；请先办结或取消（completeProject、cancelProject）。`,
      en: `The unit leads the project "${led.title}" (${of}), which is open: complete or cancel it first (completeProject, cancelProject).`,
    });
  },
};
