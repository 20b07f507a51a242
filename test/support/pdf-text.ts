/** What is written on the pages of a PDF of ours: read back through the tables of its fonts, as a viewer copies it. */
import { inflateSync } from 'node:zlib';
import { there } from '../scenarios/story.ts';

interface PdfObject {
  readonly dictionary: string;
  readonly stream: Buffer | null;
}

function objectsIn(bytes: Buffer): ReadonlyMap<string, PdfObject> {
  const text = bytes.toString('latin1');
  const found = [...text.matchAll(/^(\d+) 0 obj\n/gm)].map(
    ({ 0: head, 1: id = '', index }): readonly [string, PdfObject] => {
      const start = index + head.length;
      const opens = text.indexOf('\nstream\n', start);
      const ends = text.indexOf('\nendobj', start);
      if (opens < 0 || opens > ends) return [id, { dictionary: text.slice(start, ends), stream: null }];
      const dictionary = text.slice(start, opens);
      const [, length = '0'] = /\/Length (\d+)/.exec(dictionary) ?? [];
      const raw = bytes.subarray(opens + 8, opens + 8 + Number(length));
      return [id, { dictionary, stream: dictionary.includes('/FlateDecode') ? inflateSync(raw) : raw }];
    },
  );
  return new Map(found);
}

/** By the number of a glyph, what it stands for. */
function glyphsOf(table: string): ReadonlyMap<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, start = '', list = ''] of table.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[(.*?)\]/g)) {
    for (const [i, [, codes = '']] of [...list.matchAll(/<([0-9a-f ]*)>/g)].entries()) {
      const units = codes.replaceAll(' ', '').match(/.{4}/g) ?? [];
      glyphs.set(
        Number.parseInt(start, 16) + i,
        String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16))),
      );
    }
  }
  return glyphs;
}

/** The text of each page, a line for each that is written in one go. */
export function pagesOfPdf(bytes: Buffer): readonly string[] {
  const objects = objectsIn(bytes);
  const all = [...objects.values()];
  const named = (dictionary: string, name: string): PdfObject =>
    there(objects.get(there(dictionary.split(`/${name} `)[1]?.split(' ')[0])));
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  for (const { dictionary } of all) {
    for (const [, font = '', id = ''] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const { stream } = named(there(objects.get(id)).dictionary, 'ToUnicode');
      fonts.set(font, glyphsOf(there(stream).toString('latin1')));
    }
  }
  const [, kids = ''] =
    /\/Kids \[(.*?)\]/.exec(there(all.find(({ dictionary }) => dictionary.includes('/Kids'))).dictionary) ?? [];
  return [...kids.matchAll(/(\d+) 0 R/g)].map(([, id = '']) => {
    const { stream } = named(there(objects.get(id)).dictionary, 'Contents');
    let font: ReadonlyMap<number, string> = new Map();
    const lines: string[] = [];
    for (const [, face, shown] of there(stream)
      .toString('latin1')
      .matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ/g)) {
      if (face !== undefined) font = there(fonts.get(face));
      if (shown === undefined) continue;
      const codes = [...shown.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
      lines.push(codes.map((code) => font.get(Number.parseInt(code, 16)) ?? '?').join(''));
    }
    return lines.join('\n');
  });
}

/** All of it in one, without white space, by which lines are broken. */
export const textOfPdf = (bytes: Buffer): string => pagesOfPdf(bytes).join('').replaceAll(/\s/g, '');
