/** Files (文件): which kinds are taken, known by their bytes and not by their names, and how large they may be. */

export const LARGEST_FILE = 20 * 1024 * 1024;

/** How much it is, for people. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** For how many days a file is kept unless said, and at most. */
export const FILE_DAYS = { usual: 30, most: 365 } as const;

export const LONGEST_FILE_NAME = 200;

export const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
  text: 'text/plain',
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
} as const;
export type MediaType = (typeof mediaTypes)[keyof typeof mediaTypes];

/** How much of a file is looked at, from either end. */
export const LOOKED_AT = 65_536;

const starts = (bytes: Uint8Array, start: string, at = 0): boolean =>
  Buffer.from(bytes.subarray(at, at + start.length)).toString('latin1') === start;

/**
 * What a file is, by its first and its last bytes; null where it is nothing that is taken. A text is a CSV where its name
 * says so: that cannot be told from its bytes.
 */
export function mediaTypeOf(head: Uint8Array, tail: Uint8Array, name: string): MediaType | null {
  if (starts(head, '%PDF-')) return mediaTypes.pdf;
  if (starts(head, '\x89PNG\r\n\x1a\n')) return mediaTypes.png;
  if (starts(head, '\xff\xd8\xff')) return mediaTypes.jpeg;
  if (starts(head, 'RIFF') && starts(head, 'WEBP', 8)) return mediaTypes.webp;
  // A zip lists what is in it at its end.
  if (starts(head, 'PK\x03\x04')) return Buffer.from(tail).includes('xl/workbook.xml') ? mediaTypes.xlsx : null;
  if (encodingOf(head) === null) return null;
  return name.toLowerCase().endsWith('.csv') ? mediaTypes.csv : mediaTypes.text;
}

type Encoding = 'utf-8' | 'utf-16le' | 'gb18030';

/**
 * The encoding of a text, one of those in which offices write, UTF-16 with its mark; by its beginning, of which the last
 * character may be cut. Null where it is no text.
 */
export function encodingOf(head: Uint8Array): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  // GB 18030 takes nearly anything: control characters tell what is no text at all.
  if (head.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return null;
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
      return encoding;
    } catch {
      continue;
    }
  }
  return null;
}
