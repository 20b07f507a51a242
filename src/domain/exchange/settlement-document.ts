/** A settlement sheet as a document: what was promised, what counts of it and what does not, and where the parties sign. */
import type { Block, PrintedDocument } from '../document.ts';
import { oneLine } from '../text.ts';
import {
  beijing,
  nameOf,
  quantityText,
  signatureLines,
  timeText,
  unitText,
  type PrintedQuantity,
  type PrintedUnit,
} from './printed.ts';
import { settlementMachine, type SettlementEntry, type SettlementState } from './settlement.ts';

type Named = { readonly name: string } | null;

interface PrintedFigures {
  readonly from: Named;
  readonly to: Named;
  readonly promised: PrintedQuantity;
  readonly confirmedBefore: PrintedQuantity;
  readonly confirmedWithin: PrintedQuantity;
  readonly confirmedLate: PrintedQuantity;
  readonly confirmedInAll: PrintedQuantity;
  readonly disputed: PrintedQuantity;
  readonly awaited: PrintedQuantity;
  readonly outstanding: PrintedQuantity;
}

interface PrintedSettlement {
  readonly id: string;
  readonly number: number;
  readonly from: string;
  readonly until: string;
  readonly state: SettlementState;
  readonly hash: string;
  readonly drawnUpBy: Named;
  readonly drawnUpAt: string;
  readonly settledAt: string | null;
  readonly follows: { readonly number: number; readonly hash: string } | null;
  readonly replaces: { readonly number: number; readonly hash: string } | null;
  readonly agreement: { readonly id: string; readonly title: string; readonly alliance: Named } | null;
  readonly parties: readonly {
    readonly unit: PrintedUnit | null;
    readonly answer: 'CONFIRMED' | 'REJECTED' | null;
    readonly reason: string | null;
    readonly answeredAt: string | null;
  }[];
  readonly lines: readonly (PrintedFigures & { readonly title: string })[];
  readonly totals: readonly PrintedFigures[];
}

interface PrintedSettledDelivery {
  readonly entry: SettlementEntry;
  readonly occurredAt: string;
  readonly quantity: PrintedQuantity;
  readonly commitment: { readonly title: string } | null;
}

const entries: Readonly<Record<SettlementEntry, string>> = {
  WITHIN: '本期确认 In the period',
  LATE: '补记 Added late',
  DISPUTED: '有异议，不计入 Disputed',
  AWAITED: '待确认，不计入 Awaited',
};

const figureColumns = [
  { label: { zh: '承诺', en: 'Promised' }, share: 9, isNumber: true },
  { label: { zh: '前期', en: 'Before' }, share: 8, isNumber: true },
  { label: { zh: '本期', en: 'Period' }, share: 8, isNumber: true },
  { label: { zh: '补记', en: 'Late' }, share: 7, isNumber: true },
  { label: { zh: '累计', en: 'In all' }, share: 10, isNumber: true },
  { label: { zh: '异议', en: 'Disputed' }, share: 9, isNumber: true },
  { label: { zh: '待确认', en: 'Awaited' }, share: 9, isNumber: true },
  { label: { zh: '未履行', en: 'Open' }, share: 8, isNumber: true },
];

/** Confirmed in all, of what was promised: 48/60. */
const figuresOf = (of: PrintedFigures): readonly string[] => [
  of.promised.value,
  of.confirmedBefore.value,
  of.confirmedWithin.value,
  of.confirmedLate.value,
  `${of.confirmedInAll.value}/${of.promised.value}`,
  of.disputed.value,
  of.awaited.value,
  of.outstanding.value,
];

const direction = ({ from, to }: PrintedFigures): string => `${nameOf(from)} → ${nameOf(to)}`;

