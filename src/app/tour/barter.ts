/** Space for services (空间换服务): drafted, changed while one reads, signed by hash, delivered, disputed, and settled. */
import { dayInChina } from '../../domain/calendar.ts';
import {
  ConfirmDeliveryDocument,
  ConfirmSheetDocument,
  DisputeDeliveryDocument,
  DraftBargainDocument,
  DrawUpSheetDocument,
  ProposeBargainDocument,
  RecordDeliveryDocument,
  SignBargainDocument,
  WhoAmIDocument,
  type BargainNowFragment,
  type DraftAgreementInput,
  type SheetNowFragment,
} from '../../generated/operations.ts';
import type { Ask } from '../ask.ts';
import { accepted, expectThat, present, refusedWith, type Stage } from './stage.ts';
import { inWords } from './words.ts';

const DAY_MS = 86_400_000;
const ROOM = '居民活动室';
const CONSULTATION = '社区义诊';

interface Sides {
  readonly community: Ask;
  readonly hospital: Ask;
}

export async function playBarter(stage: Stage, alliance: string): Promise<void> {
  stage.heading(
    '空间换服务：社区与医院起草协议；条款一改，先前读到的哈希即不能签署',
    'Space for services: once the terms have changed, nobody can sign the hash of what they read before',
  );
  const begun = dayInChina(new Date());
  const sides = { community: stage.as('community', alliance), hospital: stage.as('hospital', alliance) };
  const agreement = await playTerms(stage, sides);
  stage.heading(
    '双方履约并按期结算：有异议的一场不计入，结算单由双方按哈希确认，可打印',
    'Delivered and settled: what is disputed does not count, and both confirm the sheet that they read',
  );
  await playDeliveries(stage, sides, agreement);
  await playSheet(stage, sides, agreement.id, begun);
}

async function playTerms(stage: Stage, { community, hospital }: Sides): Promise<BargainNowFragment> {
  const [from, to] = [await unitOf(community), await unitOf(hospital)];
  const parties = [
    { unitId: from, role: '空间提供方', mustSign: true },
    { unitId: to, role: '服务提供方', mustSign: true },
  ];
  const drafting = {
    ...{ idempotencyKey: stage.key(), title: '空间换服务共建协议', parties },
    terms: termsOf(from, to, '6'),
  };
  const drafted = await community(DraftBargainDocument, { input: drafting });
  const draft = present(accepted(drafted.draftAgreement).agreement, '协议');
  stage.tell(`社区起草第 1 版：${ROOM} 12 次，换${CONSULTATION} 6 场；哈希 ${draft.edition.hash.slice(0, 12)}…`);
  const agreementId = draft.id;
  const changing = { idempotencyKey: stage.key(), agreementId, expectedVersion: draft.version };
  const other = { input: { ...changing, terms: termsOf(from, to, '8') } };
  const changed = present(accepted((await community(ProposeBargainDocument, other)).proposeTerms).agreement, '协议');
  const { number, hash } = changed.edition;
  stage.tell(`社区另提第 ${number} 版：义诊 8 场；哈希 ${hash.slice(0, 12)}…`);
  const sign = async (ask: Ask, expectedVersion: number, expectedHash: string) => {
    const input = { idempotencyKey: stage.key(), agreementId, expectedVersion, expectedHash };
    return (await ask(SignBargainDocument, { input })).signAgreement;
  };
  const refusal = refusedWith('TermsChangedError', await sign(hospital, changed.version, draft.edition.hash));
  stage.tell(`医院按第 1 版签署，被拒绝：${refusal.code} — ${refusal.message}`);
  const half = present(accepted(await sign(hospital, changed.version, hash)).agreement, '协议');
  expectThat(half.state === 'PENDING_SIGNATURES', '一方签署即生效 active by one signature');
  const whole = present(accepted(await sign(community, half.version, hash)).agreement, '协议');
  expectThat(whole.state === 'ACTIVE', '双方签署而未生效 signed by both and not active');
  stage.tell(`双方签署同一版本，协议${inWords(whole.state)}，承诺 ${whole.commitments.nodes.length} 项`);
  return whole;
}

