/** Vocabularies, as acts of every module ask them (docs/decisions/0054). */
import { dayInChina } from '../domain/calendar.ts';
import { RefusalError } from '../domain/errors.ts';
import type { Act } from './act.ts';
import type { Question } from './statement.ts';

/** Those of the codes under which something new may be filed today, of any of the vocabularies. */
export async function termsInUse(
  act: Act,
  schemes: readonly string[],
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  const { text, values } = askedOfTerms(act.now, schemes, codes);
  const found = await act.run<{ code: string }>(text, values);
  return new Set(found.map(({ code }) => code));
}

/** What an act that begins at that instant asks of them, to be sent ahead. */
export const askedOfTerms = (now: Date, schemes: readonly string[], codes: readonly string[]): Question => ({
  text: 'select code from rights.terms_in_use($1::text[], $2::text[], $3::date) as code',
  values: [schemes, codes, dayInChina(now)],
});

/** By act, what it has asked already: a sheet files many things under few terms. */
const asked = new WeakMap<Act, Map<string, Promise<boolean>>>();

export function isTermInUse(act: Act, scheme: string, code: string): Promise<boolean> {
  const known = asked.get(act) ?? new Map<string, Promise<boolean>>();
  asked.set(act, known);
  const term = `${scheme} ${code}`;
  const answer = known.get(term) ?? termsInUse(act, [scheme], [code]).then((found) => found.has(code));
  known.set(term, answer);
  return answer;
}

/** Throws `INVALID_INPUT` that names the field of the input and the vocabulary. */
export async function mustBeTermInUse(act: Act, field: string, scheme: string, code: string): Promise<void> {
  if (await isTermInUse(act, scheme, code)) return;
  throw RefusalError.invalid(
    ['input', field],
    `没有“${code}”这一取值，请从 terms(filter: { scheme: [${scheme}] }) 中选择。`,
    `There is no term "${code}": choose one of terms(filter: { scheme: [${scheme}] }).`,
  );
}
