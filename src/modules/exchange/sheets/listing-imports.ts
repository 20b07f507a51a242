/** Imports of resources, offers and needs, as the runner deals with them. */
import type { ImportKind } from '../../../data/imports/kind.ts';
import { correctedSheet } from '../../../data/sheets/forms.ts';
import { messageOf } from '../../../graphql/errors/messages.ts';
import { checkListings } from './check.service.ts';
import { formOf, wordsFor } from './form.service.ts';
import { kindOf } from './job.service.ts';
import { writeListings } from './write.service.ts';

export const listingImports: ImportKind = {
  schema: 'exchange',
  mutation: 'importListings',
  correctedName: '供需导入更正表.xlsx',
  toPutRight: ['FAILED', 'DIFFERENT'],
  check: checkListings,
  writeChunk: writeListings,
  correctedSheet: async (ask, { id, unitId }, rows, now) =>
    correctedSheet(formOf(await kindOf(ask, id), await wordsFor(ask, unitId, now)), rows),
  messageOf,
  rightsGone: {
    zh: '导入人已不再代表本单位，或其登录已失效，或本单位已不在该联盟；已写入的保留，其余请由本单位现任人员重新导入。',
    en: 'Whoever asked for it acts for the unit no more, their login has ended, or the unit has left the alliance: what is written stays, and somebody who acts for the unit may import the rest anew.',
  },
};
