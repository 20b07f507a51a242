import type { Act } from '../../../data/act.ts';
import { dayInChina } from '../../../domain/calendar.ts';
import { Term } from './term.entity.ts';

/** The term of that vocabulary under which something new may be filed now; null where there is none. */
export function termInUse(act: Act, scheme: string, code: string): Promise<Term | null> {
  const isInUse = { $or: [{ until: null }, { until: { $gt: dayInChina(act.now) } }] };
  return act.em.findOne(Term, { scheme, code, ...isInUse });
}
