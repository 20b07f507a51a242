/** docs/audit.md is enough to verify the chain by: its example has these hashes, and its SQL finds what the command finds. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import {
  ENTRY_COLUMNS,
  entryRecord,
  leafOf,
  sealRecord,
  sha256,
  type Entry,
  type SealFields,
} from '../../../src/data/audit/format.ts';
import { UpdateUnitContactDocument } from '../../generated/operations.ts';
import { there } from '../../scenarios/story.ts';
import { act, audit, sealEverything, unfenced } from '../../support/audit.ts';
import { createWorld } from '../../support/world.ts';

const page = readFileSync(new URL('../../../docs/audit.md', import.meta.url), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text = '']) => text);

/** The values of a record, by the rule of the page alone. */
function valuesOf(record: string): Record<string, string> {
  const [, ...lines] = record.trimEnd().split('\n');
  const values = lines.map((line) => {
    const [, name = '', length = '', value = ''] = /^(\w+) (\d+) (.*)$/.exec(line) ?? [];
    expect(Buffer.byteLength(value)).toBe(Number(length));
    return [name, value] as const;
  });
  return Object.fromEntries(values);
}

/** The entry of a record. */
function entryOf(record: string): Entry {
  const empty = Object.fromEntries(Object.keys(ENTRY_COLUMNS).map((name) => [name, null]));
  return { ...empty, ...valuesOf(record) } as unknown as Entry;
}

test('the example of the page has the records and hashes that stand there', () => {
  const [entryText = '', entryHash = '', sealText = '', sealHash = ''] = blocks('text');
  const entry = entryOf(entryText);
  const seal = valuesOf(sealText) as unknown as SealFields;
  expect(entryRecord(entry)).toBe(entryText);
  expect(sha256(entryText).toString('hex')).toBe(entryHash.trim());
  expect(seal.root).toBe(sha256(leafOf(entry)).toString('hex'));
  expect(sealRecord(seal)).toBe(sealText);
  expect(sha256(sealText).toString('hex')).toBe(sealHash.trim());
});

test('a value that is not there and one that is empty make different records', () => {
  const [text = ''] = blocks('text');
  const entry = { ...entryOf(text), unit_id: null, request_id: '' };
  expect(entryRecord(entry)).toContain('\nrequest_id 0 \n');
  expect(entryRecord(entry)).not.toContain('unit_id');
});

test('no column of the audit is left out', async () => {
  await using world = await createWorld({ isEmpty: true });
  const columns = await world.sql<{ name: string }>(
    "select column_name as name from information_schema.columns where table_schema = 'data' and table_name = 'audit'",
  );
  expect(columns.map(({ name }) => name).sort()).toEqual(Object.keys(ENTRY_COLUMNS).sort());
});

test('the SQL of the page finds nothing in a good chain, and each seal that is not', async () => {
  const [statement = ''] = blocks('sql');
  await using world = await createWorld();
  const { mall } = await world.alliance('五色', 'street', 'mall');
  for (let seal = 0; seal < 4; seal += 1) {
    await act(world, mall);
    await act(world, mall, (act) => {
      act.record('test:done', 'unit', { id: act.unit }, { body: { title: `王“小”\\明\n${seal}`, 十: 1.5 } });
      return Promise.resolve();
    });
    const number = { unitId: mall.unitId, name: `王${seal}`, mobile: '13812345678' };
    await mall.do(UpdateUnitContactDocument, { ...number, expectedVersion: seal === 0 ? null : seal });
    await sealEverything(world);
  }
  const found = async () => (await world.sql<{ no: string }>(statement)).map(({ no }) => no);
  expect(await found()).toEqual([]);
  expect(await audit(world)).toMatchObject({ code: 0, said: expect.stringContaining('12 entries in 4 seals') });
  const [entry] = await world.sql<{ id: string }>('select id from data.audit order by tx, seq offset 4 limit 1');
  await unfenced(world, `update data.audit set request_id = 'other' where id = '${there(entry).id}'`);
  expect(await found()).toEqual(['2']);
  expect((await audit(world)).said).toContain('seal 2, entry');
  await unfenced(world, 'update data.audit_seal set hash = sha256(hash) where no = 3');
  expect(await found()).toEqual(['2', '3', '4']);
  await unfenced(world, 'delete from data.audit');
  expect(await found()).toEqual(['1', '2', '3', '4']);
});
