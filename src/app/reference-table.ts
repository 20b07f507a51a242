/** The tables of `data/`: lines of fields parted by commas, which no field holds, under a line that names them. */
export function readTable<const C extends string>(
  file: string,
  text: string,
  columns: readonly C[],
): Readonly<Record<C, string>>[] {
  const [head, ...lines] = text.trim().split('\n');
  if (head !== columns.join(',')) throw new Error(`${file} begins with "${columns.join(',')}"`);
  return lines.map((line, i) => {
    const fields = line.split(',').map((field) => field.trim());
    if (fields.length !== columns.length) {
      throw new Error(`${file}, line ${i + 2}: ${columns.length} fields are wanted, "${line}" has ${fields.length}`);
    }
    return Object.fromEntries(columns.map((column, n) => [column, fields[n]])) as Record<C, string>;
  });
}
