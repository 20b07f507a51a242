/**
 * A zip, unpacked here, no further than it says and than is taken, and packed anew without compression: the library that reads
 * it believes other headers than these, and unpacks whatever they promise.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { BadSheetError } from '../../domain/sheet.ts';

/** Unpacked, all in all. A sheet of 50,000 rows has some 20 MB. */
const LARGEST = 128 * 1024 * 1024;
const MOST_ENTRIES = 1_000;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
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

/** Pictures, macros and archives in the archive are not looked at. */
const WANTED = /\.(xml|rels)$/i;

interface Entry {
  readonly name: Buffer;
  readonly data: Buffer;
}

/** The same zip, of what a sheet needs, stored. Throws `BadSheetError` unless each entry unpacks to what it says, and all to no more than is taken. */
export function honestZip(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) throw broken();
  const count = bytes.readUInt16LE(end + 10);
  if (count !== bytes.readUInt16LE(end + 8)) throw broken();
  if (count > MOST_ENTRIES) throw swollen();
  let at = bytes.readUInt32LE(end + 16);
  let left = LARGEST;
  const entries = new Map<string, Entry>();
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw broken();
    if ((bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw broken();
    const name = bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    const key = name.toString('latin1');
    if (entries.has(key)) throw broken();
    if (WANTED.test(key)) {
      const data = unpacked(bytes, at, left);
      left -= data.length;
      entries.set(key, { name, data });
    }
    at += 46 + name.length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return stored([...entries.values()]);
}

/** What is packed under an entry of the directory, where it is no more than `most`. */
function unpacked(bytes: Buffer, entry: number, most: number): Buffer {
  const [method, packed, size, local] = [
    bytes.readUInt16LE(entry + 10),
    bytes.readUInt32LE(entry + 20),
    bytes.readUInt32LE(entry + 24),
    bytes.readUInt32LE(entry + 42),
  ];
  if (size > most) throw swollen();
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL) throw broken();
  const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const data = bytes.subarray(from, from + packed);
  if (data.length !== packed || (method === STORED && packed !== size)) throw broken();
  if (method === STORED) return data;
  if (method !== DEFLATED) throw broken();
  let whole: Buffer;
  try {
    whole = inflateRawSync(data, { maxOutputLength: size + 1 });
  } catch (error) {
    throw error instanceof RangeError ? swollen() : broken();
  }
  if (whole.length !== size) throw broken();
  return whole;
}

/** A zip of the entries as they are. */
function stored(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data } of entries) {
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt32LE(crc32(data), 10);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(data.length, 18);
    about.writeUInt16LE(name.length, 22);
    parts.push(word(LOCAL), about, name, data);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(word(ENTRY), Buffer.from([20, 0]), about, rest, name);
    at += 30 + name.length + data.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, ...directory, word(END), end]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
