/** `permissions.md` as data. What is written there is not repeated here; what cannot be read there is an error. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `sees`, `mask`, `-`, or the code of an error. */
export type Cell = string;

const TEXT = readFileSync(fileURLToPath(new URL('permissions.md', import.meta.url)), 'utf8');

function section(title: string): string {
  const [, after] = TEXT.split(`\n## ${title}\n`);
  if (after === undefined) throw new Error(`permissions.md has no section "${title}"`);
  return after.split('\n## ')[0] ?? '';
}

/** The rows of the tables of a section, each by the names of its columns. */
export function tableIn(title: string): Record<string, string>[] {
  const tables = section(title)
    .split(/\n(?!\|)/)
    .map((part) => part.split('\n').filter((line) => line.startsWith('|')));
  return tables.flatMap((lines) => {
    const [header = [], , ...rows] = lines.map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim().replaceAll('\\', '')),
    );
    return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
  });
}

const WHO = 'Who may see which class';

/** Cells by class and kind of viewer; where nobody can stand there is none. */
const cells = new Map(
  tableIn(WHO).map(({ class: name = '', ...row }) => [
    name,
    new Map(Object.entries(row).filter(([, cell]) => cell !== '')),
  ]),
);

export const classes: readonly string[] = [...cells.keys()];

export const cellsOf = (name: string): ReadonlyMap<string, Cell> => {
  const row = cells.get(name);
  if (row === undefined) throw new Error(`permissions.md knows no class "${name}"`);
  return row;
};

export function cell(name: string, kind: string): Cell {
  const found = cellsOf(name).get(kind);
  if (found === undefined) throw new Error(`permissions.md does not say what ${kind} sees of "${name}"`);
  return found;
}

/** The classes of fields, by `Type.field`. */
export const fieldClasses: ReadonlyMap<string, string> = readFields(section('The fields of each class'));

function readFields(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of text.split('\n### ').slice(1)) {
    const [name = '', ...rest] = part.split('\n');
    const items = rest.join('\n').split(/^- /m).slice(1);
    for (const item of items) {
      const [type = '', fields = ''] = item.split(':');
      for (const field of fields.split(',')) {
        const path = `${type}.${field.trim()}`;
        const other = found.get(path);
        if (other !== undefined) throw new Error(`permissions.md puts ${path} into "${other}" and into "${name}"`);
        found.set(path, name);
      }
    }
  }
  return found;
}

/**
 * The class a field of a row is of: its own; or where that is a family, that of the family in the state the row is in; or
 * the row's, where the family says nothing of that state.
 */
export function classOf(path: string, rowClass: string): string {
  const name = fieldClasses.get(path);
  if (name === undefined) throw new Error(`${path} has no class: give it one in test/permissions/permissions.md`);
  if (cells.has(name)) return name;
  const inState = name + rowClass.slice(familyOf(rowClass).length);
  return cells.has(inState) ? inState : rowClass;
}

export const familyOf = (name: string): string => name.split(':')[0] ?? name;

/** Names of types, or their endings behind an asterisk, that are of the class of what they hold. */
export const holders: readonly string[] = tableIn('Types that are what they hold').flatMap(({ types = '' }) =>
  types.split(',').map((name) => name.trim()),
);

export const isHolder = (type: string): boolean =>
  holders.some((name) => (name.startsWith('*') ? type.endsWith(name.slice(1)) : name === type));
