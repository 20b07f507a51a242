/** The database as the writer meets it, behind the back of every service: what no act may do is refused there too. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseId } from '../../../src/domain/ids.ts';
import { JoinProjectDocument, LaunchProjectDocument, RecordDeliveryDocument } from '../../generated/operations.ts';
import { agreed, need, offer, proposal, signed, slots, there } from '../../scenarios/story.ts';
import { createWorld, type World } from '../../support/world.ts';
import { DENIED, promisedFence } from './promised.ts';

export function everythingFence(): void {
  let world: World;
  /** By name, the uuid of a row that the statements below are about. */
  const ids = new Map<string, string>();

  const about = {
    title: '邻里助老',
    goal: '一季度覆盖两百户',
    targetHours: '100',
    startsOn: '2026-11-01',
    endsOn: '2027-01-31',
    visibility: 'ALLIANCE' as const,
  };

  beforeAll(async () => {
    world = await createWorld();
    const { street, mall, community, power } = await world.alliance('五色', 'street', 'mall', 'community', 'power');
    await slots(mall, [{ start: world.clock.day(7, '18:00'), end: world.clock.day(7, '20:00') }]);
    const propose = async () => proposal(street, { needId: await need(community), offerId: await offer(mall) });
    const pending = await agreed(mall, community, await propose());
    const active = await agreed(mall, community, await propose());
    await signed(mall, community, active);
    const promise = there(active.agreement?.commitments.nodes[0]).id;
    const record = { commitmentId: promise, amount: '1', occurredAt: world.clock.now().toISOString(), note: '完成' };
    const delivery = there((await mall.do(RecordDeliveryDocument, record)).delivery).id;
    const projectId = there((await community.do(LaunchProjectDocument, about)).project).id;
    await mall.do(JoinProjectDocument, { projectId, pledge: '每周三人' });
    ids.set('proposed', parseId('match', (await propose()).id));
    ids.set('match', parseId('match', active.id));
    ids.set('pending', parseId('agreement', there(pending.agreement).id));
    ids.set('unsigned', parseId('commitment', there(pending.agreement?.commitments.nodes[0]).id));
    ids.set('promise', parseId('commitment', promise));
    ids.set('delivery', parseId('event', delivery));
    ids.set('project', parseId('project', projectId));
    for (const [name, { unit }] of Object.entries({ mall, community, power })) ids.set(name, there(unit));
  });

  afterAll(() => world[Symbol.asyncDispose]());

  /** Runs a statement as the writer, `:name` standing for the id of that name, and takes it back. */
  async function asWriter(statement: string): Promise<unknown[]> {
    const text = statement.replace(/(?<!:):([a-z]+)/g, (_, name: string) => `'${there(ids.get(name))}'`);
    await world.sql('begin');
    try {
      await world.sql('set local role qinlin_writer');
      const rows = await world.sql(text);
      await world.sql('set constraints all immediate');
      return rows;
    } finally {
      await world.sql('rollback');
    }
  }

  const COUNTERS = [
    'exchange.need.covered',
    'exchange.need.claims',
    'exchange.offer.taken',
    'exchange.slot.taken',
    'exchange.commitment.fulfilled',
    'exchange.commitment.released',
    'projects.project.contributed_hours',
    'exchange.event.state',
    'exchange.event.counted',
    'exchange.event.has_worth',
    'exchange.event.held_at',
    'exchange.agreement_party.awaits_signature',
    'exchange.settlement_party.is_awaited',
    'projects.contribution.is_awaited',
  ];

  describe('counters', () => {
    test.each(COUNTERS)('%s is not for the writer to set', async (counter) => {
      const [schema, table, column] = counter.split('.');
      await expect(asWriter(`update ${schema}.${table} set ${column} = default`)).rejects.toThrow(DENIED);
      await expect(asWriter(`insert into ${schema}.${table} (${column}) values (default)`)).rejects.toThrow(DENIED);
    });

    test('and audiences follow their rows under the rights of their owner, whatever the writer calls its own', async () => {
      const rows = await world.sql<{ name: string; guarded: boolean; config: string[] | null }>(
        `select distinct p.oid::regproc::text as name, p.prosecdef as guarded, p.proconfig as config
       from pg_trigger t join pg_proc p on p.oid = t.tgfoid
       where not t.tgisinternal and p.proname like 'follow\\_%' order by 1`,
      );
      expect(rows.map(({ name }) => name)).toEqual([
        'directory.follow_membership',
        'exchange.follow_account_entry',
        'exchange.follow_agreement',
        'exchange.follow_answer',
        'exchange.follow_application',
        'exchange.follow_booking',
        'exchange.follow_counted',
        'exchange.follow_enrolment',
        'exchange.follow_hand_out',
        'exchange.follow_handed_out',
        'exchange.follow_match',
        'exchange.follow_movement',
        'exchange.follow_need_audience',
        'exchange.follow_new_match',
        'exchange.follow_offer_audience',
        'exchange.follow_offer_of_stock',
        'exchange.follow_offer_requirement',
        'exchange.follow_release',
        'exchange.follow_resolution',
        'exchange.follow_resource_audience',
        'exchange.follow_settlement_answer',
        'exchange.follow_settlement_settled',
        'exchange.follow_signature',
        'exchange.follow_suspension',
        'exchange.follow_terms',
        'exchange.follow_wish_claim',
        'projects.follow_answer',
        'projects.follow_awaited',
      ]);
      for (const { name, guarded, config } of rows)
        expect([name, guarded, config]).toEqual([name, true, ['search_path=""']]);
    });
  });

  const offering = `insert into exchange.match (id, alliance_id, need_id, offer_id, supplier_unit_id, demander_unit_id,
  created_by_unit_id, origin, quantity, quantity_unit, state, created_at)
  select gen_random_uuid(), alliance_id, need_id, offer_id`;
  const drawnUp = `insert into exchange.agreement (id, alliance_id, match_id, edition, title, supplier_unit_id, demander_unit_id, state,
  activated_at, created_at) select gen_random_uuid(), alliance_id, id, 1, 'x'`;

  /** What it would be, the statement, and the rule that refuses it. */
  const refused: readonly (readonly [what: string, statement: string, rule: RegExp])[] = [
    ...[
      'supplier_unit_id',
      'demander_unit_id',
      'need_id',
      'offer_id',
      'slot_id',
      'places',
      'quantity',
      'return_quantity',
      'terms',
      'dispatch_id',
      'starts_at',
    ].map(
      (column) => [`a match with another ${column}`, `update exchange.match set ${column} = null`, DENIED] as const,
    ),
    [
      'a match accepted by nobody',
      `update exchange.match set state = 'ACCEPTED_BY_ONE' where id = :proposed`,
      /match_accepted_as_stated/,
    ],
    [
      'a match agreed by one',
      `update exchange.match set state = 'AGREED', supplier_accepted_at = created_at where id = :proposed`,
      /match_accepted_as_stated/,
    ],
    [
      'a proposal that somebody has accepted',
      `update exchange.match set supplier_accepted_at = created_at where id = :proposed`,
      /match_accepted_as_stated/,
    ],
    [
      'a match with an offer of somebody else',
      `${offering}, :power, demander_unit_id, :power, 'PROPOSAL', 1, quantity_unit, 'PROPOSED', created_at
     from exchange.match where id = :proposed`,
      /match_supplier_has_offer/,
    ],
    [
      'a match for a need of somebody else',
      `${offering}, supplier_unit_id, :power, :power, 'PROPOSAL', 1, quantity_unit, 'PROPOSED', created_at
     from exchange.match where id = :proposed`,
      /match_demander_has_need/,
    ],
    [
      'an agreement of a unit that is no side of the match',
      `${drawnUp}, :power, demander_unit_id, 'PENDING_SIGNATURES', null, created_at from exchange.match where id = :proposed`,
      /agreement_between_sides/,
    ],
    [
      'an agreement active from the beginning',
      `with drawn as (${drawnUp}, supplier_unit_id, demander_unit_id, 'ACTIVE', created_at, created_at from exchange.match where id = :proposed returning *),
       parties as (insert into exchange.agreement_party (agreement_id, unit_id, rank, must_sign)
         select d.id, u.unit_id, u.rank, true from drawn d, lateral (values (1, d.supplier_unit_id), (2, d.demander_unit_id)) u (rank, unit_id))
       insert into exchange.agreement_edition (agreement_id, number, canonical, hash, proposed_by_unit_id, proposed_at)
       select d.id, 1, '{}', encode(sha256('{}'), 'hex'), d.supplier_unit_id, d.created_at from drawn d`,
      /active when all who have to sign have signed/,
    ],
    [
      'an agreement active without signatures',
      `update exchange.agreement set state = 'ACTIVE', activated_at = created_at where id = :pending`,
      /active when all who have to sign have signed/,
    ],
    [
      'an agreement active with one signature',
      `with signed as (insert into exchange.signature (agreement_id, edition, unit_id, hash, signed_at)
       select agreement_id, number, :mall, hash, '2026-11-21' from exchange.agreement_edition where agreement_id = :pending returning agreement_id)
     update exchange.agreement a set state = 'ACTIVE', activated_at = created_at from signed where a.id = signed.agreement_id`,
      /active when all who have to sign have signed/,
    ],
    ['an agreement between others', `update exchange.agreement set supplier_unit_id = :power`, DENIED],
    [
      'a signature of a unit that is no party',
      `insert into exchange.signature (agreement_id, edition, unit_id, hash, signed_at)
       select agreement_id, number, :power, hash, '2026-11-21' from exchange.agreement_edition where agreement_id = :pending`,
      /only a party that has to sign an agreement signs it/,
    ],
    ['a signature taken over', `update exchange.signature set unit_id = :power`, DENIED],
    ['a promise of another size', `update exchange.commitment set quantity = 2 where id = :promise`, DENIED],
    [
      'a promise of another size before it is signed',
      `update exchange.commitment set quantity = 2 where id = :unsigned`,
      DENIED,
    ],
    [
      'a promise fulfilled with less',
      `update exchange.commitment set state = 'FULFILLED' where id = :promise`,
      /commitment_fulfilled_in_full/,
    ],
    [
      'a promise of a third unit',
      `insert into exchange.commitment (id, agreement_id, from_unit_id, to_unit_id, title, quantity, quantity_unit, state, rank)
     values (gen_random_uuid(), :pending, :mall, :power, 'x', 1, '场', 'OPEN', 3)`,
      /commitment_to_party/,
    ],
    [
      'a delivery recorded by a third unit',
      `insert into exchange.event values (gen_random_uuid(), :promise, :power, 1, '2026-11-21', '', '2026-11-21')`,
      /recorded by one of the two units/,
    ],
    [
      'a delivery answered by a third unit',
      `insert into exchange.event_answer values (:delivery, :power, 'CONFIRMED', null, '2026-11-21')`,
      /answered by the unit that did not record it/,
    ],
    [
      'a delivery answered by the unit that recorded it',
      `insert into exchange.event_answer values (:delivery, :mall, 'CONFIRMED', null, '2026-11-21')`,
      /answered by the unit that did not record it/,
    ],
    ...promisedFence,
    ['a booking of more places', `update exchange.booking set count = 9`, DENIED],
    [
      'hours of a unit that is no partner',
      `insert into projects.contribution values (gen_random_uuid(), :project, :power, 1, '2026-11-21', '', '2026-11-21')`,
      /contribution_by_partner/,
    ],
  ];

  describe('the writer is refused', () => {
    test.each(refused)('%s', async (_, statement, rule) => {
      await expect(asWriter(statement)).rejects.toThrow(rule);
    });
  });

  test('what an act may do passes the same fence', async () => {
    const done: readonly (readonly [statement: string, rows: number])[] = [
      [
        `insert into exchange.event_answer values (:delivery, :community, 'CONFIRMED', null, '2026-11-21') returning 1`,
        1,
      ],
      [
        `insert into projects.contribution values (gen_random_uuid(), :project, :mall, 1, '2026-11-21', '', '2026-11-21') returning 1`,
        1,
      ],
      [`update exchange.match set state = 'WITHDRAWN', reason = 'x' where id = :proposed returning 1`, 1],
      [`select from exchange.slot for update`, 1],
    ];
    for (const [statement, rows] of done)
      expect([statement, await asWriter(statement)]).toEqual([statement, Array(rows).fill(expect.anything())]);
  });
}
