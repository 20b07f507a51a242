/** Answers of different servers in one form, so that they can be compared for equality. */

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Values that ours nests and PostGraphile spells as columns: field, then entry → column. */
const NESTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  quantity: { value: 'quantity', unit: 'quantityUnit' },
  remaining: { value: 'remaining' },
  period: { start: 'startsAt', end: 'endsAt' },
};

const GLOBAL_ID = /^[a-z]+_([0-9a-f]{32})$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/;
const DECIMAL = /^-?\d+(\.\d+)?$/;

export function common(answer: Json): Json {
  if (Array.isArray(answer)) return answer.map(common);
  if (typeof answer === 'string') return plain(answer);
  if (typeof answer !== 'object' || answer === null) return answer;
  const entries = Object.entries(answer as Record<string, Json>).flatMap(([key, value]): [string, Json][] => {
    const columns = NESTED[key];
    if (columns === undefined || typeof value !== 'object' || value === null) return [[key, common(value)]];
    return Object.entries(value as Record<string, Json>).map(([inner, leaf]) => [
      columns[inner] ?? inner,
      common(leaf),
    ]);
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** An id without its prefix, an instant in UTC, a decimal without trailing zeros. */
function plain(text: string): string {
  const [, hex] = GLOBAL_ID.exec(text) ?? [];
  if (hex !== undefined) return hex;
  if (UUID.test(text)) return text.replaceAll('-', '');
  if (INSTANT.test(text)) return new Date(text).toISOString();
  return DECIMAL.test(text) ? String(Number(text)) : text;
}
