/** How documents look: a title, facts, tables whose heads are repeated on every page, and boxes to sign in. */
import { inBoth, type Block, type Column, type PrintedDocument } from '../../domain/document.ts';
import type { Bilingual } from '../../domain/errors.ts';
import { GREY, Paper, type Style } from './paper.ts';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

const GAP = 14;
const PAD = 4;
const LABEL = 108;
const SMALL: Style = { size: 7.5, colour: GREY };
const CELL: Style = { size: 8.5 };
const HEAD: Style = { size: 8.5, face: 'bold' };
const HEADING: Style = { size: 11, face: 'bold' };

/** The next page, where that much does not fit on this one. */
function need(paper: Paper, height: number): void {
  if (height > paper.room) paper.turn();
}

/** Room for less than this is left alone by what goes on from page to page. */
const SOME = 60;

/** What goes onto a page stays whole; what does not begins here, where there is room for some of it. */
const mustTurn = (paper: Paper, height: number, most: number): boolean =>
  height > paper.room && (height <= most || paper.room < SOME);

function title(paper: Paper, { kind, title: about }: PrintedDocument): void {
  const centred = { align: 'center' as const };
  for (const [text, style, after] of [
    [kind.zh, { ...centred, size: 20, face: 'bold' as const }, 0],
    [kind.en, { ...centred, size: 9, colour: GREY }, 8],
    [about, { ...centred, size: 13, face: 'bold' as const }, GAP],
  ] as const) {
    const box = { x: paper.left, y: paper.y, width: paper.width };
    paper.write(text, box, style);
    paper.y += paper.heightOf(text, paper.width, style) + after;
  }
}

/** A label in both languages: Chinese, and English below. */
function label(paper: Paper, { zh, en }: Bilingual, x: number, y: number, width: number, align: Style['align']): void {
  const side = align === undefined ? {} : { align };
  paper.write(zh, { x, y, width }, { ...HEAD, ...side });
  paper.write(en, { x, y: y + paper.heightOf(zh, width, HEAD) - 2, width }, { ...SMALL, size: 6.5, ...side });
}

const labelHeight = (paper: Paper, { zh, en }: Bilingual, width: number): number =>
  paper.heightOf(zh, width, HEAD) - 2 + paper.heightOf(en, width, { ...SMALL, size: 6.5 });

function facts(paper: Paper, { rows }: Of<'FACTS'>): void {
  const width = paper.width - LABEL;
  for (const row of rows) {
    for (let left: string | null = row.value; left !== null;) {
      if (mustTurn(paper, paper.heightOf(left, width - 2 * PAD) + 2 * PAD, paper.most)) paper.turn();
      const [value, rest]: readonly [string, string] = paper.cut(left, width - 2 * PAD, paper.room - 2 * PAD);
      const y = paper.y + PAD;
      paper.write(row.label.zh, { x: paper.left, y, width: 52 }, HEAD);
      paper.write(row.label.en, { x: paper.left + 52, y: y + 1.5, width: LABEL - 52 }, { ...SMALL, size: 6.5 });
      paper.write(value, { x: paper.left + LABEL + PAD, y, width: width - 2 * PAD });
      paper.y += paper.heightOf(value, width - 2 * PAD) + PAD;
      paper.rule(paper.left, paper.y, paper.width);
      left = rest === '' ? null : rest;
    }
  }
  paper.y += GAP;
}

interface Place {
  readonly x: number;
  readonly width: number;
  readonly column: Column;
}

function placesOf({ left, width }: Paper, columns: readonly Column[]): readonly Place[] {
  const all = columns.reduce((total, { share }) => total + share, 0);
  let x = left;
  return columns.map((column) => {
    const place = { x, width: (width * column.share) / all, column };
    x += place.width;
    return place;
  });
}

const alignOf = ({ isNumber }: Column): Style['align'] => (isNumber === true ? 'right' : 'left');

function head(paper: Paper, places: readonly Place[], height: number): void {
  for (const { x, width, column } of places) {
    paper.rectangle({ x, y: paper.y, width }, height, { fill: '#efece6' });
    label(paper, column.label, x + PAD, paper.y + PAD, width - 2 * PAD, alignOf(column));
  }
  paper.y += height;
}

