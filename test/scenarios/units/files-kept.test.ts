import { describe, expect, test } from '@jest/globals';
import {
  AuditOfDocument,
  CancelUnitImportDocument,
  DeleteFileDocument,
  FileSeenDocument,
  FilesOfUnitDocument,
  ImportUnitsDocument,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld } from '../../support/world.ts';
import { stranger } from '../people/posting.ts';
import { asked, filled, runImports, seen, sent, taken } from './sheets.ts';
import { there } from '../story.ts';

const CSV = '单位名称,单位类型\n甲,村\n';

async function started() {
  const world = await createWorld();
  return { world, ...(await world.alliance('五色', 'street', 'mall')) };
}

describe('what a unit keeps', () => {
  test('is so many bytes at most; what is past its day counts no more, and what is sent again is told again', async () => {
    const { world, street, mall } = await started();
    await using _ = world;
    const size = await filled(world, street);
    const headers = { 'idempotency-key': 'mine' };
    const last = Buffer.alloc(size, 'a');
    const { id, status } = await sent(world, street, '尾.txt', last, { headers });
    expect(status).toBe(201);
    const full = await sent(world, street, '名单.csv', CSV);
    expect([full.status, JSON.parse(full.body)]).toMatchObject([
      413,
      {
        errors: [
          {
            message: expect.stringContaining('come to 64.0 MB of 64.0 MB: there is room for 0 B, and not for 34 B.'),
            extensions: {
              code: 'NOT_ENOUGH_LEFT',
              id: street.unitId,
              requested: { value: '34', unit: 'B' },
              remaining: { value: '0', unit: 'B' },
            },
          },
        ],
      },
    ]);
    // Told before any of it was read.
    expect(await world.sql('select from data.file_part where length(bytes) < 1000')).toEqual([]);
    const inChinese = await sent(world, street, '名单.csv', CSV, { headers: { 'accept-language': 'zh-CN' } });
    expect(inChinese.body).toContain('至多可存 64.0 MB，余 0 B，存不下 34 B');
    expect(await sent(world, street, '尾.txt', last, { headers })).toMatchObject({ status: 200, id });
    expect((await sent(world, mall, '名单.csv', CSV)).status).toBe(201);
    world.clock.pass({ days: 10 });
    expect((await sent(world, street, '名单.csv', CSV)).status).toBe(201);
  });
});

