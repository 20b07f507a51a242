/** Why a line of divisions does not go with the areas that are there, and the way out. */
import { sqlStateOf } from '../data/failures.ts';
import type { AreaLevel } from '../domain/directory/area-code.ts';
import type { Bilingual } from '../domain/errors.ts';

const conflict = (zh: string, en: string): Bilingual => ({
  zh: `与已有区划不符：${zh}`,
  en: `does not go with the areas that are there: ${en}`,
});

export const levelDiffers = (is: AreaLevel, given: AreaLevel): Bilingual =>
  conflict(
    `该代码的区划已登记为 ${is}，而非 ${given}；请核对代码。`,
    `the one with its code is a ${is}, not a ${given}. Check the code.`,
  );

export const endsTooEarly = (since: string): Bilingual =>
  conflict(
    `该区划自 ${since} 起生效；失效日期须晚于该日。`,
    `it began on ${since}. Write a later day in the column until.`,
  );

export const noSuccessor = (successor: string): Bilingual =>
  conflict(
    `变更去向 ${successor} 不在名录的现行区划中；请补上该行，或更正 successor。`,
    `what followed it, ${successor}, has no line in force. Add that line, or put the column successor right.`,
  );

export const CODE_TAKEN = conflict(
  '其代码当时属于另一区划；请核对日期，或先结束该区划（endArea）。',
  'its code is that of another area at that time. Put the days right, or end that one first (endArea).',
);

/** What the database holds areas to, by the names of its constraints. */
const BROKEN: Readonly<Record<string, Bilingual>> = {
  area_code_once: CODE_TAKEN,
  area_lies_in_force: conflict(
    '其上级区划在其生效之日尚未生效；请先写明它由何区划变更而来（原区划一行的 until、successor、how）。',
    'what it lies in is not in force when it begins. Say what it was before, in until, successor and how of the line of that.',
  ),
  area_valid_holds: conflict(
    '在失效日期或之后仍有登记（由其他区划变更而来、下级区划或统计数据）；请核对日期，或先撤回、结束这些登记（withdrawAreaStatistic、endArea）。',
    'something is on record of it on its last day or later: what it followed, what began in it, a figure. Put the day right, or withdraw or end that first (withdrawAreaStatistic, endArea).',
  ),
  relation_within_area: conflict(
    '在失效日期之后仍有单位与之存在关系；请先结束这些关系（endRelation），或由管理单位登记变更（succeedArea），关系随之结束或延续。',
    'units are related to it beyond its last day. End these relations first (endRelation), or have who looks after it put on record what follows (succeedArea), which ends them or carries them on.',
  ),
  area_succession_day: conflict(
    '变更去向在变更之日不在有效期内；请核对 until 与 successor。',
    'what followed it is not in force on that day. Put the columns until and successor right.',
  ),
  area_succession_one: conflict(
    '已登记另一变更去向；只有拆分（SPLIT）可有多个去向，请按已登记的内容更正。',
    'something else is on record as what followed it, and only what is split (SPLIT) is followed by several. Put the line right by that.',
  ),
  area_succession_apart: conflict(
    '变更去向在该区划之中；请更正 successor。',
    'what is to follow it lies in it. Put the column successor right.',
  ),
};

const OTHER = conflict(
  '该行与其他登记相抵触；请用 areas 按代码查看该区划，据此更正。',
  'the line contradicts what is on record of it. Look it up by its code (areas), and put the line right by that.',
);

/** What the database refused, in words; null where it is no refusal: the database may be away, or a statement be wrong. */
export function conflictOf(error: unknown): Bilingual | null {
  if (!sqlStateOf(error).startsWith('23')) return null;
  const name = error instanceof Error && 'constraint' in error ? String(error.constraint) : '';
  return BROKEN[name] ?? OTHER;
}
