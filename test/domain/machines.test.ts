import { describe, expect, test } from '@jest/globals';
import { sharingMachine } from '../../src/domain/access/sharing.ts';
import { identifierMachine } from '../../src/domain/directory/identifier.ts';
import { allianceMachine } from '../../src/domain/directory/alliance.ts';
import { bodyMachine } from '../../src/domain/directory/body.ts';
import { invitationMachine } from '../../src/domain/directory/invitation.ts';
import { membershipMachine } from '../../src/domain/directory/membership.ts';
import { personRelationMachine } from '../../src/domain/directory/person-relation.ts';
import { placeMachine } from '../../src/domain/directory/place.ts';
import { programmeMachine } from '../../src/domain/directory/programme.ts';
import { unitMachine } from '../../src/domain/directory/unit.ts';
import { relationMachine } from '../../src/domain/directory/relation.ts';
import { importMachine } from '../../src/domain/directory/unit-import.ts';
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

const machines: readonly (readonly [string, Machine<string>])[] = [
  ['alliance', allianceMachine],
  ['body', bodyMachine],
  ['membership', membershipMachine],
  ['invitation', invitationMachine],
  ['identifier', identifierMachine],
  ['place', placeMachine],
  ['relation', relationMachine],
  ['relation of a person', personRelationMachine],
  ['programme', programmeMachine],
  ['unit', unitMachine],
  ['import', importMachine],
  ['offer', offerMachine],
  ['need', needMachine],
  ['match', matchMachine],
  ['agreement', agreementMachine],
  ['commitment', commitmentMachine],
  ['booking', bookingMachine],
  ['delivery', deliveryMachine],
  ['project', projectMachine],
  ['contribution', contributionMachine],
  ['sharing agreement', sharingMachine],
];

describe.each(machines)('the states of a %s', (_name, machine) => {
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
});
