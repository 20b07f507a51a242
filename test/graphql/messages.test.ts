import { describe, expect, test } from '@jest/globals';
import { sharingMachine } from '../../src/domain/access/sharing.ts';
import { allianceMachine } from '../../src/domain/directory/alliance.ts';
import { bodyMachine } from '../../src/domain/directory/body.ts';
import { invitationMachine } from '../../src/domain/directory/invitation.ts';
import { membershipMachine } from '../../src/domain/directory/membership.ts';
import { placeMachine } from '../../src/domain/directory/place.ts';
import { programmeMachine } from '../../src/domain/directory/programme.ts';
import { unitMachine } from '../../src/domain/directory/unit.ts';
import { importMachine } from '../../src/domain/directory/unit-import.ts';
import { RefusalError } from '../../src/domain/errors.ts';
import { agreementMachine } from '../../src/domain/exchange/agreement.ts';
import { commitmentMachine } from '../../src/domain/exchange/commitment.ts';
import { deliveryMachine } from '../../src/domain/exchange/delivery.ts';
import { bookingMachine } from '../../src/domain/exchange/booking.ts';
import { needMachine, offerMachine } from '../../src/domain/exchange/listing.ts';
import { matchMachine } from '../../src/domain/exchange/match.ts';
import { advance, mustBe, type Machine } from '../../src/domain/lifecycle.ts';
import { contributionMachine, projectMachine } from '../../src/domain/projects/project.ts';
import { tried, type Tried } from '../../src/domain/tried.ts';
import { messageOf } from '../../src/graphql/errors/messages.ts';

const machines: readonly Machine<string>[] = [
  ...[membershipMachine, offerMachine, needMachine, matchMachine, agreementMachine, commitmentMachine],
  ...[
    bookingMachine,
    deliveryMachine,
    projectMachine,
    contributionMachine,
    sharingMachine,
    invitationMachine,
    placeMachine,
    allianceMachine,
    bodyMachine,
    programmeMachine,
    unitMachine,
    importMachine,
  ],
];
const ID = '01a1fcf4-51c2-7434-ac35-165d5f2946a2';

function said(refused: () => void): { readonly zh: string; readonly en: string } {
  try {
    refused();
  } catch (error) {
    if (error instanceof RefusalError) return messageOf(error.code, error.details);
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a state that does not allow an act', () => {
  test('is named in words, never by its code, with what cannot be done and the way out', () => {
    const acts = Object.keys(tried) as Tried[];
    for (const machine of machines) {
      for (const state of Object.keys(machine.transitions)) {
        for (const act of acts) {
          const { zh, en } = said(() => {
            mustBe(machine, { id: ID, state }, act);
          });
          expect(zh).toMatch(new RegExp(`^\\S+ ${machine.kind}_[0-9a-f]{32} \\S+，不能${tried[act].zh}。\\S+。$`));
          expect(en).toMatch(/^The .+ and cannot be .+\. .+\.$/);
          expect(zh + en).not.toMatch(/[A-Z]{2}/);
        }
      }
    }
  });

  test('and one that it led to before is no mistake of state: there is nothing left to do', () => {
    const again = said(() => advance(matchMachine, { id: ID, state: 'WITHDRAWN' }, 'WITHDRAWN', 'withdraw'));
    expect(again).toEqual({
      zh: '撮合 match_01a1fcf451c27434ac35165d5f2946a2 已撤回，无需重复操作。',
      en: 'The match match_01a1fcf451c27434ac35165d5f2946a2 is withdrawn already; there is nothing left to do.',
    });
  });
});
