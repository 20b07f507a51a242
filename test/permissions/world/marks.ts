/**
 * Every text that is somebody's own, and every amount, becomes one that there is only once: wherever it turns up, it is
 * known whose it is. A new column is a word more.
 */
import type { World } from '../../support/world.ts';

const TEXTS: Readonly<Record<string, string>> = {
  'directory.membership': 'statement reason',
  'directory.post': 'title reason',
  'directory.unit_identifier': 'entered reason',
  'directory.person': 'name',
  'directory.invitation': 'title person_name',
  'directory.import_job': 'sheet failure_zh failure_en',
  'directory.import_issue': 'column_name value message_zh message_en',
  'directory.registration_withdrawal': 'name short_name reason',
  'data.file': 'name',
  'directory.relation': 'statement reason',
  'directory.person_relation': 'statement reason',
  'directory.household': 'door contact_name',
  'directory.household_link': 'reason',
  'access.data_item': 'note',
  'access.sharing_agreement': 'statement reason',
  'access.disclosure': 'reason',
  'access.consent': 'evidence reason',
  'exchange.resource': 'name description place_name retired_because',
  'exchange.stock': 'unit',
  'exchange.stock_lot': 'code',
  'exchange.stock_movement': 'reason',
  'exchange.distribution': 'title',
  'exchange.lending': 'purpose reason',
  'exchange.offer': 'title description place_name close_reason',
  'exchange.need': 'title description place_name close_reason',
  'exchange.saved_search': 'name words',
  'exchange.match': 'reason return_title',
  'exchange.match_terms': 'return_title note',
  'exchange.menu_item': 'name',
  'exchange.wish_claim': 'reason',
  'exchange.agreement': 'title reason',
  'exchange.agreement_party': 'role',
  'exchange.agreement_suspension': 'reason',
  'exchange.agreement_termination': 'reason',
  'exchange.import_job': 'sheet failure_zh failure_en',
  'exchange.import_issue': 'column_name value message_zh message_en',
  'exchange.commitment': 'title',
  'exchange.commitment_breach': 'reason',
  'exchange.commitment_breach_answer': 'statement',
  'exchange.commitment_release': 'reason',
  'exchange.settlement_line': 'title',
  'exchange.settlement_party': 'reason',
  'exchange.booking': 'purpose reason',
  'exchange.benefit_proof': 'document reason',
  'exchange.benefit_redemption': 'reason',
  'exchange.enrolment': 'public_source reason',
  'exchange.enrolment_application': 'consent_shown',
  'exchange.event': 'note',
  'exchange.posting': 'note',
  'exchange.clearing': 'note',
  'exchange.clearing_ending': 'reason',
  'exchange.clearing_settlement': 'note',
  'exchange.event_answer': 'reason',
  'exchange.event_referral': 'reason',
  'exchange.event_resolution': 'reason',
  'projects.project': 'title goal',
  'projects.partner': 'pledge',
  'projects.contribution': 'note',
  'projects.contribution_answer': 'reason',
};

/** Amounts get digits behind the point that no other has. */
const AMOUNTS: Readonly<Record<string, string>> = {
  'exchange.offer': 'quantity',
  'exchange.need': 'quantity',
  'exchange.account': 'balance',
  'exchange.posting': 'amount',
  'exchange.account_entry': 'balance_after',
  'exchange.match': 'return_quantity',
  'exchange.match_terms': 'return_quantity',
  'projects.project': 'target_hours',
  'projects.contribution': 'hours',
};

export async function markAll({ sql }: World): Promise<void> {
  await sql('create sequence public.mark start 1001');
  // Words and amounts that others have read stay as they are: but for this.
  await sql('set session_replication_role = replica');
  for (const listing of ['resource', 'offer', 'need']) {
    await sql(`update exchange.${listing} set place_name = 'x', longitude = 121 + random(), latitude = 30`);
  }
  const next = "nextval('public.mark')";
  for (const [table, columns] of Object.entries(TEXTS)) {
    const set = columns
      .split(' ')
      .map((column) => `${column} = case when ${column} is not null then 'k' || ${next} || 'k' end`);
    await sql(`update ${table} set ${set.join(', ')}`);
  }
  for (const [table, column] of Object.entries(AMOUNTS)) {
    await sql(`update ${table} set ${column} = ${column} + ${next} / 10000.0`);
  }
  // Texts of editions, each as a text of which that is the hash.
  await sql(`update exchange.agreement_edition e set canonical = m.canonical, hash = encode(sha256(convert_to(m.canonical, 'UTF8')), 'hex')
    from (select agreement_id, number, jsonb_set(terms, '{title}', to_jsonb('k' || ${next} || 'k'))::text as canonical from exchange.agreement_edition) m
    where m.agreement_id = e.agreement_id and m.number = e.number`);
  await sql("update exchange.need set place_masked = regexp_replace(place_name, '^k(.*)k$', 'm\\1m')");
  // How a clearing stands is told to more than see its accounts.
  await sql("update exchange.account set balance = round(balance) where kind <> 'UNIT'");
  await sql('reset session_replication_role');
}

/** A marked text or amount, wherever it stands. */
export const MARK = /k\d{4}k|\+86138\d{4}0000|\b\d{17}[\dX]\b|\d+\.\d{4}(?!\d)/g;
