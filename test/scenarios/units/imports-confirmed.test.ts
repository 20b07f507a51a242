import { expect, test } from '@jest/globals';
import { ConfirmUnitImportDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { confirming, imported, runImports } from './sheets.ts';
import { there } from '../story.ts';

test('an import is written in the name of who confirms it', async () => {
  await using world = await createWorld();
  const { district, uuid } = await world.alliance('锋领海曙', 'district');
  const colleague = await world.people.actor(
    await world.people.post(there(district.unit), { alliance: uuid }),
    there(district.unit),
    uuid,
  );
  const job = await imported(world, district, '单位名称,单位类型\n丙村,村');
  await colleague.do(ConfirmUnitImportDocument, confirming(job, 'SKIP'));
  await runImports(world);
  expect(await world.sql("select person_id from data.audit where action = 'unit:registered'")).toEqual([
    { person_id: colleague.person },
  ]);
});
