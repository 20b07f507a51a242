/** An agreement as a document: its parties, who gives what and takes what, and where they sign. */
import type { PrintedDocument } from '../document.ts';
import { agreementMachine, type AgreementState } from './agreement.ts';
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

interface PrintedAgreement {
  readonly id: string;
  readonly title: string;
  readonly state: AgreementState;
  readonly version: number;
  readonly createdAt: string;
  readonly activatedAt: string | null;
  readonly reason: string | null;
  readonly alliance: { readonly name: string } | null;
  readonly supplier: PrintedUnit | null;
  readonly demander: PrintedUnit | null;
  readonly signatures: readonly { readonly unit: { readonly id: string } | null; readonly signedAt: string }[];
}

interface PrintedCommitment {
  readonly from: { readonly name: string } | null;
  readonly to: { readonly name: string } | null;
  readonly title: string;
  readonly quantity: PrintedQuantity;
  readonly dueAt: string | null;
}

/** Between whom it is, in their order, and what they are to it. */
const partiesOf = ({ supplier, demander }: PrintedAgreement) => [
  { unit: supplier, is: { zh: '供给方', en: 'Gives' } },
  { unit: demander, is: { zh: '需求方', en: 'In need' } },
];

export function agreementDocument(of: PrintedAgreement, promises: readonly PrintedCommitment[]): PrintedDocument {
  const { is } = agreementMachine.words[of.state];
  const signed = (unit: PrintedUnit | null): string => {
    const signature = of.signatures.find((one) => one.unit !== null && one.unit.id === unit?.id);
    return signature === undefined
      ? '尚未签署 Not signed yet'
      : `电子签署 Signed electronically：${timeText(signature.signedAt)}`;
  };
  return {
    kind: { zh: '共建协议', en: 'Agreement' },
    title: of.title,
    blocks: [
      {
        kind: 'FACTS',
        rows: [
          { label: { zh: '编号', en: 'Number' }, value: of.id },
          { label: { zh: '所属联盟', en: 'Alliance' }, value: nameOf(of.alliance) },
          ...partiesOf(of).map(({ unit, is: label }) => ({ label, value: unitText(unit) })),
          { label: { zh: '拟定时间', en: 'Drawn up' }, value: timeText(of.createdAt) },
          {
            label: { zh: '生效时间', en: 'In force since' },
            value: of.activatedAt === null ? '—' : timeText(of.activatedAt),
          },
          { label: { zh: '状态', en: 'State' }, value: `${is.zh}（${is.en}）` },
          ...(of.reason === null ? [] : [{ label: { zh: '原因', en: 'Reason' }, value: of.reason }]),
        ],
      },
      {
        kind: 'TABLE',
        heading: { zh: '承诺事项', en: 'What is promised' },
        columns: [
          { label: { zh: '序号', en: 'No.' }, share: 7 },
          { label: { zh: '履行方', en: 'Gives' }, share: 23 },
          { label: { zh: '接收方', en: 'Takes' }, share: 23 },
          { label: { zh: '内容', en: 'What' }, share: 25 },
          { label: { zh: '数量', en: 'How much' }, share: 13, isNumber: true },
          { label: { zh: '期限', en: 'By when' }, share: 14 },
        ],
        rows: promises.map(({ from, to, title, quantity, dueAt }, i) => [
          ...[String(i + 1), nameOf(from), nameOf(to), title, quantityText(quantity)],
          dueAt === null ? '—' : timeText(dueAt),
        ]),
        none: { zh: '无', en: 'None' },
      },
      { kind: 'NOTE', text: beijing },
      {
        kind: 'SIGNATURES',
        heading: { zh: '签署', en: 'Signatures' },
        boxes: partiesOf(of).map(({ unit }) => ({ unit: nameOf(unit), lines: signatureLines(unit, signed(unit)) })),
      },
    ],
    footer: `${of.id} · 第 ${of.version} 版 Version ${of.version}`,
    madeAt: new Date(of.activatedAt ?? of.createdAt),
  };
}

export const agreementFileName = ({ title }: PrintedAgreement): string => `协议-${title}.pdf`;
