/** The vocabularies that are shipped as data (data/terms), and how a database comes to have them (docs/decisions/0054). */
import { readdirSync, readFileSync } from 'node:fs';
import { isDay } from '../domain/calendar.ts';
import { namedId } from './named-id.ts';
import { readTable } from './reference-table.ts';

const FOLDER = new URL('../../data/terms/', import.meta.url);

interface ShippedTerm {
  readonly id: string;
  readonly scheme: string;
  readonly code: string;
  readonly labelZh: string;
  readonly labelEn: string;
  readonly rank: number;
  readonly until: string | null;
  readonly source: string | null;
}

/** Runs one statement of the loader and gives its rows. */
export type Query = (text: string, values: readonly unknown[]) => Promise<unknown[]>;

/** All terms of all files. Throws where a line is none, or a code stands twice. */
export function readTerms(): ShippedTerm[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.csv'));
  const terms = files.sort().flatMap((file) => readVocabulary(file, readFileSync(new URL(file, FOLDER), 'utf8')));
  const codes = new Set<string>();
  for (const { code } of terms) {
    if (codes.has(code)) throw new Error(`data/terms: the code ${code} stands twice`);
    codes.add(code);
  }
  return terms;
}

/** The terms of one file, whose name is that of the scheme: `place-kind.csv` for `PLACE_KIND`. */
export function readVocabulary(file: string, text: string): ShippedTerm[] {
  const scheme = file
    .replace(/\.csv$/, '')
    .replaceAll('-', '_')
    .toUpperCase();
  return readTable(`data/terms/${file}`, text, ['code', 'zh', 'en', 'until', 'source']).map((line, i) => {
    const { code, zh, en, until, source } = line;
    if (code === '' || zh === '' || en === '' || !(until === '' || isDay(until))) {
      throw new Error(`data/terms/${file}, line ${i + 2}: "${Object.values(line).join(',')}" is no term`);
    }
    const rest = { rank: i + 1, until: until || null, source: source || null };
    return { id: namedId('term', code), scheme, code, labelZh: zh, labelEn: en, ...rest };
  });
}

const OF_ANOTHER = `
select t.code from directory.term t join json_to_recordset($1::json) as g(code text, scheme text) on g.code = t.code
where t.scheme <> g.scheme`;

const LOAD = `
insert into directory.term as t (id, scheme, code, label_zh, label_en, rank, until, source)
select id, scheme, code, "labelZh", "labelEn", rank, until, source from json_to_recordset($1::json)
  as g(id uuid, scheme text, code text, "labelZh" text, "labelEn" text, rank integer, until date, source text)
on conflict (code) do update
  set label_zh = excluded.label_zh, label_en = excluded.label_en, rank = excluded.rank, until = excluded.until, source = excluded.source
  where (t.label_zh, t.label_en, t.rank, t.until, t.source)
    is distinct from (excluded.label_zh, excluded.label_en, excluded.rank, excluded.until, excluded.source)
returning id`;

/**
 * Loads the terms, once however often it is called: those that are new, and what was put right in those that are there. None
 * is taken away. Throws where a code is that of another vocabulary in the database. Returns how many are new or changed.
 */
export async function loadTerms(query: Query, terms: readonly ShippedTerm[] = readTerms()): Promise<number> {
  const given = JSON.stringify(terms);
  const taken = (await query(OF_ANOTHER, [given])) as readonly { readonly code: string }[];
  if (taken.length > 0) {
    throw new Error(`terms of another vocabulary in this database: ${taken.map(({ code }) => code).join(', ')}`);
  }
  return (await query(LOAD, [given])).length;
}
