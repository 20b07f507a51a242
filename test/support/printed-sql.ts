/** SQL for people to read: sql-formatter's lines, with whatever is short put back on one line. */
import { format } from 'sql-formatter';

interface Line {
  readonly text: string;
  readonly below: readonly Line[];
}

const WIDTH = 120;

export function printedSql(text: string): string {
  // A line break inside a string would be taken for one of the layout.
  const onOneLine = text.replaceAll(/\bE'[^']*'/g, (string) => string.replaceAll('\n', String.raw`\n`));
  const lines = format(onOneLine, { language: 'postgresql', expressionWidth: WIDTH }).split('\n');
  return render(paired(tree(lines, 0)), 0).join('\n');
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** What is indented deeper lies below. */
function tree(lines: readonly string[], indent: number): Line[] {
  const found: Line[] = [];
  for (let i = 0; i < lines.length;) {
    const own = lines[i] ?? '';
    const rest = lines.slice(i + 1);
    const next = rest.findIndex((line) => indentOf(line) <= indent);
    const below = next === -1 ? rest : rest.slice(0, next);
    found.push({ text: own.trim(), below: paired(tree(below, indent + 2)) });
    i += 1 + below.length;
  }
  return found;
}

/** A response key and its value stay together. */
function paired(lines: readonly Line[]): Line[] {
  const found: Line[] = [];
  for (const line of lines) {
    const key = found.at(-1);
    if (key !== undefined && /^'[^']*',$/.test(key.text) && key.below.length === 0) {
      found.splice(-1, 1, { text: `${key.text} ${line.text}`, below: line.below });
    } else {
      found.push(line);
    }
  }
  return found;
}

const flat = ({ text, below }: Line): string => [text, ...below.map(flat)].join(' ');

const tidy = (text: string): string => text.replaceAll(/\( /g, '(').replaceAll(/ \)/g, ')');

/** A bracket is what opens it, what is in it and what closes it: on one line where that fits. */
function render(lines: readonly Line[], indent: number): string[] {
  const found: string[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    if (line === undefined) continue;
    const group = [line];
    while (group.at(-1)?.text.endsWith('(') === true && lines[i + 1]?.text.startsWith(')') === true) {
      i += 1;
      group.push(lines[i] ?? line);
    }
    const short = tidy(group.map(flat).join(' '));
    if (indent + short.length <= WIDTH) {
      found.push(' '.repeat(indent) + short);
      continue;
    }
    for (const part of group) found.push(' '.repeat(indent) + part.text, ...render(part.below, indent + 2));
  }
  return found;
}
