/**
 * Nothing waits unseen: each state that is not the end of a thing is one in which somebody is waited for, or it is written
 * down why nobody is. A new state fails here until a module declares what waits in it.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { SCHEMA_FOLDER } from '../../src/app/graph.ts';
import { modules } from '../../src/app/modules.ts';
import { idTypes } from '../../src/domain/kinds.ts';
import type { Machine } from '../../src/domain/lifecycle.ts';
import { machines } from '../../src/domain/machines.ts';
import { pendingSubjects } from '../../src/domain/pending.ts';
import { nobodyIsWaitedFor } from './pending/nobody.ts';

const sources = modules.flatMap(({ pending = [] }) => pending);

const waited = (machine: Machine<string>): string[] =>
  sources.flatMap(({ states }) => (states?.machine === machine ? states.states : []));

describe.each(machines.map((machine) => [idTypes[machine.kind], machine] as const))('%s', (_type, machine) => {
  const unfinished = Object.entries(machine.transitions)
    .filter(([, next]) => next.length > 0)
    .map(([state]) => state);
  const reasons = nobodyIsWaitedFor[machine.kind] ?? {};

  test('waits for somebody in each state that is not its end, or it is said why it does not', () => {
    expect([...waited(machine), ...Object.keys(reasons)].sort()).toEqual([...unfinished].sort());
  });

  test('gives a reason where it waits for nobody', () => {
    for (const reason of Object.values(reasons)) expect(reason.length).toBeGreaterThan(15);
  });
});

describe('what is declared', () => {
  const api = buildSchema(readFileSync(`${SCHEMA_FOLDER}api.graphql`, 'utf8'), { assumeValidSDL: true });

  test('is one source for each kind', () => {
    expect(sources.map(({ kind }) => kind).sort()).toEqual(Object.keys(pendingSubjects).sort());
  });

  test.each(sources.map((source) => [source.kind, source] as const))(
    '%s is answered by mutations there are',
    (_kind, source) => {
      const there = Object.keys(api.getMutationType()?.getFields() ?? {});
      expect(source.acts.filter((act) => !there.includes(act))).toEqual([]);
    },
  );

  test.each(sources.map((source) => [source.kind, source] as const))(
    '%s is of the kind of its machine',
    (kind, { states }) => {
      if (states !== null) expect(pendingSubjects[kind]).toBe(states.machine.kind);
    },
  );
});
