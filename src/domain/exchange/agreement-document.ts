/** An agreement as a document: its parties, who gives what and takes what, its clauses, and where they sign. */
import type { Block, Fact, PrintedDocument } from '../document.ts';
import type { Bilingual } from '../errors.ts';
import { agreementMachine, type AgreementState } from './agreement.ts';
import { flowWords, type FlowAction } from './flow.ts';
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

interface PrintedParty {
  readonly unit: PrintedUnit | null;
  readonly role: string | null;
  readonly mustSign: boolean;
  readonly signedAt: string | null;
}

interface PrintedPromise {
  readonly from: { readonly name: string } | null;
  readonly to: { readonly name: string } | null;
  readonly action: FlowAction;
  readonly title: string;
  readonly quantity: PrintedQuantity;
  readonly dueAt: string | null;
  readonly recurrence: string | null;
  readonly account: { readonly perUnit: PrintedQuantity } | null;
}

interface PrintedAgreement {
  readonly id: string;
  readonly title: string;
  readonly state: AgreementState;
  readonly createdAt: string;
  readonly activatedAt: string | null;
  readonly reason: string | null;
  readonly alliance: { readonly name: string } | null;
  readonly parties: readonly PrintedParty[];
  /** The text that is signed: what stands here is made of it. */
  readonly edition: {
    readonly number: number;
    readonly hash: string;
    readonly terms: {
      readonly validFrom: string | null;
      readonly validThrough: string | null;
      readonly confirmWithinDays: number | null;
      readonly noticeDays: number | null;
      readonly commitments: readonly PrintedPromise[];
      readonly clauses: readonly { readonly title: string; readonly text: string }[];
    };
  };
}

const party: Bilingual = { zh: '参与方', en: 'Party' };
const notice: Bilingual = { zh: '终止须提前通知', en: 'Notice before it is terminated' };

const days = (count: number): string => `${count} 日 ${count} days`;

export function agreementDocument(of: PrintedAgreement): PrintedDocument {
  const { terms } = of.edition;
  return {
    kind: { zh: '共建协议', en: 'Agreement' },
    title: of.title,
    blocks: [
      { kind: 'FACTS', rows: factsOf(of) },
      promised(terms.commitments),
      ...(terms.clauses.length === 0 ? [] : [clausesOf(terms.clauses)]),
      { kind: 'NOTE', text: beijing },
      {
        kind: 'SIGNATURES',
        heading: { zh: '签署', en: 'Signatures' },
        boxes: of.parties
          .filter(({ mustSign }) => mustSign)
          .map(({ unit, signedAt }) => ({ unit: nameOf(unit), lines: signatureLines(unit, signed(signedAt)) })),
      },
    ],
    footer: `${of.id} · 第 ${of.edition.number} 版 Edition ${of.edition.number} · SHA-256 ${of.edition.hash}`,
    madeAt: new Date(of.activatedAt ?? of.createdAt),
  };
}

const signed = (at: string | null): string =>
  at === null ? '尚未签署 Not signed yet' : `电子签署 Signed electronically：${timeText(at)}`;

function factsOf(of: PrintedAgreement): Fact[] {
  const { is } = agreementMachine.words[of.state];
  const { validFrom, validThrough, confirmWithinDays, noticeDays } = of.edition.terms;
  return [
    { label: { zh: '编号', en: 'Number' }, value: of.id },
    { label: { zh: '所属联盟', en: 'Alliance' }, value: nameOf(of.alliance) },
    ...of.parties.map(({ unit, role }) => ({ label: party, value: roleText(unit, role) })),
    { label: { zh: '拟定时间', en: 'Drawn up' }, value: timeText(of.createdAt) },
    {
      label: { zh: '生效时间', en: 'In force since' },
      value: of.activatedAt === null ? '—' : timeText(of.activatedAt),
    },
    ...(validFrom === null ? [] : [{ label: { zh: '期限起', en: 'From' }, value: timeText(validFrom) }]),
    ...(validThrough === null ? [] : [{ label: { zh: '期限止', en: 'Until' }, value: timeText(validThrough) }]),
    { label: { zh: '履约确认', en: 'Confirmation' }, value: confirmationText(confirmWithinDays) },
    ...(noticeDays === null ? [] : [{ label: notice, value: days(noticeDays) }]),
    { label: { zh: '状态', en: 'State' }, value: `${is.zh}（${is.en}）` },
    ...(of.reason === null ? [] : [{ label: { zh: '原因', en: 'Reason' }, value: of.reason }]),
  ];
}

const confirmationText = (days: number | null): string =>
  days === null
    ? '由对方确认后计入；不因未答复而视为确认。 What is recorded counts once the other side confirms it, and never by silence.'
    : `由对方确认后计入；登记后 ${days} 天内未答复的，视为确认。 What is recorded counts once the other side confirms it, or does not answer within ${days} days.`;

const roleText = (unit: PrintedUnit | null, role: string | null): string =>
  role === null ? unitText(unit) : `${role}：${unitText(unit)}`;

const promised = (promises: readonly PrintedPromise[]): Block => ({
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
  rows: promises.map(({ from, to, action, title, quantity, dueAt, recurrence, account }, i) => [
    ...[String(i + 1), nameOf(from), nameOf(to)],
    ...[`${flowWords[action]}：${title}${worthText(quantity, account)}`, quantityText(quantity)],
    [dueAt === null ? '—' : timeText(dueAt), ...(recurrence === null ? [] : [recurrence])].join(' '),
  ]),
  none: { zh: '无', en: 'None' },
});

/** What one of it is worth in accounts, where the terms say so. */
const worthText = ({ unit }: PrintedQuantity, account: PrintedPromise['account']): string =>
  account === null ? '' : `（记账 Counted as ${quantityText(account.perUnit)} / ${unit}）`;

const clausesOf = (clauses: readonly { readonly title: string; readonly text: string }[]): Block => ({
  kind: 'TABLE',
  heading: { zh: '条款', en: 'Clauses' },
  columns: [
    { label: { zh: '序号', en: 'No.' }, share: 7 },
    { label: { zh: '标题', en: 'Title' }, share: 23 },
    { label: { zh: '内容', en: 'Text' }, share: 75 },
  ],
  rows: clauses.map(({ title, text }, i) => [String(i + 1), title, text]),
  none: { zh: '无', en: 'None' },
});

export const agreementFileName = ({ title }: Pick<PrintedAgreement, 'title'>): string => `协议-${title}.pdf`;
