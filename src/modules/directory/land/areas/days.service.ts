/** What the days of an area have to hold: what lies in it, and what was said of it. */
import type { Act } from '../../../../data/act.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { endOf } from '../../../../domain/validity.ts';
import type { Area } from './area.entity.ts';

/** What lies in an area on a day, by whatever was followed by then, and is in force from that day on. */
const INSIDE = `
select a.name from directory.areas_laid_on($1::uuid, $2::date) l join directory.area a on a.id = l.id
where a.id <> $1::uuid and (upper_inf(a.valid) or upper(a.valid) > $2::date) order by a.rank limit 1`;

/** Something that lies in the area beyond the day. */
export async function inForceIn(act: Act, area: Area, day: string): Promise<{ readonly name: string } | undefined> {
  const [inside] = await act.run<{ name: string }>(INSIDE, [area.id, day]);
  return inside;
}

/** What was said of an area for that day or later: what it followed, what began in it, a figure. */
const SAID_LATER = `
select f.name as zh, f.name as en, s.day::text from directory.area_succession s join directory.area f on f.id = s.from_id
where s.to_id = $1::uuid and s.day >= $2::date
union all
select a.name, a.name, lower(a.valid)::text from directory.area a where a.parent_id = $1::uuid and lower(a.valid) >= $2::date
union all
select t.label_zh, t.label_en, s.as_of::text from directory.area_statistic s join directory.term t on t.code = s.indicator
where s.area_id = $1::uuid and s.superseded_at is null and s.as_of >= $2::date
order by 3 desc limit 1`;

/** Refuses an end before something that was said of the area. */
export async function mustSayNothingLater(act: Act, area: Area, day: string, field: string): Promise<void> {
  const [said] = await act.run<{ zh: string; en: string; day: string }>(SAID_LATER, [area.id, day]);
  if (said === undefined) return;
  throw RefusalError.invalid(
    ['input', field],
    `“${area.name}”在 ${said.day} 已有登记（${said.zh}），须晚于该日结束；数据可先撤回（withdrawAreaStatistic）。`,
    `Something is on record of "${area.name}" on ${said.day} (${said.en}): it ends later than that. Figures can be withdrawn first (withdrawAreaStatistic).`,
  );
}

/** What follows an area does not lie in it, nor in what it was followed by. */
export async function mustLieApart(act: Act, area: Area, successor: Area): Promise<void> {
  const [within] = await act.run(
    `select from directory.areas_above_on($1::uuid, 'infinity', true) u(id) where u.id = $2::uuid`,
    [successor.id, area.id],
  );
  if (within === undefined) return;
  throw RefusalError.invalid(
    ['input', 'successorAreaId'],
    `“${successor.name}”在“${area.name}”之中，不能作为其变更去向。`,
    `"${successor.name}" lies in "${area.name}" and cannot follow it: choose another.`,
  );
}

/** One that ended already is followed from the day on which it did. */
export function mustEndThen(area: Area, day: string): void {
  const end = endOf(area.valid);
  if (end === null || day <= end) return;
  throw RefusalError.invalid(
    ['input', 'day'],
    `“${area.name}”已于 ${end} 结束，变更日期须为该日。`,
    `"${area.name}" ended on ${end}: what followed it did so on that day.`,
  );
}
