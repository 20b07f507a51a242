/** What is asked of a request before it is made or granted: who, for what, whether it is shared at all, and not already. */
import type { Act } from '../../../data/act.ts';
import { kindWords, type DataKind } from '../../../domain/access/sharing.ts';
import type { Terms } from '../../../domain/access/sharing-terms.ts';
import type { Action } from '../../../domain/access/actions.ts';
import { lastingStages, unitMachine } from '../../../domain/directory/unit.ts';
import { RefusalError } from '../../../domain/errors.ts';
import { mustBe } from '../../../domain/lifecycle.ts';
import type { DataItem } from '../catalogue/data-item.entity.ts';
import { SharingAgreement } from './sharing.entity.ts';

/** Throws unless it is a unit that lasts, and another than the one acted for. */
export async function mustBeUnit(act: Act, unitId: string): Promise<void> {
  if (unitId === act.unit) {
    throw RefusalError.invalid(
      ['input', 'providerUnitId'],
      '本单位的数据无需向本单位申请共享；请选择其他单位。',
      'What your own unit has needs no agreement: name another unit.',
    );
  }
  const [found] = await act.run<{ gone: boolean }>(
    'select dissolved_at is not null as gone from directory.unit where id = $1',
    [unitId],
  );
  if (found === undefined) throw RefusalError.notFound('unit', unitId);
  if (found.gone) mustBe(unitMachine, { id: unitId, state: 'DISSOLVED' }, 'ask', ...lastingStages);
}

/** Throws `FORBIDDEN` with the reason that the catalogue gives where it says that the data is not shared. */
export function mustBeShareable(action: Action, item: DataItem | null): void {
  if (item?.attribute !== 'NONE') return;
  const [{ zh, en }, why] = [kindWords[item.kind], item.note ?? ''];
  throw RefusalError.forbidden(action, {
    zh: `数源单位的${zh}为不予共享，理由：“${why}”。如有异议，请与该单位协商，由其更正数据目录（setDataItem）。`,
    en: `The unit does not share its ${en}, for this reason: "${why}". If that is wrong, ask the unit to correct its catalogue (setDataItem).`,
  });
}

interface Between {
  readonly providerUnitId: string;
  readonly consumerUnitId: string;
  readonly kind: DataKind;
  readonly purpose: string;
}

const IN_FORCE = `
select id from access.sharing_agreement
where provider_unit_id = $1 and consumer_unit_id = $2 and kind = $3 and purpose = $4 and state = 'GRANTED'
  and valid @> $5::timestamptz and upper(valid) >= $6::timestamptz
  and (precision = 'FULL' or $7 = 'MASKED') and (may_reshare or not $8::boolean)
limit 1`;

const already = {
  asked: { zh: '同一用途的共享申请正在等待数源单位答复。', en: 'Your request for this is waiting to be answered.' },
  shared: {
    zh: '现行的数据共享协议已包含所申请的内容。',
    en: 'An agreement in force gives all of this already.',
  },
};

/** Throws `ALREADY_DONE` where the same is asked for and waits, or where an agreement in force gives as much as is asked. */
export async function mustNotBeShared(
  act: Act,
  between: Between,
  { precision, mayReshare, until }: Terms,
): Promise<void> {
  const asked = await act.em.findOne(SharingAgreement, { ...between, state: 'REQUESTED' });
  if (asked !== null) throw RefusalError.of('ALREADY_DONE', { kind: 'sharing', id: asked.id, what: already.asked });
  const { providerUnitId, consumerUnitId, kind, purpose } = between;
  const [shared] = await act.run<{ id: string }>(IN_FORCE, [
    ...[providerUnitId, consumerUnitId, kind, purpose],
    ...[act.now.toISOString(), until.toISOString(), precision, mayReshare],
  ]);
  if (shared !== undefined) {
    throw RefusalError.of('ALREADY_DONE', { kind: 'sharing', id: shared.id, what: already.shared });
  }
}

/** Whether the time that was agreed is over. */
export async function hasLapsed(act: Act, { id }: SharingAgreement): Promise<boolean> {
  const over = await act.run('select from access.sharing_agreement where id = $1 and upper(valid) <= $2::timestamptz', [
    id,
    act.now.toISOString(),
  ]);
  return over.length > 0;
}
