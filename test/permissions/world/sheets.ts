/** Files of units and for alliances, and imports in every state that people bring them to. */
import {
  CancelListingImportDocument,
  CancelUnitImportDocument,
  ConfirmListingImportDocument,
  ConfirmUnitImportDocument,
  DeleteFileDocument,
} from '../../generated/operations.ts';
import { askedFor, row, runListingImports, sheetOf } from '../../scenarios/sheets/listing-sheets.ts';
import { asked, runImports, sent } from '../../scenarios/units/sheets.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Side } from './cast.ts';

/** `name` tells the sides apart. */
export async function bring(world: World, { coordinator, supplier, both }: Side, name: string): Promise<void> {
  const sheet = `单位名称,单位类型\n${name}村,村\n${name}村,村\n,村\n`;
  for (const owner of [coordinator, supplier, both]) {
    for (const audience of ['UNIT', 'UNIT', 'ALLIANCE', 'ALLIANCE']) {
      await sent(world, owner, '名单.csv', sheet, { query: { audience } });
    }
  }
  const unwanted = await sent(world, coordinator, '名单.csv', sheet, { query: { audience: 'ALLIANCE' } });
  await coordinator.do(DeleteFileDocument, { fileId: unwanted.id });
  const { id } = await sent(world, coordinator, '名单.csv', sheet);
  const [confirmed, cancelled] = [await asked(coordinator, id), await asked(coordinator, id)];
  await runImports(world);
  const change = (importId: string) => ({ importId, expectedVersion: 1 });
  await coordinator.do(ConfirmUnitImportDocument, { ...change(confirmed.id), duplicates: 'MERGE' as const });
  await coordinator.do(CancelUnitImportDocument, change(cancelled.id));
  await runImports(world);
  await bringListings(world, coordinator, name);
}

/** The same of listings: what is right, what is wrong, and what is there already. */
async function bringListings(world: World, coordinator: Actor, name: string): Promise<void> {
  const change = (importId: string) => ({ importId, expectedVersion: 1 });
  const rows = [row({ 自编号: `${name}1` }), row({ 自编号: `${name}2` }), row({ 自编号: `${name}3`, 数量: '0' })];
  const sheet = await sheetOf(rows);
  const [confirmed, cancelled] = [
    await askedFor(world, coordinator, 'OFFER', sheet),
    await askedFor(world, coordinator, 'OFFER', sheet),
  ];
  await runListingImports(world);
  await coordinator.do(ConfirmListingImportDocument, change(confirmed.id));
  await coordinator.do(CancelListingImportDocument, change(cancelled.id));
  await runListingImports(world);
}
