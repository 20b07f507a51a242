import { mustBeTermInUse } from '../../../../data/terms-in-use.ts';
import type { Done, UnitOfWork } from '../../../../data/unit-of-work.ts';
import type { Viewer } from '../../../../domain/access/viewer.ts';
import { dayInChina } from '../../../../domain/calendar.ts';
import { RefusalError } from '../../../../domain/errors.ts';
import { globalId, parseId } from '../../../../domain/ids.ts';
import { BenefitFrame } from './frame.entity.ts';

interface SetFrame {
  readonly idempotencyKey: string;
  readonly areaId: string;
  readonly service: string;
  readonly least: string;
  readonly most: string;
  readonly from: string;
}

const KEEPERS = `
select array(select k.keeper_unit_id from directory.area k where k.keeper_unit_id is not null
  and (k.id = a.id or k.id in (select directory.areas_above_on(a.id, $2::date, true)))) as keepers
from directory.area a where a.id = $1::uuid`;

export class BenefitFrameService {
  readonly #work: UnitOfWork;

  constructor(work: UnitOfWork) {
    this.#work = work;
  }

  /** Whoever looks after the area says between what cuts lie from a day on. What rules say already stays as it is. */
  set(viewer: Viewer, input: SetFrame): Promise<Done> {
    return this.#work.run({ viewer, mutation: 'setBenefitFrame', input }, async (act) => {
      const areaId = parseId('area', input.areaId);
      const today = dayInChina(act.now);
      const [area] = await act.run<{ keepers: string[] }>(KEEPERS, [areaId, today]);
      if (area === undefined) throw RefusalError.notFound('area', areaId);
      act.assertCan('benefit:set-frame', { keeperUnitIds: area.keepers }, 'area', { id: areaId });
      const { service, least, most, from } = input;
      await mustBeTermInUse(act, 'service', 'CATEGORY', service);
      if (from < today) throw invalid('from', '不得早于今日。', 'is past: name today or a day to come.');
      if (Number(least) > Number(most)) throw invalid('most', '不得低于 least。', 'has to be input.least or more.');
      const there = await act.em.findOne(BenefitFrame, { areaId, service, fromDay: from });
      if (there !== null) {
        const what = {
          zh: '该区划同一服务自该日起的优惠幅度已有规定；如需更改，请另择生效日。',
          en: 'There is a frame of the area for this service from that day on already: to change it, name another day.',
        };
        throw RefusalError.of('ALREADY_DONE', { kind: 'benefitframe', id: there.id, what });
      }
      const frame = act.em.create(BenefitFrame, {
        ...{
          id: act.newId('benefitframe'),
          ownerUnitId: act.unit,
          areaId,
          service,
          least,
          most,
          fromDay: from,
          setAt: act.now,
        },
      });
      await act.em.flush();
      act.record('benefit:frame-set', 'benefitframe', frame, {
        body: { area: globalId('area', areaId), least, most, from },
      });
      return { benefitFrame: frame.id };
    });
  }
}

const invalid = (field: string, zh: string, en: string): RefusalError =>
  RefusalError.invalid(['input', field], zh, `input.${field} ${en}`);
