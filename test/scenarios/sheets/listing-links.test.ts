/** Offers and needs of sheets: from which resource they are served, until when they are open, and under which track. */
import { expect, test } from '@jest/globals';
import { AddTrackDocument, PublishResourceDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { offer, there } from '../story.ts';
import { exported, imported, OFFER_HEADINGS, RESOURCE_HEADINGS, row, seen, sheetOf } from './listing-sheets.ts';

const CLOSES = '2026-11-30 18:00';

async function started() {
  const world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall', 'community');
  const track = { allianceId: alliance.id, code: 't1', name: '服务', colour: '#D7000F', rank: 1 };
  const { id: trackId } = there((await alliance.street.do(AddTrackDocument, track)).track);
  const room = ['R-1', '场地', '一楼广场', '可办市集', '商场一楼', '121.55', '29.87', '', '联盟内', ''];
  await imported(world, alliance.mall, 'RESOURCE', await sheetOf([room], RESOURCE_HEADINGS), false);
  return { world, ...alliance, trackId };
}

test('an offer names its resource by the number of the unit, and is known again however it is written', async () => {
  const { world, mall, trackId } = await started();
  await using _ = world;
  const linked = row({ 自编号: 'H-1', 资源: 'R-1', 截止时间: CLOSES, 赛道: trackId, 可见范围: '联盟内' });
  const done = await imported(world, mall, 'OFFER', await sheetOf([linked]), false);
  expect(done).toMatchObject({ state: 'DONE', rowsWritten: 1, rowsFailed: 0 });
  const stands = await world.sql(
    `select r.name, o.closes_at = '2026-11-30T18:00:00+08:00' as closes, 'track_' || replace(o.track_id::text, '-', '') as track, o.place_name
     from exchange.offer o join exchange.resource r on r.id = o.resource_id`,
  );
  expect(stands).toEqual([{ name: '一楼广场', closes: true, track: trackId, place_name: '商场一楼' }]);
  // As it stands there, as it is exported, and in a sheet of before.
  const again = { state: 'DONE', rowsUnchanged: 1, rowsWritten: 0, rowsFailed: 0 };
  expect(await imported(world, mall, 'OFFER', await sheetOf([linked]), false)).toMatchObject(again);
  const csv = (await exported(world, mall, 'offers.csv')).body;
  expect(csv).toMatch(new RegExp(`,${CLOSES},${trackId},resource_[0-9a-f]{32},,,10,已发布,`));
  expect(await imported(world, mall, 'OFFER', csv, false)).toMatchObject(again);
  const before = OFFER_HEADINGS.slice(0, -5);
  const placed = row({ 自编号: 'H-1', 可见范围: '联盟内', 地点: '商场一楼', 经度: '121.55', 纬度: '29.87' });
  const old = await sheetOf([placed.slice(0, -5)], before);
  expect(await imported(world, mall, 'OFFER', old, false)).toMatchObject(again);
  const other = await imported(
    world,
    mall,
    'OFFER',
    await sheetOf([row({ 自编号: 'H-1', 截止时间: '2026-11-29', 赛道: trackId, 可见范围: '联盟内' })]),
    false,
  );
  expect(other).toMatchObject({ rowsDifferent: 1, rowsWritten: 0 });
  expect(other.issues.nodes[0]?.message).toMatch(/地点.*截止时间.*资源/);
});

test('what is wrong with them is told of their cells', async () => {
  const { world, mall, community, trackId } = await started();
  await using _ = world;
  const about = { kind: 'GOODS', name: '别家的', description: '说明', visibility: 'PUBLIC' } as const;
  const theirs = there((await community.do(PublishResourceDocument, about)).resource).id;
  const sheet = await sheetOf([
    row({ 自编号: 'A-1', 资源: 'R-9' }),
    row({ 自编号: 'A-2', 资源: theirs }),
    row({ 自编号: 'A-3', 截止时间: '明天' }),
    row({ 自编号: 'A-4', 截止时间: '2026-11-20' }),
    row({ 自编号: 'A-5', 赛道: '服务' }),
    row({ 自编号: 'A-6', 赛道: `track_${'0'.repeat(32)}` }),
    row({ 自编号: 'A-7', 赛道: trackId, 可见范围: '仅本单位' }),
    row({ 自编号: 'A-8', 开始时间: '2026-12-01', 结束时间: '2026-12-02', 截止时间: '2026-12-03' }),
  ]);
  for (const dryRun of [true, false]) {
    const job = await imported(world, mall, 'OFFER', sheet, dryRun);
    expect((await seen(mall, job.id)).issues.nodes.map((issue) => [issue.row, issue.column, issue.code])).toEqual([
      [2, '资源', 'UNKNOWN_RESOURCE'],
      [3, '资源', 'UNKNOWN_RESOURCE'],
      [4, '截止时间', 'WRONG_TIME'],
      [5, '截止时间', 'REFUSED'],
      [6, '赛道', 'UNKNOWN_TRACK'],
      [7, '赛道', 'REFUSED'],
      [8, '赛道', 'REFUSED'],
      [9, '截止时间', 'REFUSED'],
    ]);
  }
  expect(await world.sql('select from exchange.offer')).toEqual([]);
});

test('a need has no resource, and is open until its time', async () => {
  const { world, community } = await started();
  await using _ = world;
  const sheet = await sheetOf([row({ 自编号: 'N-1', 截止时间: '2026-11-30', 资源: '不读取' })]);
  const done = await imported(world, community, 'NEED', sheet, false);
  expect(done).toMatchObject({ state: 'DONE', rowsWritten: 1 });
  expect(await world.sql("select closes_at = '2026-12-01T00:00:00+08:00' as closes from exchange.need")).toEqual([
    { closes: true },
  ]);
  expect((await exported(world, community, 'needs.csv')).body).not.toContain('资源');
});

test('a resource that is linked is shown to whoever may see it', async () => {
  const { world, street, mall } = await started();
  await using _ = world;
  const about = { kind: 'GOODS', name: '内部仓库', description: '说明', visibility: 'UNIT' } as const;
  const resourceId = there((await mall.do(PublishResourceDocument, about)).resource).id;
  await offer(mall, { resourceId, visibility: 'ALLIANCE' });
  expect((await exported(world, mall, 'offers.csv')).body).toContain(resourceId);
  const theirs = (await exported(world, street, 'offers.csv', { of: 'ALLIANCE' })).body;
  expect(theirs).toContain(',已发布,');
  expect(theirs).not.toContain(resourceId);
});
