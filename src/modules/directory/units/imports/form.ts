/** The sheet of units as people fill it in. */
import { templateOf, type Form } from '../../../../data/sheets/forms.ts';
import { kindWords, unitColumns } from '../../../../domain/directory/unit-sheet.ts';

export const unitsForm: Form = {
  name: '单位',
  columns: Object.values(unitColumns),
  choices: { [unitColumns.kind.heading]: { list: Object.values(kindWords) } },
  notes: [
    ['公式', '不读取公式单元格，请粘贴为数值；号码列请设为文本格式。'],
    ['重复导入', '同一份表可以重复导入：已登记的单位不会重复登记。'],
  ],
};

/** The template: headings, drop-downs and a sheet of explanations. */
export const unitsTemplate = (): Promise<Uint8Array> => templateOf(unitsForm);
