import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { FileTooLargeError } from '../../../src/data/files.ts';
import { forgetOldFiles } from '../../../src/data/old-files.ts';
import { LARGEST_FILE } from '../../../src/domain/file.ts';
import { AuditOfDocument, FileSeenDocument } from '../../generated/operations.ts';
import { createWorld, type World } from '../../support/world.ts';
import { stranger } from '../people/posting.ts';
import { someUnit } from '../people/relation-steps.ts';
import { rowsIn, sent, sheetOf, taken } from './sheets.ts';
import { there } from '../story.ts';

const CSV = '单位名称,单位类型\n甲,村\n';

async function started() {
  const world = await createWorld();
  return { world, ...(await world.alliance('五色', 'street', 'mall')) };
}

const codesIn = (body: string): unknown =>
  (JSON.parse(body) as { errors: { extensions: { code: string } }[] }).errors.map(({ extensions }) => extensions.code);

describe('a file', () => {
  test('is kept as it came, and is told by its bytes and not by its name', async () => {
    const { world, street } = await started();
    await using _ = world;
    // More than one part, and nothing that could be compressed.
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), randomBytes(600_000)]);
    const kinds = [
      ['照片.txt', png, 'image/png'],
      ['名单.csv', CSV, 'text/csv'],
      ['名单.csv', Buffer.from([0xb5, 0xa5, 0xce, 0xbb]), 'text/csv'],
      ['名单', CSV, 'text/plain'],
      ['协议.pdf', '%PDF-1.7 …', 'application/pdf'],
      ['名单.bin', await sheetOf([]), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ] as const;
    for (const [name, bytes, mediaType] of kinds) {
      const { status, id } = await sent(world, street, name, bytes);
      expect(status).toBe(201);
      const { file } = await street.ask(FileSeenDocument, { id });
      expect(file).toMatchObject({ name, mediaType, size: Buffer.from(bytes).length, owner: { id: street.unitId } });
      const response = await taken(world, street, id);
      expect(response.statusCode).toBe(200);
      expect(response.rawPayload.equals(Buffer.from(bytes))).toBe(true);
      expect(response.headers).toMatchObject({
        'content-type': mediaType,
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
        'content-disposition': expect.stringMatching(/^attachment; filename="[ -~]*"; filename\*=UTF-8''[\w%.~-]+$/),
        etag: `"${there(file).sha256}"`,
      });
      expect(decodeURIComponent(String(response.headers['content-disposition']))).toContain(name);
      const { auditEntries } = await street.ask(AuditOfDocument, { subjectId: id });
      expect(auditEntries?.nodes).toMatchObject([{ action: 'file:added' }]);
    }
  });

  test.each([
    ['nothing', ''],
    ['a program', '\x7fELF\x02\x01\x01\x00'],
    ['an encrypted sheet or an old one', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['a zip that is no sheet', 'PK\x03\x04 and so on'],
    ['a picture that can hold scripts, as a program', 'GIF89a\x00\x01'],
  ])('that is %s is not taken', async (_what, bytes) => {
    const { world, street } = await started();
    await using _ = world;
    const { status, body } = await sent(world, street, '名单.xlsx', Buffer.from(bytes, 'latin1'));
    expect([status, codesIn(body)]).toEqual([415, ['UNSUPPORTED_MEDIA_TYPE']]);
    for (const table of ['data.file', 'data.file_part']) expect(await world.sql(`select from ${table}`)).toEqual([]);
  });

  test('of more than 20 MB is not taken, whatever its head says', async () => {
    const { world, street } = await started();
    await using _ = world;
    const large = Buffer.alloc(LARGEST_FILE + 1, 'a');
    const { status, body } = await sent(world, street, '大.txt', large);
    expect([status, codesIn(body)]).toEqual([413, ['PAYLOAD_TOO_LARGE']]);
    const inPieces = async function* () {
      await Promise.resolve();
      for (let piece = 0; piece < 3; piece += 1) yield large.subarray(0, LARGEST_FILE / 2);
    };
    const write = world.exchange.files.write(world.id('file'), inPieces(), world.clock.now());
    await expect(write).rejects.toThrow(FileTooLargeError);
    expect(await world.sql('select from data.file_part')).toEqual([]);
    expect((await sent(world, street, '大.txt', large.subarray(1))).status).toBe(201);
  });

  test.each([
    [{ name: '' }, 'name'],
    [{ name: '../秘密' }, 'name'],
    [{ days: '366' }, 'days'],
    [{ days: 'x' }, 'days'],
    [{ audience: 'PUBLIC' }, 'audience'],
    [{ audience: '' }, 'audience'],
  ])('with %j is refused, and nothing of it is written', async (query, path) => {
    const { world, street } = await started();
    await using _ = world;
    const { status, body } = await sent(world, street, '名单.csv', CSV, { query });
    expect([status, JSON.parse(body)]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'INVALID_INPUT', path: [path] } }] },
    ]);
    expect(await world.sql('select from data.file_part')).toEqual([]);
  });

  test('is told all at once what is wrong with what is said of it, also where it is said twice', async () => {
    const { world, street } = await started();
    await using _ = world;
    const url = '/files?name=a&name=b&days=0&audience=EVERYBODY';
    const response = await world.inject({ method: 'POST', url, headers: street.headers, payload: CSV });
    const { errors } = response.json<{ errors: { extensions: { path: string[] } }[] }>();
    expect([response.statusCode, errors.map(({ extensions }) => extensions.path)]).toEqual([
      400,
      [['name'], ['days'], ['audience']],
    ]);
  });

  test('is sent once for its key', async () => {
    const { world, street } = await started();
    await using _ = world;
    const headers = { 'idempotency-key': 'mine' };
    const first = await sent(world, street, '名单.csv', CSV, { headers });
    expect(await sent(world, street, '名单.csv', CSV, { headers })).toMatchObject({ status: 200, id: first.id });
    const other = await sent(world, street, '名单.csv', `${CSV}乙,村\n`, { headers });
    expect([other.status, codesIn(other.body)]).toEqual([409, ['IDEMPOTENCY_KEY_REUSED']]);
    // Neither is kept beside it, to be counted nowhere.
    expect(await world.sql('select from data.file_part')).toHaveLength(1);
    expect((await taken(world, street, first.id)).body).toBe(CSV);
  });
});

