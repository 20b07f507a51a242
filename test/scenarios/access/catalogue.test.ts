import { expect, test } from '@jest/globals';
import { AuditOfDocument, CatalogueOfDocument, SetDataItemDocument } from '../../generated/operations.ts';
import { neighbours } from './sharing-steps.ts';
import { there } from '../story.ts';

test('the catalogue says of every unit what it shares, and is for all to read', async () => {
  const { world: held, mall, community } = await neighbours();
  await using world = held;
  const unsaid = { attribute: 'CONDITIONAL', note: null, version: null };
  const read = async () =>
    there((await world.ask(CatalogueOfDocument, { unitId: community.unitId })).data?.unit).dataItems;
  expect(await read()).toEqual(['CONTACT', 'OFFERS', 'NEEDS'].map((kind) => ({ kind, ...unsaid })));

  const none = { kind: 'OFFERS' as const, attribute: 'NONE' as const };
  for (const attribute of ['NONE', 'CONDITIONAL'] as const) {
    const silent = { kind: 'OFFERS' as const, attribute };
    expect(await community.refused(SetDataItemDocument, silent)).toMatchObject({ path: ['input', 'note'] });
  }
  const { unit } = await community.do(SetDataItemDocument, { ...none, note: '合同约定' });
  const said = { ...none, note: '合同约定', version: 1, changedAt: '2026-11-21T09:00:00+08:00' };
  expect(unit?.dataItems[1]).toEqual(said);
  const stale = { kind: 'OFFERS' as const, attribute: 'UNCONDITIONAL' as const };
  expect(await community.refused(SetDataItemDocument, stale)).toMatchObject({ code: 'VERSION_CONFLICT' });
  const { unit: open } = await community.do(SetDataItemDocument, { ...stale, expectedVersion: 1 });
  expect(open?.dataItems[1]).toMatchObject({ attribute: 'UNCONDITIONAL', note: null, version: 2 });
  expect(await community.refused(SetDataItemDocument, { ...stale, expectedVersion: 2 })).toMatchObject({
    code: 'ALREADY_DONE',
    message: 'The catalogue says this very thing already: there is nothing to change.',
  });
  expect((await read()).map(({ attribute }) => attribute)).toEqual(['CONDITIONAL', 'UNCONDITIONAL', 'CONDITIONAL']);
  expect(await mall.refused(SetDataItemDocument, { ...none, note: '无' })).toMatchObject({
    code: 'FORBIDDEN',
    message:
      'Only an administrator of the unit may do this: act for that unit (X-Acting-Unit), or ask an administrator of it.',
  });
  const record = await community.ask(AuditOfDocument, { subjectId: community.unitId });
  expect(record.auditEntries?.nodes.map(({ action }) => action)).toEqual(['catalogue:changed', 'catalogue:changed']);
});
