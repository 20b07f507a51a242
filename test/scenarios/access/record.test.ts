import { describe, expect, test } from '@jest/globals';
import {
  AuditOfDocument,
  CancelAgreementDocument,
  ConfirmDeliveryDocument,
  DeclineMatchDocument,
  OpenSlotsDocument,
  PublishResourceDocument,
  RecordDeliveryDocument,
  WithdrawNeedDocument,
  WithdrawOfferDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { agreed, need, offer, proposal, signed, slots, there } from '../story.ts';

/** What has happened: none of it is ever changed. */
const FACTS = [
  'data.audit',
  'data.audit_seal',
  'data.outbox',
  'exchange.event',
  'exchange.event_answer',
  'exchange.signature',
  'projects.contribution',
  'projects.contribution_answer',
];

describe('the record', () => {
  test('has one entry and one fact for each change, and none for what was refused', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const match = await agreed(
      mall,
      community,
      await proposal(street, { needId: await need(community), offerId: await offer(mall) }),
    );
    await signed(mall, community, match);
    await mall.refused(DeclineMatchDocument, { matchId: match.id, expectedVersion: match.version, reason: '晚了' });
    const told = [
      'need:published',
      'offer:published',
      'match:proposed',
      'match:accepted',
      'agreement:opened',
      'match:accepted',
      'agreement:signed',
      'agreement:signed',
    ];
    const audit = await world.sql<{ action: string }>('select action from data.audit order by id');
    const facts = await world.sql<{ type: string }>('select type from data.outbox order by tx, seq');
    expect(audit.map(({ action }) => action).sort()).toEqual([...told].sort());
    expect(facts.map(({ type }) => type)).toEqual(told);
    const [key] = await world.sql<{ n: string; open: string }>(
      'select count(*) as n, count(*) filter (where outcome is null) as open from data.idempotency',
    );
    expect(key).toEqual({ n: '7', open: '0' });
  });

  test('tells what an act changed besides: promises and bookings with their agreement, and the match', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
    const { resourceId, slotIds } = await slots(mall, [evening], 2);
    const agreedOn = async () => {
      const ends = { needId: await need(community), offerId: await offer(mall, { resourceId }) };
      return agreed(mall, community, await proposal(street, { ...ends, slotId: there(slotIds[0]) }));
    };
    const toldBy = async (act: () => Promise<unknown>) => {
      const before = await world.sql('select from data.outbox');
      await act();
      const facts = await world.sql<{ type: string; alliance_id: string | null }>(
        'select type, alliance_id from data.outbox order by tx, seq',
      );
      const fresh = facts.slice(before.length);
      expect(fresh.filter(({ alliance_id }) => alliance_id === null)).toEqual([]);
      return fresh.map(({ type }) => type);
    };

    const [kept, dropped] = [await agreedOn(), await agreedOn()];
    const held = await world.sql("select from data.outbox where type = 'booking:held'");
    expect(held).toHaveLength(2);
    const cancel = { agreementId: there(dropped.agreement).id, expectedVersion: 1, reason: '改期' };
    expect(await toldBy(() => mall.do(CancelAgreementDocument, cancel))).toEqual([
      'commitment:released',
      'booking:cancelled',
      'match:cancelled',
      'agreement:cancelled',
    ]);
    expect(await toldBy(() => signed(mall, community, kept))).toEqual([
      'agreement:signed',
      'agreement:signed',
      'booking:confirmed',
    ]);
    const commitmentId = there(there(kept.agreement).commitments.nodes[0]).id;
    const record = { commitmentId, amount: '1', occurredAt: world.clock.now().toISOString(), note: '好' };
    const deliveryId = there((await mall.do(RecordDeliveryDocument, record)).delivery).id;
    expect(await toldBy(() => community.do(ConfirmDeliveryDocument, { deliveryId }))).toEqual([
      'delivery:confirmed',
      'commitment:fulfilled',
      'agreement:completed',
      'need:fulfilled',
    ]);
  });

  test('is kept for each alliance that a listing is shown to, from its publication to its end', async () => {
    await using world = await createWorld();
    const red = await world.alliance('红', 'redStreet', 'mall');
    const blue = await world.alliance('蓝', 'blueStreet');
    if (red.mall.unit !== null) await world.people.join(red.mall.unit, blue.uuid);
    const audience = [red.id, blue.id];
    const about = {
      kind: 'SPACE' as const,
      name: '大厅',
      description: '说明',
      visibility: 'ALLIANCE' as const,
      audience,
    };
    const resourceId = there((await red.mall.do(PublishResourceDocument, about)).resource).id;
    const evening = { start: world.clock.day(7, '18:30'), end: world.clock.day(7, '21:00') };
    await red.mall.do(OpenSlotsDocument, { resourceId, slots: [{ period: evening, capacity: 1 }] });
    const needId = await need(red.mall, { audience });
    await red.mall.do(WithdrawNeedDocument, { needId, expectedVersion: 1 });
    for (const coordinator of [red.redStreet, blue.blueStreet]) {
      const actionsOn = async (subjectId: string) =>
        (await coordinator.ask(AuditOfDocument, { subjectId })).auditEntries?.nodes.map(({ action }) => action);
      expect(await actionsOn(resourceId)).toEqual(['resource:published', 'resource:slots-opened']);
      expect(await actionsOn(needId)).toEqual(['need:published', 'need:withdrawn']);
    }
  });

  test('is read by the unit that acted and by the coordinator, and by nobody else', async () => {
    await using world = await createWorld();
    const { street, mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
    const offerId = await offer(mall);
    await mall.do(WithdrawOfferDocument, { offerId, expectedVersion: 1 });
    const published = { action: 'offer:published', subjectId: offerId, unit: { shortName: 'mall' }, alliance: { id } };
    const own = await mall.ask(AuditOfDocument, { subjectId: offerId });
    const both = [published, { ...published, action: 'offer:withdrawn' }];
    expect(own.auditEntries?.nodes).toMatchObject(both);
    expect(own.auditEntries?.nodes[0]?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    const seen = await street.ask(AuditOfDocument, { subjectId: offerId });
    expect(seen.auditEntries?.nodes).toMatchObject(both);
    expect((await street.withoutHat().ask(AuditOfDocument, { subjectId: offerId })).auditEntries?.totalCount).toBe(0);
    expect((await community.ask(AuditOfDocument, { subjectId: offerId })).auditEntries?.totalCount).toBe(0);
  });

  test('cannot be changed or deleted by the role that writes, nor can events', async () => {
    await using world = await createWorld();
    const { mall } = await world.alliance('五色', 'street', 'mall');
    await offer(mall);
    const columns = await world.sql<{ table: string; column: string }>(
      `select format('%I.%I', table_schema, table_name) as table, column_name as column from information_schema.columns
       where table_schema || '.' || table_name = any ($1) and is_updatable = 'YES' and is_identity = 'NO'`,
      [FACTS],
    );
    expect(new Set(columns.map(({ table }) => table))).toEqual(new Set(FACTS));
    await world.sql('set role qinlin_writer');
    for (const table of FACTS) {
      await expect(world.sql(`delete from ${table}`)).rejects.toThrow(/permission denied for table/);
    }
    for (const { table, column } of columns) {
      await expect(world.sql(`update ${table} set ${column} = ${column}`)).rejects.toThrow(
        /permission denied for table/,
      );
    }
    for (const table of ['exchange.offer', 'exchange.match', 'directory.unit', 'data.idempotency']) {
      await expect(world.sql(`delete from ${table}`)).rejects.toThrow(/permission denied/);
    }
    await world.sql('reset role');
    await world.sql('set role qinlin_reader');
    await expect(world.sql("update exchange.offer set title = 'x'")).rejects.toThrow(/permission denied/);
    await world.sql('reset role');
  });
});

describe('the second fence', () => {
  test('stands in the database: nothing is oversold, covered twice or fulfilled beyond its promise', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
    const match = await agreed(
      mall,
      community,
      await proposal(street, { needId: await need(community), offerId: await offer(mall) }),
    );
    expect(match.state).toBe('AGREED');
    await expect(world.sql('update exchange.match set quantity = quantity + 1')).rejects.toThrow(
      /need_not_overcovered/,
    );
    await expect(world.sql('update exchange.offer set taken = 2')).rejects.toThrow(/offer_not_oversold/);
    await expect(world.sql('update exchange.commitment set fulfilled = 2')).rejects.toThrow(
      /commitment_not_overfulfilled/,
    );
    const overlapping = `insert into directory.membership (id, alliance_id, unit_id, role, state, statement, applied_at, valid)
      select gen_random_uuid(), alliance_id, unit_id, role, state, statement, applied_at, valid from directory.membership limit 1`;
    await expect(world.sql(overlapping)).rejects.toThrow(/membership_alliance_id_unit_id_valid_excl/);
  });
});
