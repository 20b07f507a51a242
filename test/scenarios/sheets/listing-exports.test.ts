/** Resources, offers and needs into sheets: what who asks may see, harmless to every program, and readable again. */
import { expect, test } from '@jest/globals';
import { honestZip } from '../../../src/data/sheets/zip.ts';
import { mediaTypes } from '../../../src/domain/file.ts';
import { PublishResourceDocument } from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { need, offer, slots, there } from '../story.ts';
import { rowsIn } from '../units/sheets.ts';
import { exported, imported, OFFER_HEADINGS, row, seen, sheetOf } from './listing-sheets.ts';

async function started() {
  const world = await createWorld();
  const alliance = await world.alliance('五色', 'street', 'mall', 'community');
  return { world, ...alliance };
}

const linesOf = (body: string): string[] =>
  body
    .replace(/^\ufeff/, '')
    .split('\r\n')
    .slice(0, -1);

test('an export holds what is one’s own, with numbers as numbers, and is on the record', async () => {
  const { world, mall } = await started();
  await using _ = world;
  await imported(
    world,
    mall,
    'OFFER',
    await sheetOf([row({ 自编号: 'H-1', 数量: '2.5', 说明: '有“引号”,逗号' })]),
    false,
  );
  const id = await offer(mall, { title: '@SUM(1)', description: '-1', visibility: 'UNIT' });
  const csv = await exported(world, mall, 'offers.csv');
  expect(csv.headers).toMatchObject({
    ...{ 'content-type': 'text/csv; charset=utf-8', 'x-content-type-options': 'nosniff' },
    'content-disposition': expect.stringMatching(/^attachment; /),
  });
  expect(csv.body.startsWith('\ufeff')).toBe(true);
  const [head, ...lines] = linesOf(csv.body);
  expect(head).toBe([...OFFER_HEADINGS, '剩余数量', '状态', '所属单位', '发布时间', '标识'].join(','));
  expect(lines).toHaveLength(2);
  // Newest first; no program runs what begins so.
  expect(lines[0]).toMatch(new RegExp(`^${id},space.hall,'@SUM\\(1\\),'-1,1,场,,,,,,,仅本单位,,,,,,,1,已发布,`));
  expect(lines[1]).toMatch(/^H-1,space.hall,大厅,"有“引号”,逗号",2.5,场,,,,,,,公开,,,,,,,2.5,已发布,mall（全称）,/);
  const xlsx = await exported(world, mall, 'offers.xlsx');
  const rows = await rowsIn(xlsx.rawPayload, mediaTypes.xlsx);
  expect(rows[2]?.slice(0, 6)).toEqual(['H-1', 'space.hall', '大厅', '有“引号”,逗号', { number: 2.5 }, '场']);
  expect(
    await world.sql("select body, alliance_id from data.audit where action = 'listing:exported' order by tx, seq"),
  ).toEqual([
    { body: { kind: 'OFFER', format: 'CSV', of: 'UNIT' }, alliance_id: null },
    { body: { kind: 'OFFER', format: 'XLSX', of: 'UNIT' }, alliance_id: null },
  ]);
});