describe('whose file it is', () => {
  const seenBy = async (world: World, who: Parameters<typeof taken>[1], id: string): Promise<boolean> => {
    const { file } = await who.ask(FileSeenDocument, { id });
    const { statusCode } = await taken(world, who, id);
    expect(statusCode).toBe(file === null ? 404 : 200);
    return file !== null;
  };

  test('decides who sees and downloads it: its unit, or the members of the alliance under the hat', async () => {
    const { world, street, mall } = await started();
    await using _ = world;
    const { otherStreet } = await world.alliance('别的联盟', 'otherStreet');
    const app = await world.people.app(there(street.unit), await redOf(world));
    const own = (await sent(world, street, '名单.csv', CSV)).id;
    const shared = (await sent(world, street, '名单.csv', CSV, { query: { audience: 'ALLIANCE' } })).id;
    for (const [who, ofOwn, ofShared] of [
      [street, true, true],
      [street.withoutHat(), true, true],
      [mall, false, true],
      [mall.withoutHat(), false, false],
      [otherStreet, false, false],
      [app, false, false],
    ] as const) {
      expect([await seenBy(world, who, own), await seenBy(world, who, shared)]).toEqual([ofOwn, ofShared]);
    }
    const anonymous = await world.inject({ method: 'GET', url: `/files/${shared}` });
    expect(anonymous.statusCode).toBe(401);
    expect((await world.inject({ method: 'POST', url: '/files', payload: CSV })).statusCode).toBe(401);
    expect((await taken(world, street, 'file_1')).statusCode).toBe(400);
  });

  test('is a unit: who acts for none, or not in that alliance, is refused before any of it is written', async () => {
    const { world, street } = await started();
    await using _ = world;
    const app = await world.people.app(there(street.unit), await redOf(world));
    const outsider = await someUnit(world, '局外单位');
    const nobody = await stranger(world);
    const toMembers = { query: { audience: 'ALLIANCE' } };
    for (const [who, options, code] of [
      [app, {}, 'FORBIDDEN'],
      [nobody, {}, 'FORBIDDEN'],
      [outsider, toMembers, 'NOT_A_MEMBER'],
      [street.wearing({ 'x-acting-unit': outsider.unitId }), {}, 'HAT_REQUIRED'],
    ] as const) {
      const { status, body } = await sent(world, who, '名单.csv', CSV, options);
      expect([status, codesIn(body)]).toEqual([403, [code]]);
    }
    expect(await world.sql('select from data.file_part')).toEqual([]);
    expect(await world.sql("select from data.idempotency where mutation = 'uploadFile'")).toEqual([]);
  });

  test('until its day is past; then its bytes are forgotten, and those of uploads that broke off', async () => {
    const { world, street } = await started();
    await using _ = world;
    const { id } = await sent(world, street, '名单.csv', CSV, { query: { days: '1' } });
    // Whoever took it fell over.
    await world.sql("insert into data.file_part values (gen_random_uuid(), 0, 'x', $1)", [world.clock.now()]);
    const parts = () => world.sql('select from data.file_part');
    const forget = () =>
      forgetOldFiles({ query: async (text, values) => ({ rows: await world.sql(text, values) }) }, world.clock.now());
    expect(await forget()).toBe(0);
    expect(await parts()).toHaveLength(2);
    world.clock.pass({ hours: 2 });
    expect(await forget()).toBe(1);
    expect(await seenBy(world, street, id)).toBe(true);
    world.clock.pass({ hours: 22 });
    expect(await seenBy(world, street, id)).toBe(false);
    expect(await forget()).toBe(1);
    expect(await parts()).toEqual([]);
  });
});

test('the template is for everybody: headings, drop-downs and a sheet of explanations', async () => {
  const { world } = await started();
  await using _ = world;
  const response = await world.inject({ method: 'GET', url: '/files/units-template.xlsx' });
  expect(response.statusCode).toBe(200);
  const rows = await rowsIn(response.rawPayload, String(response.headers['content-type']));
  expect(rows).toEqual([['单位名称', '简称', '单位类型', '统一社会信用代码', '党组织代码', '曾用名']]);
});

async function redOf(world: World) {
  const [alliance] = await world.sql<{ id: Parameters<World['people']['app']>[1] }>(
    "select id from directory.alliance where name = '五色'",
  );
  return there(alliance).id;
}
