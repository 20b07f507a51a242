/**
 * What units are searched by (`directory.unit_search`), made as the functions behind the trigger make it, and many times as
 * fast. Of characters that are two units of UTF-16 there are none here.
 */
import type pg from 'pg';

const BATCH = 5_000;
/** Parts names and spellings, as in the database. */
const BREAK = '\u001F';
/** So many characters of a name that are read in two ways count with both. */
const SPLITS = 3;

/** How characters are read: their initials, and their syllables. */
export interface Readings {
  readonly initials: ReadonlyMap<string, readonly string[]>;
  readonly syllables: ReadonlyMap<string, readonly string[]>;
}

export interface Searched {
  readonly text: string;
  readonly pinyin: string;
  readonly grams: readonly string[];
}

export async function readReadings(client: pg.Client): Promise<Readings> {
  const of = async (sql: string): Promise<Map<string, string[]>> => {
    const { rows } = await client.query<{ character: string; read: string[] }>(sql);
    return new Map(rows.map(({ character, read }) => [character, read]));
  };
  return {
    initials: await of('select character, string_to_array(initials, null) as read from directory.pinyin_initial'),
    syllables: await of('select character, readings as read from directory.pinyin_reading'),
  };
}

const fold = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');

/** All spellings of a name, `before` each of its parts. */
function spellings(name: string, readings: ReadonlyMap<string, readonly string[]>, before: string): string[] {
  let found = [''];
  let splits = 0;
  for (const character of fold(name)) {
    const read = readings.get(character) ?? (/[a-z0-9]/.test(character) ? [character] : []);
    const [first, second] = read;
    if (first === undefined) continue;
    const isSplit = second !== undefined && splits < SPLITS;
    if (isSplit) splits += 1;
    found = [first, ...(isSplit ? [second] : [])].flatMap((one) => found.map((start) => start + before + one));
  }
  return found;
}

function addGrams(line: string, grams: Set<string>): void {
  const longest = /^[a-z0-9]+$/.test(line) ? 3 : 2;
  for (let i = 0; i < line.length; i += 1) {
    for (let end = i + 1; end <= Math.min(i + longest, line.length); end += 1) grams.add(line.slice(i, end));
  }
}

/** From where each syllable begins, behind an apostrophe. */
function addPinyinGrams(line: string, grams: Set<string>): void {
  const letters = line.replaceAll("'", '');
  let from = 0;
  for (const syllable of line.slice(1).split("'")) {
    for (const n of [2, 4, 8]) if (from + n <= letters.length) grams.add(`'${letters.slice(from, from + n)}`);
    from += syllable.length;
  }
}

export function searchedBy(names: readonly string[], { initials, syllables }: Readings): Searched {
  const lines = new Set(names.flatMap((name) => [fold(name), ...spellings(name, initials, '')]));
  const read = new Set(names.flatMap((name) => spellings(name, syllables, "'")));
  for (const all of [lines, read]) all.delete('');
  const [grams, pinyinGrams] = [new Set<string>(), new Set<string>()];
  for (const line of lines) addGrams(line, grams);
  for (const line of read) addPinyinGrams(line, pinyinGrams);
  return {
    text: [...lines].join(BREAK),
    pinyin: [...read].join(BREAK),
    grams: [...grams, ...pinyinGrams],
  };
}

interface Named {
  readonly id: string;
  readonly names: string[];
}

const NEXT = `
select id, array[name, short_name] || former_names as names from directory.unit where id > $1::uuid order by id limit ${BATCH}`;

const ADD = `
insert into directory.unit_search (unit_id, text, pinyin, grams)
select unit_id, text, pinyin, string_to_array(grams, E'\\x1f') from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) s(unit_id, text, pinyin, grams)`;

/** Of all units, a batch made while the one before is written. */
export async function searchUnits(reading: pg.Client, writing: pg.Client): Promise<void> {
  const readings = await readReadings(reading);
  let written: Promise<unknown> = Promise.resolve();
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await reading.query<Named>(NEXT, [last]);
    const end = rows.at(-1)?.id;
    if (end === undefined) break;
    last = end;
    const made = rows.map(({ names }) => searchedBy(names, readings));
    await written;
    written = writing.query(ADD, [
      rows.map(({ id }) => id),
      made.map(({ text }) => text),
      made.map(({ pinyin }) => pinyin),
      made.map(({ grams }) => grams.join(BREAK)),
    ]);
    // Looked at when the next is made, or below.
    written.catch(() => undefined);
  }
  await written;
}
