/** Space for services: a room of a community for consultations of a hospital, half a year of it, and the sheet they settled on. */
import { dayInChina } from '../../../domain/calendar.ts';
import { globalId } from '../../../domain/ids.ts';
import {
  ConfirmDeliveryDocument,
  ConfirmSheetDocument,
  DisputeDeliveryDocument,
  DraftBargainDocument,
  DrawUpSheetDocument,
  RecordDeliveryDocument,
  SignBargainDocument,
  type DraftAgreementInput,
} from '../../../generated/operations.ts';
import { namedId } from '../../named-id.ts';
import { atTime, daysFrom } from '../calendar.ts';
import { made, type Cast } from '../cast.ts';
import { ALLIANCE } from './rows.ts';

const FRESH = 1;
const DRAFTED = -60;
const SETTLED = -8;

const [room, consultations] = [
  { of: 0, by: 'yubo', to: 'hospital' },
  { of: 1, by: 'hospital', to: 'yubo' },
] as const;

/** What was recorded, by day; what nobody answered counts after a week. */
const deliveries = [
  { days: -50, promise: room, amount: '3', note: '健康讲座用房三次', answer: 'CONFIRMED' },
  { days: -46, promise: consultations, amount: '2', note: '血压、血糖义诊两场', answer: 'CONFIRMED' },
  { days: -32, promise: consultations, amount: '1', note: '眼科义诊', answer: 'DISPUTED' },
  { days: -24, promise: consultations, amount: '1', note: '中医义诊', answer: null },
  { days: -3, promise: room, amount: '1', note: '慢病管理小组用房', answer: null },
] as const;

const unitId = (key: string): string => globalId('unit', namedId('unit', key));

function written(now: Date): Omit<DraftAgreementInput, 'idempotencyKey'> {
  const [fromUnitId, toUnitId] = [unitId('yubo'), unitId('hospital')];
  return {
    title: '空间换服务共建协议',
    parties: [
      { unitId: fromUnitId, role: '空间提供方', mustSign: true },
      { unitId: toUnitId, role: '服务提供方', mustSign: true },
    ],
    terms: {
      commitments: [
        { fromUnitId, toUnitId, action: 'USE', title: '居民活动室', quantity: { value: '12', unit: '次' } },
        {
          ...{ fromUnitId: toUnitId, toUnitId: fromUnitId, action: 'DELIVER_SERVICE' },
          ...{ title: '社区义诊', quantity: { value: '6', unit: '场' } },
        },
      ],
      clauses: [
        { title: '场地维护', text: '使用方用后清场并关闭水电；设施损坏的，由使用方照价赔偿。' },
        { title: '公益使用', text: '场地与义诊均不得向居民收费，不得用于商业推广。' },
      ],
      validThrough: atTime(now, 120, '18:00').toISOString(),
      confirmWithinDays: 7,
    },
  };
}

export async function tellBargain(cast: Cast, now: Date): Promise<void> {
  const as = (unit: string, days: number, time: string) => cast(unit, ALLIANCE, atTime(now, days, time));
  const drafted = await as('yubo', DRAFTED, '10:00').act('bargain', DraftBargainDocument, written(now));
  const { id: agreementId, edition } = made('bargain', drafted.agreement);
  const read = { agreementId, expectedHash: edition.hash, expectedVersion: FRESH };
  await as('yubo', DRAFTED, '10:20').act('bargain-signed-1', SignBargainDocument, read);
  const signed = await as('hospital', DRAFTED + 2, '15:10').act('bargain-signed-2', SignBargainDocument, read);
  const { nodes } = made('bargain-signed-2', signed.agreement).commitments;
  for (const [i, { days, promise, amount, note, answer }] of deliveries.entries()) {
    const step = `bargain-delivery-${i + 1}`;
    const commitmentId = made(step, nodes[promise.of]).id;
    const occurredAt = atTime(now, days, '16:00').toISOString();
    const done = { commitmentId, amount, occurredAt, note };
    const recorded = await as(promise.by, days, '16:30').act(step, RecordDeliveryDocument, done);
    const deliveryId = made(step, recorded.delivery).id;
    const answering = as(promise.to, days + 1, '09:30');
    if (answer === 'CONFIRMED') await answering.act(`${step}-confirmed`, ConfirmDeliveryDocument, { deliveryId });
    const reason = '眼科医生未到场，当日改为健康讲座。';
    if (answer === 'DISPUTED') await answering.act(`${step}-disputed`, DisputeDeliveryDocument, { deliveryId, reason });
  }
  const [from = '', until = ''] = [DRAFTED, SETTLED].map((days) => dayInChina(daysFrom(now, days)));
  const drawing = { agreementId, from, until };
  const drawn = await as('yubo', SETTLED, '09:00').act('bargain-sheet', DrawUpSheetDocument, drawing);
  const { id: settlementId, hash: expectedHash } = made('bargain-sheet', drawn.settlement);
  const sheet = { settlementId, expectedHash };
  await as('yubo', SETTLED, '09:05').act('bargain-sheet-1', ConfirmSheetDocument, sheet);
  await as('hospital', SETTLED + 1, '14:40').act('bargain-sheet-2', ConfirmSheetDocument, sheet);
}
