import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { idTypes } from '../../src/domain/kinds.ts';
import { advance, type Machine } from '../../src/domain/lifecycle.ts';
import { machines } from '../../src/domain/machines.ts';

const named = machines.map((machine): [string, Machine<string>] => [idTypes[machine.kind], machine]);

test('every machine that is declared is in the list, and so in the docs, once', () => {
  const domain = fileURLToPath(new URL('../../src/domain/', import.meta.url));
  const sources = readdirSync(domain, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(domain, name), 'utf8'));
  const declared = sources.flatMap((source) => [...source.matchAll(/^export const \w+: Machine<\w+> =/gm)]);
  expect(declared.length).toBe(machines.length);
  expect(new Set(machines.map(({ kind }) => kind)).size).toBe(machines.length);
});

describe.each(named)('the states of %s', (_name, machine) => {
  const states = Object.keys(machine.transitions);

  test('can all be reached from where it starts', () => {
    const reached = new Set(machine.start);
    for (const state of reached) for (const next of machine.transitions[state] ?? []) reached.add(next);
    expect([...reached].sort()).toEqual([...states].sort());
  });

  test('are left only as the machine says', () => {
    for (const from of states) {
      for (const to of states) {
        const move = () => advance(machine, { id: '01a1fcf4-51c2-7434-ac35-165d5f2946a2', state: from }, to, 'match');
        if (machine.transitions[from]?.includes(to) === true) expect(move()).toBe(to);
        else expect(move).toThrow(from === to ? 'ALREADY_DONE' : 'WRONG_STATE');
      }
    }
  });

  test('say of themselves what they are, and to whoever comes too late what to do instead, in both languages', () => {
    for (const state of states) {
      const { is, wayOut } = machine.words[state] ?? {};
      for (const words of [is, wayOut]) {
        expect([state, words?.zh]).toEqual([state, expect.stringMatching(/[一-鿿]/)]);
        expect([state, words?.en]).toEqual([state, expect.stringMatching(/^[^一-鿿]+$/)]);
      }
    }
  });
});
