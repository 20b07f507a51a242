import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { membershipMachine } from '../../src/domain/directory/membership.ts';
import {
  agreementMachine,
  bookingMachine,
  commitmentMachine,
  deliveryMachine,
} from '../../src/domain/exchange/agreement.ts';
import { needMachine, offerMachine } from '../../src/domain/exchange/listing.ts';
import { matchMachine } from '../../src/domain/exchange/match.ts';
import { advance, type Machine } from '../../src/domain/lifecycle.ts';
import { contributionMachine, projectMachine } from '../../src/domain/projects/project.ts';

/** Each machine, and the column whose constraint lists the same states; null where the state is computed. */
const machines: readonly (readonly [string, Machine<string>, string | null])[] = [
  ['membership', membershipMachine, 'directory.membership'],
  ['offer', offerMachine, 'exchange.offer'],
  ['need', needMachine, 'exchange.need'],
  ['match', matchMachine, 'exchange.match'],
  ['agreement', agreementMachine, 'exchange.agreement'],
  ['commitment', commitmentMachine, 'exchange.commitment'],
  ['booking', bookingMachine, 'exchange.booking'],
  ['delivery', deliveryMachine, null],
  ['project', projectMachine, 'projects.project'],
  ['contribution', contributionMachine, null],
];

const schema = readFileSync(new URL('../../schema.sql', import.meta.url), 'utf8');

describe.each(machines)('the states of a %s', (_name, machine, table) => {
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

  test('are those the database lets in', () => {
    if (table === null) return;
    const definition = schema.slice(schema.indexOf(`create table ${table} (`));
    const [, listed = ''] = /state_check CHECK \(\(state = ANY \(ARRAY\[([^\]]*)\]/.exec(definition) ?? [];
    expect(
      listed
        .split(', ')
        .map((word) => word.replace(/'(\w+)'::text/, '$1'))
        .sort(),
    ).toEqual([...states].sort());
  });
});
