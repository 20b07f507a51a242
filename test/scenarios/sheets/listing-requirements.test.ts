/** Offers of sheets that are for some persons alone: for whom, and what to bring, each in a cell. */
import { expect, test } from '@jest/globals';
import { OfferForWhomNowDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { keeperOf } from '../land/land.ts';
import { there } from '../story.ts';
import { exported, imported, row, seen, sheetOf } from './listing-sheets.ts';

async function started() {
  const world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall');
  const county = await keeperOf(world, alliance.street, '330282');
  return { world, ...alliance, county };
}

test('are written in words or codes, and are known again as they are exported', async () => {
  const { world, mall, county, id } = await started();
  await using _ = world;
  const elders = `任一(年满60周岁;健康: 慢性病（须证明）)`;
  const said = {
    适用条件: `全部（${elders}；居住地：${county}（须证明）；均不（职业：occupation.courier，occupation.cleaner）；成员单位：${id}；年满18未满90周岁）`,
    办事材料: '居民身份证；document.chronic-illness-record（近三个月内，如有）；处方(原件)',
  };
  const sheet = await sheetOf([row({ 自编号: 'H-1', ...said })]);
  const done = await imported(world, mall, 'OFFER', sheet, false);
  expect(done).toMatchObject({ state: 'DONE', rowsWritten: 1, rowsFailed: 0 });
  const offerId = there(done.listings.nodes[0]?.offer).id;
  const { eligibility, documents } = there((await mall.ask(OfferForWhomNowDocument, { id: offerId })).offer);
  expect(eligibility).toMatchObject([
    { number: 1, within: null, kind: 'ALL' },
    { number: 2, within: 1, kind: 'ANY' },
    { number: 3, within: 2, kind: 'AGE', from: 60, below: null },
    { number: 4, within: 2, kind: 'HEALTH', codes: ['health.chronic'], needsProof: true },
    { number: 5, within: 1, kind: 'HOME_AREA', needsProof: true },
    { number: 6, within: 1, kind: 'NONE' },
    { number: 7, within: 6, kind: 'OCCUPATION', codes: ['occupation.courier', 'occupation.cleaner'] },
    { number: 8, within: 1, kind: 'MEMBERSHIP' },
    { number: 9, within: 1, kind: 'AGE', from: 18, below: 90 },
  ]);
  expect(documents).toMatchObject([
    { document: { code: 'document.identity-card' }, name: null, note: null, isRequired: true },
    { document: { code: 'document.chronic-illness-record' }, note: '近三个月内', isRequired: false },
    { document: { code: 'document.prescription' }, note: '原件', isRequired: true },
  ]);
  const again = { state: 'DONE', rowsUnchanged: 1, rowsWritten: 0, rowsFailed: 0 };
  expect(await imported(world, mall, 'OFFER', sheet, false)).toMatchObject(again);
  for (const format of ['csv', 'xlsx'] as const) {
    const given = await exported(world, mall, `offers.${format}`);
    const bytes = format === 'csv' ? given.body : given.rawPayload;
    expect(await imported(world, mall, 'OFFER', bytes, false)).toMatchObject(again);
  }
  const other = await imported(
    world,
    mall,
    'OFFER',
    await sheetOf([row({ 自编号: 'H-1', ...said, 适用条件: '年满60周岁' })]),
    false,
  );
  expect(other).toMatchObject({ rowsDifferent: 1 });
  expect(other.issues.nodes[0]?.message).toContain('适用条件');
});

test('what is wrong with them is told of their cells', async () => {
  const { world, mall } = await started();
  await using _ = world;
  const wrong = [
    ...['六十岁以上', '全部（年满60周岁', '全部（）', '职业：', '居住地：慈溪', '全部（年满60周岁；；年满3周岁）'],
    ...['年满60未满50周岁', '职业：occupation.none', `居住地：area_${'0'.repeat(32)}`, '年满200周岁'],
  ];
  const rows = wrong.map((text, i) => row({ 自编号: `A-${i}`, 适用条件: text }));
  const bring = row({ 自编号: 'B-1', 适用条件: '年满60周岁', 办事材料: '户口簿；户口簿' });
  for (const dryRun of [true, false]) {
    const job = await imported(world, mall, 'OFFER', await sheetOf([...rows, bring]), dryRun);
    expect((await seen(mall, job.id)).issues.nodes.map(({ column, code }) => `${column ?? ''} ${code}`)).toEqual([
      ...Array<string>(6).fill('适用条件 WRONG_CONDITION'),
      ...Array<string>(4).fill('适用条件 REFUSED'),
      '办事材料 REFUSED',
    ]);
  }
});
