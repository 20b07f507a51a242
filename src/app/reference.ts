/** What `npm run reference` loads beside the holidays: divisions, vocabularies, and the ways to class units. */
import type { Database } from '../data/database.ts';
import { withOwner } from '../data/open.ts';
import { loadAreas } from './areas.ts';
import { loadSchemes } from './classification-schemes.ts';
import { loadTerms, readTerms, type Query } from './terms.ts';

/** Two who load at once wait for each other. */
const LOADING = 0x74_65_72_6d;

/** Loads it, once however often it is called. Returns what was done, in words. */
export async function loadReference(database: Database): Promise<string> {
  const areas = await loadAreas(database);
  const terms = readTerms();
  return withOwner(database, async (client) => {
    await client.query('begin');
    try {
      await client.query('select pg_advisory_xact_lock($1)', [LOADING]);
      const query: Query = async (text, values) => (await client.query<object>(text, [...values])).rows;
      const changed = (await loadTerms(query, terms)) + (await loadSchemes(query));
      await client.query('commit');
      return `${areas}\n术语 ${terms.length} 个，更新 ${changed} 个。 ${terms.length} terms, ${changed} new or changed.`;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  });
}