function table(paper: Paper, { heading, columns, rows, none }: Of<'TABLE'>): void {
  const places = placesOf(paper, columns);
  const inner = ({ width }: Place): number => width - 2 * PAD;
  const headHeight = Math.max(...places.map((place) => labelHeight(paper, place.column.label, inner(place)))) + 2 * PAD;
  const cell = (row: readonly string[], i: number): string => row[i] ?? '';
  const heightOf = (row: readonly string[]): number => {
    const all = places.map((place, i) => paper.heightOf(cell(row, i), inner(place), CELL));
    return Math.max(...all) + 2 * PAD;
  };
  const most = paper.most - headHeight;
  const headingHeight = paper.heightOf(inBoth(heading), paper.width, HEADING) + PAD;
  const [first] = rows;
  // A heading never stands alone at the foot of a page.
  const begun = first === undefined ? 0 : heightOf(first);
  need(paper, headingHeight + headHeight + (begun > most - headingHeight ? SOME : begun));
  paper.write(inBoth(heading), { x: paper.left, y: paper.y, width: paper.width }, HEADING);
  paper.y += headingHeight;
  head(paper, places, headHeight);
  for (const row of rows) {
    for (let left: readonly string[] | null = row; left !== null;) {
      const whole = heightOf(left);
      if (mustTurn(paper, whole, most)) {
        paper.turn();
        head(paper, places, headHeight);
      }
      const height = Math.min(whole, paper.room);
      const rest: string[] = [];
      for (const [i, place] of places.entries()) {
        const { x, width, column } = place;
        const said = cell(left, i);
        const [text, more] = height === whole ? [said, ''] : paper.cut(said, inner(place), height - 2 * PAD, CELL);
        rest.push(more);
        paper.rectangle({ x, y: paper.y, width }, height);
        const align = alignOf(column) ?? 'left';
        paper.write(text, { x: x + PAD, y: paper.y + PAD, width: inner(place) }, { ...CELL, align });
      }
      paper.y += height;
      left = rest.every((more) => more === '') ? null : rest;
    }
  }
  if (first === undefined) {
    const height = paper.heightOf(inBoth(none), paper.width, CELL) + 2 * PAD;
    paper.rectangle({ x: paper.left, y: paper.y, width: paper.width }, height);
    paper.write(inBoth(none), { x: paper.left, y: paper.y + PAD, width: paper.width }, { ...CELL, align: 'center' });
    paper.y += height;
  }
  paper.y += GAP;
}

function note(paper: Paper, { text }: Of<'NOTE'>): void {
  for (const said of [text.zh, text.en]) {
    const height = paper.heightOf(said, paper.width, SMALL);
    need(paper, height);
    paper.write(said, { x: paper.left, y: paper.y, width: paper.width }, SMALL);
    paper.y += height;
  }
  paper.y += GAP;
}

const TO_SIGN: readonly Bilingual[] = [
  { zh: '负责人签字', en: 'Signature' },
  { zh: '盖章', en: 'Seal' },
  { zh: '日期', en: 'Date' },
];
const LINE = 26;

/** Two boxes side by side, each with what was signed electronically and room for ink. */
function signatures(paper: Paper, { heading, boxes }: Of<'SIGNATURES'>): void {
  const width = (paper.width - GAP) / 2;
  const inner = width - 4 * PAD;
  const heightOf = ({ unit, lines }: (typeof boxes)[number]): number =>
    paper.heightOf(unit, inner, HEAD) +
    lines.reduce((total, line) => total + paper.heightOf(line, inner, SMALL), 0) +
    TO_SIGN.length * LINE +
    4 * PAD;
  const headingHeight = paper.heightOf(inBoth(heading), paper.width, HEADING) + PAD;
  for (let i = 0; i < boxes.length; i += 2) {
    const pair = boxes.slice(i, i + 2);
    const height = Math.max(...pair.map(heightOf));
    need(paper, height + (i === 0 ? headingHeight : 0));
    if (i === 0) {
      paper.write(inBoth(heading), { x: paper.left, y: paper.y, width: paper.width }, HEADING);
      paper.y += headingHeight;
    }
    for (const [j, { unit, lines }] of pair.entries()) {
      const x = paper.left + j * (width + GAP);
      paper.rectangle({ x, y: paper.y, width }, height);
      let y = paper.y + 2 * PAD;
      for (const [text, style] of [[unit, HEAD], ...lines.map((line) => [line, SMALL] as const)] as const) {
        paper.write(text, { x: x + 2 * PAD, y, width: inner }, style);
        y += paper.heightOf(text, inner, style);
      }
      for (const [k, { zh, en }] of TO_SIGN.entries()) {
        const below = paper.y + height - (TO_SIGN.length - k) * LINE;
        paper.write(`${zh} ${en}：`, { x: x + 2 * PAD, y: below, width: inner }, CELL);
        paper.rule(x + 104, below + 13, width - 104 - 3 * PAD);
      }
    }
    paper.y += height + GAP;
  }
}

function put(paper: Paper, block: Block): void {
  switch (block.kind) {
    case 'FACTS':
      facts(paper, block);
      return;
    case 'TABLE':
      table(paper, block);
      return;
    case 'NOTE':
      note(paper, block);
      return;
    case 'SIGNATURES':
      signatures(paper, block);
  }
}

export function rendered(document: PrintedDocument): Promise<Uint8Array<ArrayBuffer>> {
  const paper = new Paper({ title: `${document.kind.zh} ${document.title}`, madeAt: document.madeAt });
  title(paper, document);
  for (const block of document.blocks) put(paper, block);
  paper.foot((page, of) => ({
    left: document.footer,
    right: `第 ${page} 页 共 ${of} 页 Page ${page} of ${of}`,
  }));
  return paper.done();
}
