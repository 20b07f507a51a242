/** What a zip holds, looked at before anybody unpacks it: one that swells, or lies about its size, is refused. */
import { inflateRawSync } from 'node:zlib';
import { BadSheetError } from '../../domain/sheet.ts';

/** Unpacked, all in all. A sheet of 50,000 rows has some 20 MB. */
const LARGEST = 128 * 1024 * 1024;
const MOST_ENTRIES = 1_000;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

const swollen = (): BadSheetError =>
  new BadSheetError(
    '文件解压后过大，不予读取；请只保留需要的工作表。',
    'The file unpacks to too much and is not read: keep the sheet that is needed.',
  );

const broken = (): BadSheetError =>
  new BadSheetError(
    '文件已损坏或已加密，请重新保存为不带密码的 .xlsx。',
    'The file is broken or encrypted: save it anew as .xlsx without a password.',
  );

/** Throws `BadSheetError` unless each entry unpacks to what it says, and all of them to no more than is taken. */
export function mustBeHonest(bytes: Buffer): void {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) throw broken();
  const count = bytes.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw swollen();
  let at = bytes.readUInt32LE(end + 16);
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw broken();
    if ((bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw broken();
    const size = bytes.readUInt32LE(at + 24);
    total += size;
    if (total > LARGEST) throw swollen();
    mustUnpackTo(bytes, at, size);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

function mustUnpackTo(bytes: Buffer, entry: number, size: number): void {
  const [method, packed, local] = [
    bytes.readUInt16LE(entry + 10),
    bytes.readUInt32LE(entry + 20),
    bytes.readUInt32LE(entry + 42),
  ];
  if (local + 30 > bytes.length) throw broken();
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const data = bytes.subarray(from, from + packed);
  if (data.length !== packed) throw broken();
  if (method === STORED) {
    if (packed !== size) throw broken();
    return;
  }
  if (method !== DEFLATED) throw broken();
  let unpacked: Buffer;
  try {
    unpacked = inflateRawSync(data, { maxOutputLength: size + 1 });
  } catch (error) {
    throw error instanceof RangeError ? swollen() : broken();
  }
  if (unpacked.length !== size) throw broken();
}
