import type { Act } from '../../../../data/act.ts';
import { termsInUse } from '../../../../data/terms-in-use.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';
import { holdsOn } from '../../../../domain/validity.ts';
import type { Area } from '../areas/area.entity.ts';
import { kept } from '../areas/kept.service.ts';
import { AreaStatistic, type FigurePrecision } from './statistic.entity.ts';

interface RecordFigure {
  readonly idempotencyKey: string;
  readonly areaId: string;
  readonly indicator: string;
  readonly asOf: string;
  readonly value: string;
  readonly unit: string;
  readonly shareOf?: string | null;
  readonly precision: FigurePrecision;
  readonly source: string;
}
interface Withdraw {
  readonly idempotencyKey: string;
  readonly statisticId: string;
}

export class StatisticService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Whoever looks after the area, or after anything above it, says what is known of it. */
  record(viewer: Viewer, input: RecordFigure): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'recordAreaStatistic', input }, async (act) => {
      const area = await kept(act, input.areaId);
      mustBeOfItsDays(act, area, input.asOf);
      mustBeShare(input);
      await mustBeKnown(act, input);
      const { indicator, shareOf = null, asOf, value, precision } = input;
      const before = await act.em.findOne(AreaStatistic, { areaId: area.id, indicator, asOf, supersededAt: null });
      if (before !== null) before.supersededAt = act.now;
      await act.em.flush();
      const figure = {
        indicator,
        asOf,
        value,
        unit: input.unit.trim(),
        shareOf,
        precision,
        source: input.source.trim(),
      };
      const told = { areaId: area.id, recordedByUnit: act.unit, recordedAt: act.now };
      const statistic = act.em.create(AreaStatistic, { id: act.newId('statistic'), ...figure, ...told });
      return remember(act, 'area:statistic-recorded', area, statistic);
    });
  }

  withdraw(viewer: Viewer, input: Withdraw): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'withdrawAreaStatistic', input }, async (act) => {
      const id = parseId('statistic', input.statisticId);
      const [of] = await act.run<{ area: string }>(
        'select area_id as area from directory.area_statistic where id = $1::uuid',
        [id],
      );
      if (of === undefined) throw RefusalError.notFound('statistic', id);
      // The area is locked before its figures, as where one is recorded.
      const area = await kept(act, globalId('area', of.area));
      const statistic = await act.lock(AreaStatistic, 'statistic', id);
      if (statistic.supersededAt !== null) {
        throw RefusalError.of('ALREADY_DONE', {
          kind: 'statistic',
          id,
          is: { zh: '已更正或撤回', en: 'counts no more' },
        });
      }
      statistic.supersededAt = act.now;
      return remember(act, 'area:statistic-withdrawn', area, statistic);
    });
  }
}

function mustBeOfItsDays(act: Act, area: Area, asOf: string): void {
  if (asOf <= dayInChina(act.now) && holdsOn(area.valid, asOf)) return;
  throw RefusalError.invalid(
    ['input', 'asOf'],
    `数据日期须为今日或以前，且“${area.name}”在该日有效。`,
    `A figure is as of today or earlier, and of a day on which "${area.name}" was in force.`,
  );
}

function mustBeShare({ indicator, unit, value, shareOf = null }: RecordFigure): void {
  const isShare = unit.trim() === '%';
  if (isShare === (shareOf !== null) && (!isShare || Number(value) <= 100) && shareOf !== indicator) return;
  throw RefusalError.invalid(
    ['input', 'shareOf'],
    '占比的单位为 %，不超过 100，并须说明占什么的比例（shareOf），且不是其自身；其他数值不填 shareOf。',
    'A share is in %, at most 100, and says of what else it is one (shareOf); nothing else has shareOf.',
  );
}

/** Refuses an indicator that no vocabulary has by which areas are told. */
async function mustBeKnown(act: Act, { indicator, shareOf }: RecordFigure): Promise<void> {
  const codes = shareOf == null ? { indicator } : { indicator, shareOf };
  const known = await termsInUse(act, ['AREA_STATISTIC', 'PLACE_KIND'], Object.values(codes));
  for (const [field, code] of Object.entries(codes)) {
    if (known.has(code)) continue;
    throw RefusalError.invalid(
      ['input', field],
      `没有“${code}”这一指标；请从 terms(filter: { scheme: [AREA_STATISTIC, PLACE_KIND] }) 中选择。`,
      `There is no indicator "${code}": choose one of terms(filter: { scheme: [AREA_STATISTIC, PLACE_KIND] }).`,
    );
  }
}

async function remember(
  act: Act,
  action: string,
  area: Area,
  statistic: AreaStatistic,
): Promise<{ statistic: string }> {
  await act.em.flush();
  const unitIds = area.keeperUnitId == null ? [act.unit] : [area.keeperUnitId, act.unit];
  act.record(action, 'statistic', statistic, { unitIds });
  return { statistic: statistic.id };
}
