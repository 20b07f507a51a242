/** Parties, editions and signatures of agreements, behind the back of every service. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { ProposeTermsDocument } from '../../generated/operations.ts';
import { between, drafted, promise, signs } from '../../scenarios/promises/terms-steps.ts';
import { agreed, need, offer, proposal, there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';

export function agreementFence(): void {
  let world: World;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    world = await createWorld();
    const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
    const draft = await drafted(mall, between(mall, community));
    const again = { commitments: [promise(community, mall)] };
    await signs(community, draft);
    await mall.do(ProposeTermsDocument, { agreementId: draft.id, expectedVersion: 1, terms: again });
    await signs(mall, draft);
    const active = await drafted(mall, between(mall, community));
    for (const who of [mall, community]) await signs(who, active);
    const witnessed = await drafted(mall, {
      ...between(mall, community),
      parties: [mall, community, street].map(({ unitId }) => ({ unitId, mustSign: unitId !== street.unitId })),
    });
    const match = await agreed(
      mall,
      community,
      await proposal(street, { needId: await need(community), offerId: await offer(mall) }),
    );
    const agreements = { draft, active, witnessed, matched: there(match.agreement) };
    for (const [name, { id }] of Object.entries(agreements)) ids.set(name, parseId('agreement', id));
    for (const [name, { unit }] of Object.entries({ street, mall, community, power })) ids.set(name, there(unit));
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const named = (statement: string): string =>
    statement.replaceAll(/(?<![:\w]):(\w+)/g, (whole, name: string) => {
      const id = ids.get(name);
      return id === undefined ? whole : `'${id}'`;
    });

  /** In a transaction that ends here: as the owner unless it is said as whom. */
  async function asked(statement: string, role: string | null): Promise<void> {
    await world.sql('begin');
    try {
      if (role !== null) await world.sql(`set local role ${role}`);
      await world.sql(named(statement));
      await world.sql('set constraints all immediate');
    } finally {
      await world.sql('rollback');
    }
  }

  const edition = (agreement: string, number: number): string =>
    `insert into exchange.agreement_edition (agreement_id, number, canonical, hash, proposed_by_unit_id, proposed_at)
     values (${agreement}, ${number}, '{}', encode(sha256('{}'), 'hex'), :mall, '2026-11-22')`;
  const stopped = (agreement: string, unit: string): string =>
    `insert into exchange.agreement_suspension (id, agreement_id, unit_id, reason, suspended_at)
     values (gen_random_uuid(), ${agreement}, ${unit}, 'x', '2026-11-22')`;
  const noticed = (agreement: string, unit: string, withdrawn: string): string =>
    `insert into exchange.agreement_termination (id, agreement_id, unit_id, reason, given_at, effective_at, withdrawn_at)
     values (gen_random_uuid(), ${agreement}, ${unit}, 'x', '2026-11-22', '2026-12-22', ${withdrawn})`;
  const signature = (agreement: string, number: number, unit: string): string =>
    `insert into exchange.signature (agreement_id, edition, unit_id, hash, signed_at)
     select agreement_id, number, ${unit}, hash, '2026-11-22' from exchange.agreement_edition where agreement_id = ${agreement} and number = ${number}`;

  test.each([
    [
      'an edition is changed',
      "update exchange.agreement_edition set proposed_at = '2026-01-01'",
      'agreement_edition_stays',
    ],
    ['an edition goes', 'delete from exchange.agreement_edition', 'agreement_edition_stays'],
    ['a signature is changed', "update exchange.signature set signed_at = '2026-01-01'", 'agreement_edition_stays'],
    ['a signature goes', 'delete from exchange.signature', 'agreement_edition_stays'],
    [
      'an edition has the hash of another text',
      `insert into exchange.agreement_edition (agreement_id, number, canonical, hash, proposed_by_unit_id, proposed_at)
       values (:draft, 3, '{}', encode(sha256('{ }'), 'hex'), :mall, '2026-11-22')`,
      'agreement_edition_hashed',
    ],
    [
      'another hash is signed than that of the edition',
      `insert into exchange.signature (agreement_id, edition, unit_id, hash, signed_at)
       values (:draft, 2, :community, repeat('f', 64), '2026-11-22')`,
      'signature_of_edition',
    ],
    ['an older edition is signed', signature(':draft', 1, ':mall'), 'signature_by_party'],
    ['somebody signs who is no party', signature(':draft', 2, ':power'), 'signature_by_party'],
    ['a party signs that need not', signature(':witnessed', 1, ':street'), 'signature_by_party'],
    [
      'an edition is left out',
      `${edition(':draft', 4)}; update exchange.agreement set edition = 4 where id = :draft`,
      'agreement_next_edition',
    ],
    [
      'there is no such edition',
      'update exchange.agreement set edition = 3 where id = :draft',
      'agreement_has_edition',
    ],
    [
      'it says something else once it is active',
      `${edition(':active', 2)}; update exchange.agreement set edition = 2 where id = :active`,
      'agreement_next_edition',
    ],
    [
      'it says something else than its match',
      `${edition(':matched', 2)}; update exchange.agreement set edition = 2 where id = :matched`,
      'agreement_next_edition',
    ],
    [
      'it is active by signatures of two editions',
      "update exchange.agreement set state = 'ACTIVE', activated_at = created_at where id = :draft",
      'agreement_active_when_signed',
    ],
    [
      'something is promised to somebody who is no party',
      `insert into exchange.commitment (id, agreement_id, from_unit_id, to_unit_id, title, quantity, quantity_unit, state, rank)
       values (gen_random_uuid(), :active, :mall, :power, 'x', 1, '场', 'OPEN', 9)`,
      'commitment_to_party',
    ],
    [
      'something is promised that nobody signed',
      `insert into exchange.commitment (id, agreement_id, from_unit_id, to_unit_id, title, quantity, quantity_unit, state, rank)
       values (gen_random_uuid(), :active, :mall, :community, 'x', 1, '场', 'OPEN', 9)`,
      'commitment_is_signed',
    ],
    [
      'what was signed once is promised twice',
      `insert into exchange.commitment (id, agreement_id, from_unit_id, to_unit_id, title, quantity, quantity_unit, state, rank, series)
       select gen_random_uuid(), agreement_id, from_unit_id, to_unit_id, title, quantity, quantity_unit, state, 9, series
       from exchange.commitment where agreement_id = :active and series = 1`,
      'commitment_is_signed',
    ],
    [
      'a unit becomes a party later',
      `insert into exchange.agreement_party (agreement_id, unit_id, rank, must_sign) values (:active, :power, 3, false)`,
      'party_comes_with_agreement',
    ],
    [
      'it stands still and nobody said so',
      "update exchange.agreement set state = 'SUSPENDED', suspended_at = '2026-11-22' where id = :active",
      'agreement_suspended_as_said',
    ],
    ['it goes on though somebody suspended it', stopped(':active', ':mall'), 'agreement_suspended_as_said'],
    ['who does not sign suspends it', stopped(':witnessed', ':street'), 'agreement_word_of_signer'],
    [
      'a suspension that is over is so no more',
      `${stopped(':active', ':mall')}; update exchange.agreement_suspension set ended_at = '2026-11-23'; update exchange.agreement_suspension set ended_at = null`,
      'agreement_word_stays',
    ],
    [
      'it ends and nobody gave notice',
      "update exchange.agreement set ends_at = '2026-12-01', ends_as = 'TERMINATED' where id = :active",
      'agreement_ends_as_said',
    ],
    ['notice is given and it does not end by that', noticed(':active', ':mall', 'null'), 'agreement_ends_as_said'],
    ['who does not sign gives notice of it', noticed(':witnessed', ':street', 'null'), 'agreement_word_of_signer'],
    [
      'a notice that was withdrawn is given all the same',
      `${noticed(':active', ':mall', "'2026-11-23'")}; update exchange.agreement_termination set withdrawn_at = null`,
      'agreement_word_stays',
    ],
    [
      'it is over before its end',
      "update exchange.agreement set state = 'EXPIRED' where id = :active",
      'agreement_ended_as_said',
    ],
    [
      'something is delivered while it stands still',
      `update exchange.agreement set state = 'SUSPENDED', suspended_at = '2026-11-22' where id = :active;
       insert into exchange.event (id, commitment_id, recorded_by_unit_id, quantity, occurred_at, note, recorded_at)
       select gen_random_uuid(), c.id, c.from_unit_id, 1, '2026-11-23', 'x', '2026-11-23' from exchange.commitment c where c.agreement_id = :active`,
      'event_recorded_in_force',
    ],
    [
      'what is promised is given up by nobody while it goes on',
      `insert into exchange.commitment_release (id, commitment_id, unit_id, quantity, reason, released_at)
       select gen_random_uuid(), c.id, null, 1, 'x', '2026-11-23' from exchange.commitment c where c.agreement_id = :active`,
      'commitment_released_by_receiver',
    ],
  ])('refuses that %s', async (_, statement, constraint) => {
    await expect(asked(statement, null)).rejects.toMatchObject({ constraint });
  });

  test.each([
    'update exchange.agreement_party set must_sign = false',
    'delete from exchange.agreement_party',
    'update exchange.agreement_edition set number = 9',
    "update exchange.agreement set title = 'x'",
    'update exchange.agreement set match_id = null',
    'update exchange.signature set edition = 2',
    "update exchange.agreement_suspension set until = '2027-01-01'",
    "update exchange.agreement_termination set effective_at = '2027-01-01'",
    "update exchange.commitment set due_at = '2027-01-01'",
    'update exchange.event set confirm_left = null',
  ])('the writer may not: %s', async (statement) => {
    await expect(asked(statement, 'qinlin_writer')).rejects.toThrow(/permission denied/);
  });

  test('whose signature is awaited follows editions and signatures', async () => {
    const awaited = await world.sql<{ unit_id: string }>(
      named('select unit_id from exchange.agreement_party where agreement_id = :draft and awaits_signature'),
    );
    expect(awaited).toEqual([{ unit_id: ids.get('community') }]);
    const settled = named('select from exchange.agreement_party where agreement_id = :active and awaits_signature');
    expect(await world.sql(settled)).toHaveLength(0);
  });
}
