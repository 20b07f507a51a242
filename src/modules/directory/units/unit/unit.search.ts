/** How units are found by words: in any of their names, in the initials of their pinyin, or as they are read (docs/decisions/0039). */
import type { Scope } from '../../../../read/scope.ts';
import { existsWhere, sql, type Param, type Row, type Sql } from '../../../../read/sql.ts';
import type { FilterValue, Lead } from '../../../../read/view.ts';
import { wordsOf } from '../../../../read/words.ts';

const folded = (words: Param): Sql => sql`directory.fold(${words})`;

/** Whether a name of the unit, or its initials, hold the words, or it is read so from one of its syllables on. */
export function holdsWords(row: Row, words: FilterValue, scope: Scope): Sql {
  scope.weigh(words);
  const own = sql`directory.unit_search s where s.unit_id = ${row.col('id')}`;
  // What does not depend on the row is made once: hence the selects.
  const given = folded(wordsOf(words));
  const [sought, pattern] = [sql`(select ${given})`, sql`(select directory.pinyin_pattern(${given}))`];
  return existsWhere(own, sql`(strpos(s.text, ${sought}) > 0 or s.pinyin ~ ${pattern})`);
}

/** Those that hold the parts of the words, by the index of parts. */
export function searchLead(given: FilterValue): Lead {
  const words = folded(wordsOf(given));
  const parts = sql`directory.grams_sought(${words})`;
  const read = sql`directory.pinyin_sought(${words})`;
  return {
    areMany: sql`(directory.are_common(${parts}) or directory.are_common(${read}))`,
    keys: sql`select s.unit_id from directory.unit_search s where s.grams @> ${parts} or s.grams @> ${read}`,
  };
}
