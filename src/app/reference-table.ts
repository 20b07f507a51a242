/** The tables of `data/`: lines of fields parted by commas, which no field holds, under a line that names them. */
import { ConfigError } from '../platform/config.ts';

/** Throws `ConfigError` where a line has other fields. */
export function readTable<const C extends string>(
  file: string,
  text: string,
  columns: readonly C[],
): Readonly<Record<C, string>>[] {
  const [head, ...lines] = text.trim().split(/\r?\n/);
  if (head !== columns.join(',')) {
    const wanted = columns.join(',');
    throw new ConfigError([`${file} 第 1 行须为“${wanted}”。 ${file} begins with "${wanted}": write that as line 1.`]);
  }
  return lines.map((line, i) => {
    const fields = line.split(',').map((field) => field.trim());
    const [wanted, found] = [columns.length, fields.length];
    if (found !== wanted) {
      throw new ConfigError([
        `${file} 第 ${i + 2} 行（${line}）有 ${found} 列，须为 ${wanted} 列：${columns.join('、')}；请补全，空的也要有逗号。 ${file}, line ${i + 2}: ${wanted} fields are wanted, "${line}" has ${found}. Write ${columns.join(', ')}, with commas around empty ones.`,
      ]);
    }
    return Object.fromEntries(columns.map((column, n) => [column, fields[n]])) as Record<C, string>;
  });
}