function factsOf(of: PrintedSettlement): Block {
  const { is } = settlementMachine.words[of.state];
  const lastDay = new Date(Date.parse(`${of.until}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  const other = (label: { zh: string; en: string }, sheet: PrintedSettlement['follows']) =>
    sheet === null ? [] : [{ label, value: `第 ${sheet.number} 号 No. ${sheet.number}，${sheet.hash}` }];
  return {
    kind: 'FACTS',
    rows: [
      { label: { zh: '编号', en: 'Number' }, value: `第 ${of.number} 号 No. ${of.number}，${of.id}` },
      { label: { zh: '协议', en: 'Agreement' }, value: of.agreement?.id ?? '—' },
      { label: { zh: '所属联盟', en: 'Alliance' }, value: nameOf(of.agreement?.alliance ?? null) },
      { label: { zh: '结算期间', en: 'Period' }, value: `${of.from} 至 to ${lastDay}` },
      ...of.parties.map(({ unit }) => ({ label: { zh: '结算方', en: 'Party' }, value: unitText(unit) })),
      { label: { zh: '出具', en: 'Drawn up' }, value: `${nameOf(of.drawnUpBy)}，${timeText(of.drawnUpAt)}` },
      { label: { zh: '状态', en: 'State' }, value: `${is.zh}（${is.en}）` },
      ...other({ zh: '上一张', en: 'Follows' }, of.follows),
      ...other({ zh: '替代', en: 'In place of' }, of.replaces),
    ],
  };
}

const answerOf = ({ answer, answeredAt, reason }: PrintedSettlement['parties'][number]): readonly string[] => {
  if (answer === null || answeredAt === null) return ['尚未确认 Not confirmed yet'];
  if (answer === 'CONFIRMED') return [`电子确认 Confirmed electronically：${timeText(answeredAt)}`];
  return [`已驳回 Rejected：${timeText(answeredAt)}`, oneLine(reason ?? '')];
};

export function settlementDocument(
  of: PrintedSettlement,
  deliveries: readonly PrintedSettledDelivery[],
): PrintedDocument {
  return {
    kind: { zh: '结算单', en: 'Settlement sheet' },
    title: of.agreement?.title ?? '',
    blocks: [
      factsOf(of),
      {
        kind: 'TABLE',
        heading: { zh: '结算项', en: 'By commitment' },
        columns: [
          { label: { zh: '内容', en: 'What' }, share: 28 },
          { label: { zh: '单位', en: 'Unit' }, share: 7 },
          ...figureColumns,
        ],
        rows: of.lines.map((line) => [`${line.title}\n${direction(line)}`, line.promised.unit, ...figuresOf(line)]),
        none: { zh: '无', en: 'None' },
      },
      {
        kind: 'TABLE',
        heading: { zh: '合计（同一方向、同一单位）', en: 'Totals of one direction and unit' },
        columns: [
          { label: { zh: '方向', en: 'Direction' }, share: 28 },
          { label: { zh: '单位', en: 'Unit' }, share: 7 },
          ...figureColumns,
        ],
        rows: of.totals.map((total) => [direction(total), total.promised.unit, ...figuresOf(total)]),
        none: { zh: '无', en: 'None' },
      },
      {
        kind: 'TABLE',
        heading: { zh: '履约清单', en: 'Deliveries' },
        columns: [
          { label: { zh: '序号', en: 'No.' }, share: 7 },
          { label: { zh: '履约时间', en: 'Delivered' }, share: 18 },
          { label: { zh: '内容', en: 'What' }, share: 36 },
          { label: { zh: '类别', en: 'As' }, share: 25 },
          { label: { zh: '数量', en: 'How much' }, share: 14, isNumber: true },
        ],
        rows: deliveries.map(({ entry, occurredAt, quantity, commitment }, i) => [
          ...[String(i + 1), timeText(occurredAt), commitment?.title ?? '—', entries[entry], quantityText(quantity)],
        ]),
        none: { zh: '本单没有履约记录', en: 'No deliveries' },
      },
      {
        kind: 'NOTE',
        text: {
          zh: `有异议、待确认的不计入；不同单位的数量不相加。补记为此前各期的变动。页脚哈希为本单内容的 SHA-256，任何人均可复核。${beijing.zh}`,
          en: `What is disputed or awaited does not count; figures of different units are never added. Added late is what changed of earlier periods. The hash below is SHA-256 of what stands here, for anybody to recompute. ${beijing.en}`,
        },
      },
      {
        kind: 'SIGNATURES',
        heading: { zh: '确认', en: 'Confirmed by' },
        boxes: of.parties.map((party) => ({
          unit: nameOf(party.unit),
          lines: answerOf(party).flatMap((said, i) => (i === 0 ? signatureLines(party.unit, said) : [said])),
        })),
      },
    ],
    footer: `第 ${of.number} 号 No. ${of.number} · SHA-256 ${of.hash}`,
    madeAt: new Date(of.settledAt ?? of.drawnUpAt),
  };
}

export const settlementFileName = ({ number, agreement }: PrintedSettlement): string =>
  `结算单-${agreement?.title ?? ''}-第${number}号.pdf`;
