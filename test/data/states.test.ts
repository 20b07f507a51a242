import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sharingMachine } from '../../src/domain/access/sharing.ts';
import { allianceMachine } from '../../src/domain/directory/alliance.ts';
import { bodyMachine } from '../../src/domain/directory/body.ts';
import { householdLinkMachine, visitMachine } from '../../src/domain/directory/household.ts';
import { invitationMachine } from '../../src/domain/directory/invitation.ts';
import { membershipMachine } from '../../src/domain/directory/membership.ts';
import { personRelationMachine } from '../../src/domain/directory/person-relation.ts';
import { programmeMachine } from '../../src/domain/directory/programme.ts';
import { relationMachine } from '../../src/domain/directory/relation.ts';
import { placeMachine } from '../../src/domain/directory/place.ts';
import { importMachine } from '../../src/domain/directory/unit-import.ts';
import { agreementMachine } from '../../src/domain/exchange/agreement.ts';
import { commitmentMachine } from '../../src/domain/exchange/commitment.ts';
import { deliveryMachine } from '../../src/domain/exchange/delivery.ts';
import { benefitRuleMachine, redemptionMachine } from '../../src/domain/exchange/benefit.ts';
import { proofMachine } from '../../src/domain/exchange/proof.ts';
import { bookingMachine } from '../../src/domain/exchange/booking.ts';
import { clearingMachine, clearingSettlementMachine } from '../../src/domain/exchange/clearing.ts';
import { distributionMachine } from '../../src/domain/exchange/distribution.ts';
import { applicationMachine, enrolmentMachine } from '../../src/domain/exchange/enrolment.ts';
import { lendingMachine } from '../../src/domain/exchange/lending.ts';
import { listingImportMachine } from '../../src/domain/exchange/listing-import.ts';
import { needMachine, offerMachine } from '../../src/domain/exchange/listing.ts';
import { matchMachine } from '../../src/domain/exchange/match.ts';
import { settlementMachine } from '../../src/domain/exchange/settlement.ts';
import { slotMachine } from '../../src/domain/exchange/slot.ts';
import { resourceMachine } from '../../src/domain/exchange/resource.ts';
import type { Machine } from '../../src/domain/lifecycle.ts';
import { contributionMachine, projectMachine } from '../../src/domain/projects/project.ts';
import { cloneDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
});

afterAll(async () => {
  await database[Symbol.asyncDispose]();
});

/** The words that the CHECK of the column lets in, as the catalogue of the migrated database has it. */
async function wordsOf(table: string, column: string): Promise<string[]> {
  const rows = await database.sql<{ definition: string }>(
    `select pg_get_constraintdef(c.oid) as definition from pg_constraint c
     join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
     where c.conrelid = $1::regclass and c.contype = 'c' and a.attname = $2`,
    [table, column],
  );
  return rows.flatMap(({ definition }) => [...definition.matchAll(/'([^']*)'/g)].map(([, word = '']) => word)).sort();
}

const columns: readonly (readonly [table: string, column: string, Machine<string>])[] = [
  ['directory.alliance', 'state', allianceMachine],
  ['directory.governing_body', 'state', bodyMachine],
  ['directory.membership', 'state', membershipMachine],
  ['directory.invitation', 'state', invitationMachine],
  ['directory.relation', 'state', relationMachine],
  ['directory.person_relation', 'state', personRelationMachine],
  ['directory.household_link', 'state', householdLinkMachine],
  ['directory.visit', 'state', visitMachine],
  ['directory.place', 'status', placeMachine],
  ['directory.programme', 'state', programmeMachine],
  ['directory.import_job', 'state', importMachine],
  ['exchange.resource', 'state', resourceMachine],
  ['exchange.distribution', 'state', distributionMachine],
  ['exchange.enrolment', 'state', enrolmentMachine],
  ['exchange.enrolment_application', 'state', applicationMachine],
  ['exchange.clearing', 'state', clearingMachine],
  ['exchange.clearing_settlement', 'state', clearingSettlementMachine],
  ['exchange.lending', 'state', lendingMachine],
  ['exchange.import_job', 'state', listingImportMachine],
  ['exchange.offer', 'state', offerMachine],
  ['exchange.need', 'state', needMachine],
  ['exchange.match', 'state', matchMachine],
  ['exchange.agreement', 'state', agreementMachine],
  ['exchange.commitment', 'state', commitmentMachine],
  ['exchange.event', 'state', deliveryMachine],
  ['exchange.settlement', 'state', settlementMachine],
  ['exchange.slot', 'state', slotMachine],
  ['exchange.booking', 'state', bookingMachine],
  ['exchange.benefit_rule', 'state', benefitRuleMachine],
  ['exchange.benefit_proof', 'state', proofMachine],
  ['exchange.benefit_redemption', 'state', redemptionMachine],
  ['projects.project', 'state', projectMachine],
  ['access.sharing_agreement', 'state', sharingMachine],
];

test.each(columns)('%s.%s lets in the states of its machine and no others', async (table, column, machine) => {
  expect(await wordsOf(table, column)).toEqual(Object.keys(machine.transitions).sort());
});

const answers: readonly (readonly [table: string, Machine<string>])[] = [
  ['exchange.event_answer', deliveryMachine],
  ['projects.contribution_answer', contributionMachine],
];

test.each(answers)('%s lets in the answers that follow the start of its machine', async (table, machine) => {
  const following = machine.start.flatMap((state) => machine.transitions[state] ?? []);
  expect(await wordsOf(table, 'answer')).toEqual([...following].sort());
});