describe('the files that a unit keeps', () => {
  const kept = async (
    who: Actor,
    of: Actor,
    options: { filter?: object; order?: 'NEWEST' | 'OLDEST' | 'LARGEST' } = {},
  ) => there((await who.ask(FilesOfUnitDocument, { id: of.unitId, ...options })).unit);
  const idsIn = ({ files }: Awaited<ReturnType<typeof kept>>) => files.nodes.map(({ id }) => id);

  test('are listed for who acts for it, with what they come to and what they may', async () => {
    const { world, street, mall } = await started();
    await using _ = world;
    const list = (await sent(world, street, '名单.csv', CSV)).id;
    const notes = (await sent(world, street, '说明.txt', '说明')).id;
    const shared = (
      await sent(world, street, '名单.csv', `${CSV}乙,村\n`, { query: { audience: 'ALLIANCE', days: '1' } })
    ).id;
    await sent(world, mall, '名单.csv', CSV);
    const all = await kept(street, street);
    expect(idsIn(all)).toEqual([shared, notes, list]);
    const [ofList, ofNotes, ofShared] = [CSV, '说明', `${CSV}乙,村\n`].map((text) => Buffer.byteLength(text));
    const limit = 64 * 1024 * 1024;
    const usage = { bytes: there(ofList) + there(ofNotes) + there(ofShared), limit };
    expect(all).toMatchObject({ files: { totalCount: 3 }, filesUsage: usage });
    expect(idsIn(await kept(street, street, { filter: { mediaType: ['text/csv'] }, order: 'OLDEST' }))).toEqual([
      list,
      shared,
    ]);
    expect(idsIn(await kept(street, street, { order: 'LARGEST' }))).toEqual([shared, list, notes]);
    // Who sees one of them sees no list, and not how much there is.
    for (const other of [mall, await stranger(world)]) {
      expect(await kept(other, street)).toEqual({ files: { totalCount: 0, nodes: [] }, filesUsage: null });
    }
    const { data } = await world.ask(FilesOfUnitDocument, { id: street.unitId });
    expect(data?.unit).toEqual({ files: { totalCount: 0, nodes: [] }, filesUsage: null });
    world.clock.pass({ days: 1 });
    expect(await kept(street, street)).toMatchObject({
      ...{ files: { totalCount: 2 }, filesUsage: { ...usage, bytes: usage.bytes - there(ofShared) } },
    });
  });

  test('are deleted by who acts for it: the bytes are gone at once, there is room again, and it is on record', async () => {
    const { world, street, mall } = await started();
    await using _ = world;
    const size = await filled(world, street);
    const { id } = await sent(world, street, '尾.txt', Buffer.alloc(size, 'a'), { query: { audience: 'ALLIANCE' } });
    expect((await sent(world, street, '名单.csv', CSV)).body).toContain('deleteFile');
    expect(await mall.refused(DeleteFileDocument, { fileId: id })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await mall.withoutHat().refused(DeleteFileDocument, { fileId: id })).toMatchObject({ code: 'NOT_FOUND' });
    const done = await street.do(DeleteFileDocument, { fileId: id }, 'mine');
    const usage = { bytes: 64 * 1024 * 1024 - size, limit: 64 * 1024 * 1024 };
    expect(done).toMatchObject({ replayed: false, unit: { filesUsage: usage } });
    const again = await street.do(DeleteFileDocument, { fileId: id }, 'mine');
    expect(again).toMatchObject({ replayed: true, unit: { id: street.unitId } });
    expect(await street.refused(DeleteFileDocument, { fileId: id })).toMatchObject({ code: 'NOT_FOUND' });
    for (const who of [street, mall]) {
      expect(there(await who.ask(FileSeenDocument, { id }))).toEqual({ file: null });
      expect((await taken(world, who, id)).statusCode).toBe(404);
    }
    expect(await world.sql('select from data.file_part')).toEqual([]);
    const { auditEntries } = await street.ask(AuditOfDocument, { subjectId: id });
    expect(auditEntries?.nodes.map(({ action }) => action).sort()).toEqual(['file:added', 'file:deleted']);
    expect((await sent(world, street, '名单.csv', CSV)).status).toBe(201);
    expect(await street.refused(ImportUnitsDocument, { fileId: id, dryRun: true })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('stay while an import that is open goes by them, and the refusal says which and what to do', async () => {
    const { world, street } = await started();
    await using _ = world;
    const { id } = await sent(world, street, '名单.csv', `${CSV},村\n`);
    const job = await asked(street, id);
    const refusal = { code: 'INVALID_INPUT', path: ['input', 'fileId'], message: expect.stringContaining(job.id) };
    expect(await street.refused(DeleteFileDocument, { fileId: id })).toMatchObject(refusal);
    await runImports(world);
    const { correctedFile, version } = await seen(street, job.id);
    for (const fileId of [id, there(correctedFile).id]) {
      expect(await street.refused(DeleteFileDocument, { fileId })).toMatchObject({
        ...{ ...refusal, message: expect.stringMatching(/is checked.*cancelUnitImport/) },
      });
    }
    await street.do(CancelUnitImportDocument, { importId: job.id, expectedVersion: version });
    for (const fileId of [id, there(correctedFile).id]) await street.do(DeleteFileDocument, { fileId });
    expect(await seen(street, job.id)).toMatchObject({ state: 'CANCELLED', correctedFile: null });
    expect((await kept(street, street)).filesUsage?.bytes).toBe(0);
  });
});
