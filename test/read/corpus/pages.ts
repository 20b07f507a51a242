/** The variables of a document, with the cursors that it takes from a first answer of its own. */
import { expect } from '@jest/globals';
import type { Caller } from '../small-world/callers.ts';
import type { Things } from '../small-world/supply.ts';
import { at, variablesIn, type CorpusDocument, type Variables } from './document.ts';

export async function pagedVariables(
  document: CorpusDocument,
  caller: Caller,
  things: Readonly<Things>,
): Promise<Variables> {
  const given = variablesIn(document, things);
  const pages = Object.entries(document.pages);
  if (pages.length === 0) return given;
  const { data } = await caller.ask(document.text, given);
  const cursors = Object.fromEntries(pages.map(([name, path]) => [name, at(data, path)]));
  for (const name of Object.keys(cursors)) expect(cursors).toHaveProperty(name, expect.any(String));
  return { ...given, ...cursors };
}
