/** Imports of units, as the runner deals with them. */
import type { ImportKind } from '../../../../data/imports/kind.ts';
import { correctedSheet } from '../../../../data/sheets/forms.ts';
import { messageOf } from '../../../../graphql/errors/messages.ts';
import { checkUnits } from './check.service.ts';
import { unitsForm } from './form.ts';
import { writeChunk } from './write.service.ts';

export const unitImports: ImportKind = {
  schema: 'directory',
  mutation: 'importUnits',
  correctedName: '单位导入更正表.xlsx',
  toPutRight: ['FAILED', 'DUPLICATE'],
  check: ({ ask, job, file, isOver }) => checkUnits(ask, job, file, isOver),
  writeChunk,
  correctedSheet: (_ask, _job, rows) => correctedSheet(unitsForm, rows),
  messageOf,
  rightsGone: {
    zh: '导入人已不再是该联盟的协调员，或其登录已失效；已写入的保留，其余请由现任协调员重新导入。',
    en: 'Whoever asked for it coordinates the alliance no more, or their login has ended: what is written stays, and a coordinator may import the rest anew.',
  },
};
