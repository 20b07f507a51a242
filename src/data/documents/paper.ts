/** Paper to write on: pages of A4, the fonts, and where the next thing goes. The only file that knows the library. */
import { once } from 'node:events';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

const { resolve } = createRequire(import.meta.url);
const FONT = '@expo-google-fonts/noto-serif-sc';
const FACES = {
  regular: resolve(`${FONT}/400Regular/NotoSerifSC_400Regular.ttf`),
  bold: resolve(`${FONT}/700Bold/NotoSerifSC_700Bold.ttf`),
} as const;

type Face = keyof typeof FACES;

export interface Style {
  readonly face?: Face;
  readonly size?: number;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** As much of the library's font as is asked here: whether it has a glyph. */
interface WithGlyphs {
  readonly _font: { readonly font: { hasGlyphForCodePoint(code: number): boolean } };
}

const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = { top: 56, bottom: 64, side: 56 };
const WORD = /[\p{Script=Latin}\d]/u;
const INK = '#1a1a1a';
export const GREY = '#666666';

interface About {
  readonly title: string;
  readonly madeAt: Date;
}

export class Paper {
  readonly left = MARGIN.side;
  readonly width = PAGE.width - 2 * MARGIN.side;
  readonly #doc: PDFKit.PDFDocument;
  readonly #bytes: Promise<Uint8Array<ArrayBuffer>>;
  y = MARGIN.top;

  constructor({ title, madeAt }: About) {
    const by = 'Qinlin 亲邻';
    const options: PDFKit.PDFDocumentOptions & { lang: string } = {
      ...{ size: 'A4', margin: 0, bufferPages: true, font: FACES.regular, lang: 'zh-CN', displayTitle: true },
      info: { Title: title, Creator: by, Producer: by, CreationDate: madeAt, ModDate: madeAt },
    };
    this.#doc = new PDFDocument(options);
    const parts: Buffer[] = [];
    this.#doc.on('data', (part: Buffer) => parts.push(part));
    this.#bytes = once(this.#doc, 'end').then(() => new Uint8Array(Buffer.concat(parts)));
  }

  /** How much fits on an empty page. */
  get most(): number {
    return PAGE.height - MARGIN.top - MARGIN.bottom;
  }

  get room(): number {
    return PAGE.height - MARGIN.bottom - this.y;
  }

  turn(): void {
    this.#doc.addPage();
    this.y = MARGIN.top;
  }

  #pick({ face = 'regular', size = 9.5, colour = INK }: Style): void {
    // By its file: under a name of its own the library would read it anew each time.
    this.#doc.font(FACES[face]).fontSize(size).fillColor(colour);
  }

  /** What has no glyph in the font is told by its number, so that nobody takes it for something else, or for nothing. */
  #shown(text: string): string {
    const { font } = (this.#doc as unknown as WithGlyphs)._font;
    return Array.from(text.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, ''), (character) => {
      const code = character.codePointAt(0) ?? 0;
      if (character === '\n' || font.hasGlyphForCodePoint(code)) return character;
      return `〔U+${code.toString(16).toUpperCase().padStart(4, '0')}〕`;
    }).join('');
  }

  heightOf(text: string, width: number, style: Style = {}): number {
    this.#pick(style);
    return this.#doc.heightOfString(this.#shown(text), { width });
  }

  /** As much of a text as goes into that height, and what is left of it. Words stay whole, and some of it always goes. */
  cut(text: string, width: number, height: number, style: Style = {}): readonly [string, string] {
    if (this.heightOf(text, width, style) <= height) return [text, ''];
    const characters = Array.from(text);
    let [fits, over] = [1, characters.length];
    while (over - fits > 1) {
      const middle = Math.floor((fits + over) / 2);
      if (this.heightOf(characters.slice(0, middle).join(''), width, style) <= height) fits = middle;
      else over = middle;
    }
    const isInWord = (at: number): boolean => WORD.test(characters[at - 1] ?? '') && WORD.test(characters[at] ?? '');
    let at = fits;
    while (at > 1 && isInWord(at)) at -= 1;
    if (at === 1) at = fits;
    // The page that is turned is the line feed, or the space.
    return [
      characters.slice(0, at).join(''),
      characters
        .slice(at)
        .join('')
        .replace(/^[ \n]/, ''),
    ];
  }

  /** Where it stays within `most`: what is more was cut before. */
  write(text: string, { x, y, width }: Box, style: Style = {}): void {
    this.#pick(style);
    const { align = 'left' } = style;
    this.#doc.text(this.#shown(text), x, y, { width, align, height: this.most, ellipsis: '…' });
  }

  rectangle({ x, y, width }: Box, height: number, { fill = null as string | null, line = '#999999' } = {}): void {
    this.#doc.rect(x, y, width, height).lineWidth(0.5);
    if (fill === null) this.#doc.stroke(line);
    else this.#doc.fillAndStroke(fill, line);
  }

  rule(x: number, y: number, width: number): void {
    this.#doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.5)
      .stroke('#999999');
  }

  /** At the foot of every page, by its number and how many there are. */
  foot(said: (page: number, of: number) => { readonly left: string; readonly right: string }): void {
    const { count } = this.#doc.bufferedPageRange();
    const y = PAGE.height - MARGIN.bottom + 20;
    const style = { size: 7, colour: GREY };
    for (let page = 0; page < count; page += 1) {
      this.#doc.switchToPage(page);
      const { left, right } = said(page + 1, count);
      this.rule(this.left, y - 6, this.width);
      this.write(left, { x: this.left, y, width: this.width - 90 }, style);
      this.write(right, { x: this.left + this.width - 90, y, width: 90 }, { ...style, align: 'right' });
    }
  }

  done(): Promise<Uint8Array<ArrayBuffer>> {
    this.#doc.end();
    return this.#bytes;
  }
}
