/** Vocabularies, as acts of every module ask them (docs/decisions/0054). */
import { dayInChina } from '../domain/calendar.ts';
import type { Act } from './act.ts';

/** Those of the codes under which something new may be filed today, of any of the vocabularies. */
export async function termsInUse(
  act: Act,
  schemes: readonly string[],
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await act.run<{ code: string }>(
    'select code from rights.terms_in_use($1::text[], $2::text[], $3::date) as code',
    [schemes, codes, dayInChina(act.now)],
  );
  return new Set(found.map(({ code }) => code));
}

export async function isTermInUse(act: Act, scheme: string, code: string): Promise<boolean> {
  return (await termsInUse(act, [scheme], [code])).has(code);
}
