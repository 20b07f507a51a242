/** Files of the mall and the coordinator, and imports of the coordinator: checked, done, and one that came to nothing. */
import { ConfirmUnitImportDocument } from '../../generated/operations.ts';
import { askedFor, row, runListingImports, sheetOf } from '../../scenarios/sheets/listing-sheets.ts';
import { there } from '../../scenarios/story.ts';
import { asked, runImports, sent } from '../../scenarios/units/sheets.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

/** With something wrong in every way that one sheet can hold. */
const SHEET = [
  '单位名称,单位类型,统一社会信用代码,党组织代码',
  '导入的村,村,,',
  '导入的村,村,,',
  ',村,9135,',
  'power（全称）,学校,,P-1',
].join('\n');

export async function sheets(world: World, { red }: Cast): Promise<Things> {
  const { street, mall } = red;
  const file = (await sent(world, mall, '名单.csv', SHEET, { query: { audience: 'ALLIANCE' } })).id;
  const ownFile = (await sent(world, mall, '名单.csv', SHEET)).id;
  const fileToDelete = (await sent(world, mall, '说明.txt', '不再需要')).id;
  const sheet = (await sent(world, street, '名单.csv', SHEET)).id;
  const done = await asked(street, sheet);
  await runImports(world);
  await street.do(ConfirmUnitImportDocument, {
    ...{ importId: done.id, expectedVersion: 1, duplicates: 'MERGE' as const, separateRows: [5] },
  });
  await runImports(world);
  const checked = await asked(street, sheet);
  const toConfirm = await asked(street, sheet);
  const broken = await asked(street, (await sent(world, street, '空.csv', '别的\n')).id);
  await runImports(world);
  const toCancel = await asked(street, sheet);
  return {
    ...{ file, ownFile, fileToDelete, sheet },
    ...{ importDone: done.id, importChecked: checked.id, importBroken: broken.id },
    ...{ importToConfirm: toConfirm.id, importToCancel: toCancel.id },
    ...(await listings(world, street)),
  };
}

/** The same of offers: one that is right, one there twice, one that is wrong, and one that stands there with something else. */
async function listings(world: World, street: Actor): Promise<Things> {
  const before = await askedFor(world, street, 'OFFER', await sheetOf([row({ 自编号: 'S-1' })]), false);
  await runListingImports(world);
  const rows = [
    row({ 自编号: 'S-1', 数量: '11' }),
    row({ 自编号: 'S-2' }),
    row({ 自编号: 'S-2' }),
    row({ 数量: '十' }),
  ];
  const sheet = await sheetOf(rows);
  const done = await askedFor(world, street, 'OFFER', sheet, false);
  await runListingImports(world);
  const broken = await askedFor(world, street, 'NEED', '别的\n');
  const toConfirm = await askedFor(world, street, 'OFFER', sheet);
  await runListingImports(world);
  const toCancel = await askedFor(world, street, 'OFFER', sheet);
  return {
    ...{ listingSheet: there(before.file).id, listingsDone: done.id, listingsBroken: broken.id },
    ...{ listingsToConfirm: toConfirm.id, listingsToCancel: toCancel.id },
  };
}
