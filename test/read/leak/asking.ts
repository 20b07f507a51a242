/** What each of them is answered to the same question. */
import { everybody, type Askers, type Who } from './people.ts';

/** What each of them is answered, under the path. */
export async function answered(
  askers: Askers,
  query: string,
  variables: object,
  ...path: readonly string[]
): Promise<Record<string, unknown>> {
  const told = everybody.map(async (who) => {
    const { data } = await askers[who](query, variables);
    const found = path.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key] ?? null, data);
    return [who, found] as const;
  });
  return Object.fromEntries(await Promise.all(told));
}

/** One answer for these, another for the rest. */
export function expected(those: readonly Who[], theirs: unknown, others: unknown): Record<string, unknown> {
  return Object.fromEntries(everybody.map((who) => [who, those.includes(who) ? theirs : others]));
}
