/** The ways to class units that are shipped as data: `data/classification-schemes.csv` (docs/decisions/0055). */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { namedId } from './named-id.ts';
import { readTable } from './reference-table.ts';
import type { Query } from './terms.ts';

const FILE = new URL('../../data/classification-schemes.csv', import.meta.url);

const scheme = z.object({
  code: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  zh: z.string().min(1),
  en: z.string().min(1),
  cardinality: z.enum(['ONE', 'MANY']),
  assignedBy: z.enum(['UNIT', 'COORDINATOR']),
  unitKinds: z.string(),
  source: z.string(),
});

type ShippedScheme = Omit<z.infer<typeof scheme>, 'unitKinds' | 'source'> & {
  readonly id: string;
  readonly unitKinds: readonly string[];
  readonly source: string | null;
  readonly rank: number;
};

/** The lines of the list. Throws where one is no scheme. */
export function readSchemes(text: string = readFileSync(FILE, 'utf8')): ShippedScheme[] {
  const columns = ['code', 'zh', 'en', 'cardinality', 'assignedBy', 'unitKinds', 'source'] as const;
  return readTable('data/classification-schemes.csv', text, columns).map((line, i) => {
    const { unitKinds, source, ...rest } = scheme.parse(line);
    const kinds = unitKinds.split(' ').filter((kind) => kind !== '');
    const id = namedId('classificationscheme', rest.code);
    return { ...rest, id, unitKinds: kinds, source: source || null, rank: i + 1 };
  });
}

const LOAD = `
insert into directory.classification_scheme as s (id, code, label_zh, label_en, cardinality, assigned_by, unit_kinds, rank, source)
select id, code, zh, en, cardinality, "assignedBy", "unitKinds", rank, source from json_to_recordset($1::json)
  as g(id uuid, code text, zh text, en text, cardinality text, "assignedBy" text, "unitKinds" text[], rank integer, source text)
on conflict (code) do update
  set label_zh = excluded.label_zh, label_en = excluded.label_en, cardinality = excluded.cardinality,
    assigned_by = excluded.assigned_by, unit_kinds = excluded.unit_kinds, rank = excluded.rank, source = excluded.source
  where (s.label_zh, s.label_en, s.cardinality, s.assigned_by, s.unit_kinds, s.rank, s.source) is distinct from
    (excluded.label_zh, excluded.label_en, excluded.cardinality, excluded.assigned_by, excluded.unit_kinds, excluded.rank, excluded.source)
returning id`;

/** Loads them, once however often it is called. Returns how many are new or changed. */
export async function loadSchemes(query: Query, schemes: readonly ShippedScheme[] = readSchemes()): Promise<number> {
  return (await query(LOAD, [JSON.stringify(schemes)])).length;
}