test('of an alliance its coordinators export what they may see, and nobody else does', async () => {
  const { world, street, mall, community } = await started();
  await using _ = world;
  await need(mall, { title: '需要志愿者', placeName: '五联小区3幢402室', category: 'staff.volunteer' });
  await need(mall, { title: '只给自己看', visibility: 'UNIT', category: 'staff.volunteer' });
  await need(mall, {
    title: '公开的',
    visibility: 'PUBLIC',
    category: 'staff.volunteer',
    placeName: '五联小区3幢402室',
  });
  const theirs = await exported(world, street, 'needs.csv', { of: 'ALLIANCE', state: 'PUBLISHED,IN_REVIEW' });
  const lines = linesOf(theirs.body);
  expect(lines.some((line) => line.includes('需要志愿者'))).toBe(true);
  expect(theirs.body).not.toContain('只给自己看');
  const refusal = await exported(world, community, 'needs.csv', { of: 'ALLIANCE' });
  expect(refusal.statusCode).toBe(403);
  expect(refusal.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  const bad = await exported(world, street, 'needs.csv', { of: 'ALL', state: 'X' });
  expect(bad.statusCode).toBe(400);
  const nothing = await exported(world, street, 'beneficiaries.csv');
  expect(nothing.statusCode).toBe(404);
  const nobody = await world.inject({ method: 'GET', url: '/files/exports/needs.csv' });
  expect(nobody.statusCode).toBe(401);
});

test('what a unit exports another one imports', async () => {
  const { world, mall, community } = await started();
  await using _ = world;
  const period = { start: '2026-12-01T09:00:00.000+08:00', end: '2026-12-01T11:30:15.250+08:00' };
  await offer(mall, {
    ...{ title: '-活动厅-', description: '第一行\n“第二行”,完', value: '2.25', visibility: 'ALLIANCE', period },
    ...{ placeName: '商场', location: { longitude: 121.55, latitude: 29.87, crs: 'WGS84' as const } },
  });
  await need(mall, { title: '需要电工', category: 'staff.electrician', visibility: 'PUBLIC' });
  await slots(mall, [{ start: '2026-12-02T09:00:00+08:00', end: '2026-12-02T10:00:00+08:00' }]);
  for (const [kind, path, table] of [
    ['OFFER', 'offers', 'offer'],
    ['NEED', 'needs', 'need'],
    ['RESOURCE', 'resources', 'resource'],
  ] as const) {
    const supply = kind === 'RESOURCE' ? '' : ', l.quantity, l.quantity_unit, l.starts_at, l.ends_at, l.category';
    const title = kind === 'RESOURCE' ? 'name' : 'title';
    const standing = (unit: string | null) =>
      world.sql(
        `select l.${title}, l.description, l.place_name, l.longitude, l.latitude, l.visibility, l.shown_to${supply}
         from exchange.${table} l where l.owner_unit_id = $1`,
        [unit],
      );
    for (const format of ['csv', 'xlsx']) {
      const sheet = await exported(world, mall, `${path}.${format}`);
      expect(sheet.statusCode).toBe(200);
      const bytes = format === 'csv' ? sheet.body : sheet.rawPayload;
      // Its own, it knows; of another unit it is new the first time.
      expect(await imported(world, mall, kind, bytes, false)).toMatchObject({ rowsUnchanged: 1, rowsWritten: 0 });
      const job = await imported(world, community, kind, bytes, false);
      const isFirst = format === 'csv';
      expect(await seen(community, job.id)).toMatchObject({
        ...{ state: 'DONE', rowsFailed: 0, rowsWritten: isFirst ? 1 : 0, rowsUnchanged: isFirst ? 0 : 1 },
      });
    }
    expect(await standing(community.unit)).toEqual(await standing(mall.unit));
  }
});

test('the template lists what the unit may choose', async () => {
  const { world, mall } = await started();
  await using _ = world;
  await world.alliance('“别家”的联盟', 'harbour');
  const given = await world.inject({ method: 'GET', url: '/files/templates/offers.xlsx', headers: mall.headers });
  expect(given.statusCode).toBe(200);
  expect(await rowsIn(given.rawPayload, mediaTypes.xlsx)).toEqual([OFFER_HEADINGS]);
  const markup = honestZip(given.rawPayload).toString('utf8');
  for (const listed of ['五色', 'space.hall', '公开', '平方米', 'GCJ02']) expect(markup).toContain(listed);
  expect(markup).not.toContain('别家');
  // Categories, units of measure, systems, visibilities and alliances; other units and several alliances may be written.
  expect(markup.match(/<dataValidation /g)).toHaveLength(5);
  expect(markup.match(/showErrorMessage="0"/g)).toHaveLength(2);
  const nobody = await world.inject({ method: 'GET', url: '/files/templates/offers.xlsx' });
  expect(nobody.statusCode).toBe(401);
});

/** Moves the clock to ten when the page of that number is asked for. */
function lateAtPage(world: World, page: number): void {
  const { push } = world.statements;
  let asked = 0;
  world.statements.push = (...statements) => {
    asked += 1;
    if (asked === page) world.clock.set('2026-11-21T10:00:00+08:00');
    return push.apply(world.statements, statements);
  };
}

const postEndsAtHalfPastNine = (world: World, { person }: Actor, role: string): Promise<unknown> =>
  world.sql(
    "update directory.post set valid = tstzrange(lower(valid), '2026-11-21T09:30:00+08:00') where person_id = $1 and role = $2",
    [person, role],
  );

async function manyOffers(world: World, actor: Actor, visibility: string): Promise<void> {
  const rows = Array.from({ length: 150 }, (_row, i) => row({ 自编号: `A-${i}`, 可见范围: visibility }));
  await imported(world, actor, 'OFFER', await sheetOf(rows), false);
}

test('a right that ends while a sheet is written ends the sheet', async () => {
  const { world, mall } = await started();
  await using _ = world;
  await manyOffers(world, mall, '仅本单位');
  expect(linesOf((await exported(world, mall, 'offers.csv')).body)).toHaveLength(151);
  await postEndsAtHalfPastNine(world, mall, 'OPERATOR');
  lateAtPage(world, 2);
  // A client is told by its connection: the body has no end.
  const url = await world.listen();
  const csv = await fetch(`${url}/files/exports/offers.csv`, { headers: mall.headers });
  expect(csv.status).toBe(200);
  await expect(csv.text()).rejects.toThrow('terminated');
});

test.each([
  ['offers.csv', 1],
  ['offers.xlsx', 1],
  ['offers.xlsx', 2],
])('a right that ends before anything of %s is sent is a refusal (page %i)', async (name, page) => {
  const { world, mall } = await started();
  await using _ = world;
  await manyOffers(world, mall, '仅本单位');
  await postEndsAtHalfPastNine(world, mall, 'OPERATOR');
  lateAtPage(world, page);
  const refusal = await exported(world, mall, name);
  expect(refusal.statusCode).toBe(403);
  expect(refusal.json()).toMatchObject({ errors: [{ extensions: { code: 'HAT_REQUIRED' } }] });
  expect(refusal.headers).not.toHaveProperty('content-disposition');
  expect(world.log.filter((line) => line.includes('internal error'))).toEqual([]);
});

test('who coordinates no more while a sheet is written gets no sheet that looks whole', async () => {
  const { world, street, mall } = await started();
  await using _ = world;
  await manyOffers(world, mall, '联盟内');
  // Goes on acting for the unit, and seeing what is shown to the alliance.
  await world.people.post(there(street.unit), { person: there(street.person) });
  await postEndsAtHalfPastNine(world, street, 'COORDINATOR');
  lateAtPage(world, 2);
  await expect(exported(world, street, 'offers.csv', { of: 'ALLIANCE' })).rejects.toThrow(
    'destroyed before completion',
  );
  world.clock.set('2026-11-21T09:00:00+08:00');
  lateAtPage(world, 2);
  const xlsx = await exported(world, street, 'offers.xlsx', { of: 'ALLIANCE' });
  expect(xlsx.statusCode).toBe(403);
  expect(xlsx.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
});

test('resources are exported by category, as is said where there are too many', async () => {
  const { world, mall } = await started();
  await using _ = world;
  for (const category of ['space.hall', 'staff.volunteer']) {
    const about = { kind: 'GOODS', name: category, description: '说明', visibility: 'PUBLIC', category } as const;
    await mall.do(PublishResourceDocument, about);
  }
  const names = async (query: Readonly<Record<string, string>>): Promise<number> =>
    linesOf((await exported(world, mall, 'resources.csv', query)).body).length - 1;
  expect(await names({})).toBe(2);
  expect(await names({ category: 'space.hall' })).toBe(1);
  expect(await names({ category: 'space.kitchen' })).toBe(0);
});