async function unitOf(ask: Ask): Promise<string> {
  const { viewer } = await ask(WhoAmIDocument, {});
  return present(viewer?.unit, '单位').id;
}

/** A room twelve times, for so many consultations. */
const termsOf = (from: string, to: string, consultations: string): DraftAgreementInput['terms'] => ({
  commitments: [
    { fromUnitId: from, toUnitId: to, action: 'USE', title: ROOM, quantity: { value: '12', unit: '次' } },
    {
      ...{ fromUnitId: to, toUnitId: from, action: 'DELIVER_SERVICE', title: CONSULTATION },
      quantity: { value: consultations, unit: '场' },
    },
  ],
  clauses: [{ title: '公益使用', text: '场地与义诊均不得向居民收费。' }],
  confirmWithinDays: 7,
});

async function playDeliveries(
  stage: Stage,
  { community, hospital }: Sides,
  { commitments }: BargainNowFragment,
): Promise<void> {
  const record = async (by: Ask, what: string, amount: string): Promise<string> => {
    const promised = commitments.nodes.find(({ title }) => title === what);
    const about = { commitmentId: present(promised, what).id, occurredAt: new Date().toISOString(), note: '按约进行' };
    const input = { idempotencyKey: stage.key(), amount, ...about };
    return present(accepted((await by(RecordDeliveryDocument, { input })).recordDelivery).delivery, '履约记录').id;
  };
  const confirm = async (by: Ask, deliveryId: string): Promise<void> => {
    const input = { idempotencyKey: stage.key(), deliveryId };
    accepted((await by(ConfirmDeliveryDocument, { input })).confirmDelivery);
  };
  await confirm(hospital, await record(community, ROOM, '3'));
  await confirm(community, await record(hospital, CONSULTATION, '2'));
  const deliveryId = await record(hospital, CONSULTATION, '1');
  const disputing = { idempotencyKey: stage.key(), deliveryId, reason: '医生未到场' };
  accepted((await community(DisputeDeliveryDocument, { input: disputing })).disputeDelivery);
  stage.tell(`${ROOM} 3 次、${CONSULTATION} 2 场经对方确认；另登记 1 场，社区提出异议：${disputing.reason}`);
}

async function playSheet(stage: Stage, sides: Sides, agreementId: string, from: string): Promise<void> {
  const { community, hospital } = sides;
  const until = dayInChina(new Date(Date.now() + DAY_MS));
  const drawing = { idempotencyKey: stage.key(), agreementId, from, until };
  const drawn = await community(DrawUpSheetDocument, { input: drawing });
  const sheet = present(accepted(drawn.drawUpSettlement).settlement, '结算单');
  for (const { title, promised, confirmedInAll, disputed, outstanding } of sheet.lines) {
    const figures = `约定 ${promised.value} ${promised.unit}，已确认 ${confirmedInAll.value}`;
    stage.tell(`${title}：${figures}，有异议 ${disputed.value}，尚欠 ${outstanding.value}`);
  }
  const says = sheet.lines.map((one) => [one.confirmedInAll, one.disputed, one.outstanding].map(({ value }) => value));
  expectThat(says.join(' ') === '3,0,9 2,1,6', `结算单所载不符 the sheet says ${says.join(' ')}`);
  const confirm = async (ask: Ask): Promise<SheetNowFragment> => {
    const input = { idempotencyKey: stage.key(), settlementId: sheet.id, expectedHash: sheet.hash };
    return present(accepted((await ask(ConfirmSheetDocument, { input })).confirmSettlement).settlement, '结算单');
  };
  expectThat((await confirm(community)).state === 'PENDING', '一方确认即结清 settled by one');
  const settled = await confirm(hospital);
  expectThat(settled.state === 'CONFIRMED', '双方确认而未结清 confirmed by both and not settled');
  stage.tell(`双方确认同一份结算单，${inWords(settled.state)}；打印件 ${settled.documentUrl}`);
}
