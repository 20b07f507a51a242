/** Row 38: space for services (空间换资源 / 市场换服务), settled quarter by quarter. */
import { describe, expect, test } from '@jest/globals';
import {
  ConfirmDeliveryDocument,
  ConfirmSettlementDocument,
  DrawUpSettlementDocument,
  RejectSettlementDocument,
  SettlementOfDocument,
  SettlementsOfAgreementDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { pendingOf, theOne, waitingFor } from '../access/pending-steps.ts';
import { agreed, need, offer, proposal, there } from '../story.ts';
import {
  confirm,
  confirmed,
  disputed,
  drawnUp,
  drawUp,
  figuresOf,
  later,
  recorded,
  rehashed,
  settledBy,
  sheetNow,
  spaceForSessions,
} from './settlement-steps.ts';

const FOURTH = { from: '2026-10-01', until: '2027-01-01' };
const FIRST = { from: '2027-01-01', until: '2027-04-01' };

describe('scenario 9, row 38: sixty sessions for a hall', () => {
  test('48 are confirmed and 2 disputed: the sheet of the quarter says 48/60, and 2 that do not count', async () => {
    await using world = await createWorld();
    let where = await spaceForSessions(world);
    where = await later(world, where, 20);
    for (const amount of ['20', '20', '8']) await confirmed(where, amount);
    await disputed(where, '2');
    await confirmed(where, '3', { of: 'hall' });
    where = await later(world, where, 24);
    const { street, mall, community, agreementId } = where;
    const lateOne = await recorded(where, '1', { occurredAt: '2026-12-30T15:00:00+08:00' });

    const sheet = await drawnUp(where, FOURTH, street);
    expect(sheet).toMatchObject({
      ...{ ...FOURTH, number: 1, state: 'PENDING', follows: null, replaces: null, settledAt: null },
      agreement: { id: agreementId },
      drawnUpBy: { id: street.unitId },
      parties: [
        { unit: { shortName: 'mall' }, answer: null },
        { unit: { shortName: 'community' }, answer: null },
      ],
    });
    expect(figuresOf(sheet)).toEqual(['技能培训 48/60场 = 0+48+0, 2/1/12', '社区二楼大厅 3/8次 = 0+3+0, 0/0/5']);
    // Never one figure of sessions and of times.
    expect(sheet.totals).toMatchObject([
      {
        from: { shortName: 'mall' },
        promised: { value: '60', unit: '场' },
        confirmedInAll: { value: '48', unit: '场' },
      },
      { from: { shortName: 'community' }, promised: { value: '8', unit: '次' }, confirmedInAll: { value: '3' } },
    ]);
    expect(sheet.deliveries.nodes.map(({ entry, quantity: { value, unit } }) => `${entry} ${value}${unit}`)).toEqual([
      'WITHIN 20场',
      'WITHIN 20场',
      'WITHIN 8场',
      'DISPUTED 2场',
      'WITHIN 3次',
      'AWAITED 1场',
    ]);
    // Anybody who sees it computes the hash again.
    expect(rehashed(sheet)).toBe('一致');
    expect(rehashed({ ...sheet, until: '2027-01-02' })).toBe('不一致');

    // It waits for both, and for nobody else.
    expect(await waitingFor(mall)).toContain(`SETTLEMENT ${sheet.id}`);
    expect(await theOne(community, 'SETTLEMENT')).toMatchObject({
      verb: 'CONFIRM',
      title: 'Confirm the settlement: 技能培训 2026-10-01 – 2026-12-31',
      unit: { shortName: 'street' },
      acts: ['confirmSettlement', 'rejectSettlement'],
    });
    expect((await pendingOf(street)).items).toEqual([]);

    const read = { settlementId: sheet.id, expectedHash: sheet.hash };
    const { settlement: once } = await mall.do(ConfirmSettlementDocument, read);
    expect(once).toMatchObject({ state: 'PENDING', version: 1, parties: [{ answer: 'CONFIRMED' }, { answer: null }] });
    expect(await waitingFor(mall)).not.toContain(`SETTLEMENT ${sheet.id}`);
    expect(await mall.refused(ConfirmSettlementDocument, read)).toMatchObject({ code: 'ALREADY_DONE' });
    const { settlement: both } = await community.do(ConfirmSettlementDocument, read);
    expect(both).toMatchObject({ state: 'CONFIRMED', version: 2, hash: sheet.hash });
    expect((await pendingOf(community)).items.map(({ kind }) => kind)).toEqual(['DELIVERY']);

    // What comes to be known later changes nothing of it, and stands on the next one.
    await community.do(ConfirmDeliveryDocument, { deliveryId: lateOne });
    await confirmed(where, '4');
    expect(await sheetNow(mall, sheet.id)).toEqual(both);
    where = await later(world, where, 90);
    const next = await drawnUp(where, FIRST);
    expect(figuresOf(next)).toEqual(['技能培训 53/60场 = 48+4+1, 0/0/7', '社区二楼大厅 3/8次 = 3+0+0, 0/0/5']);
    expect(next).toMatchObject({ number: 2, follows: { id: sheet.id, hash: sheet.hash } });
    expect(next.deliveries.nodes).toMatchObject([
      { entry: 'LATE', delivery: { id: lateOne }, quantity: { value: '1' }, occurredAt: '2026-12-30T15:00:00+08:00' },
      { entry: 'WITHIN', quantity: { value: '4' } },
    ]);
    expect(rehashed(next)).toBe('一致');
    await settledBy(where, next);
    const { agreement } = await where.street.ask(SettlementsOfAgreementDocument, { id: agreementId, order: 'OLDEST' });
    expect(there(agreement).settlements.nodes).toMatchObject([
      { id: sheet.id, state: 'CONFIRMED' },
      { id: next.id, state: 'CONFIRMED' },
    ]);
  });

  test('a sheet that is rejected comes to nothing, and another one names it', async () => {
    await using world = await createWorld();
    const where = await spaceForSessions(world);
    const { mall, community } = where;
    await confirmed(where, '5');
    const today = { from: '2026-11-01', until: '2026-11-22' };
    const sheet = await drawnUp(where, today);
    expect(
      await mall.refused(DrawUpSettlementDocument, { agreementId: where.agreementId, ...today, replacesId: sheet.id }),
    ).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'replacesId'] });
    await mall.do(ConfirmSettlementDocument, { settlementId: sheet.id, expectedHash: sheet.hash });
    const said = { settlementId: sheet.id, reason: '漏记了一场' };
    const { settlement } = await community.do(RejectSettlementDocument, said);
    expect(settlement).toMatchObject({
      state: 'REJECTED',
      parties: [{ answer: 'CONFIRMED' }, { answer: 'REJECTED', reason: '漏记了一场' }],
    });
    expect(await waitingFor(community)).toEqual([]);
    expect(await community.refused(RejectSettlementDocument, said)).toMatchObject({ code: 'ALREADY_DONE' });
    expect((await confirm(community, sheet)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);

    await confirmed(where, '1');
    const next = await drawnUp(where, { ...today, replacesId: sheet.id }, community);
    expect(next).toMatchObject({ number: 2, replaces: { id: sheet.id, hash: sheet.hash }, follows: null });
    expect(figuresOf(next)[0]).toBe('技能培训 6/60场 = 0+6+0, 0/0/54');
    expect(rehashed(next)).toBe('一致');
    expect((await drawUp(mall, where, { ...today, replacesId: sheet.id })).userErrors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['input', 'replacesId'] },
    ]);
  });

  test('what was told as disputed is not told again; what is confirmed of no sheet before is added late', async () => {
    await using world = await createWorld();
    let where = await spaceForSessions(world);
    await confirmed(where, '2');
    await disputed(where, '1');
    where = await later(world, where, 3);
    await confirmed(where, '4');
    // The first period leaves the first days out: they are of an earlier one, which no sheet settled.
    const sheet = await drawnUp(where, { from: '2026-11-23', until: '2026-11-25' });
    expect(figuresOf(sheet)[0]).toBe('技能培训 6/60场 = 0+4+2, 1/0/54');
    await settledBy(where, sheet);
    where = await later(world, where, 1);
    const next = await drawnUp(where, { from: '2026-11-25', until: '2026-11-26' });
    expect(figuresOf(next)[0]).toBe('技能培训 6/60场 = 6+0+0, 0/0/54');
    expect(next.deliveries.totalCount).toBe(0);
  });
});

describe('refusals', () => {
  test('a period is in order, has begun, and comes after what is settled', async () => {
    await using world = await createWorld();
    const where = await spaceForSessions(world);
    const { mall } = where;
    const refused = async (from: string, until: string) => (await drawUp(mall, where, { from, until })).userErrors;
    expect(await refused('2026-11-21', '2026-11-21')).toMatchObject([{ path: ['input', 'until'] }]);
    expect(await refused('2026-11-21', '2026-11-23')).toMatchObject([
      { code: 'INVALID_INPUT', path: ['input', 'until'] },
    ]);
    const sheet = await drawnUp(where, { from: '2026-11-01', until: '2026-11-21' });
    await settledBy(where, sheet);
    const [overlap] = await refused('2026-11-20', '2026-11-22');
    expect(overlap).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'from'] });
    expect(overlap?.message).toContain(`2026-11-21, up to which ${sheet.id} is confirmed`);
    expect((await drawnUp(where, { from: '2026-11-21', until: '2026-11-22' })).number).toBe(2);
  });

  test('a sheet that waits while another is confirmed is overtaken', async () => {
    await using world = await createWorld();
    const where = await spaceForSessions(world);
    await confirmed(where, '5');
    const [one, other] = [
      await drawnUp(where, { from: '2026-11-01', until: '2026-11-22' }),
      await drawnUp(where, { from: '2026-11-21', until: '2026-11-22' }, where.community),
    ];
    await settledBy(where, one);
    expect(await sheetNow(where.mall, other.id)).toMatchObject({ state: 'OVERTAKEN', hash: other.hash });
    expect((await confirm(where.mall, other)).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect(await waitingFor(where.mall)).toEqual([]);
  });

  test('who has drawn one up that waits draws up no other, until it is settled or rejected', async () => {
    await using world = await createWorld();
    const where = await spaceForSessions(world);
    const { street, mall, community } = where;
    const today = { from: '2026-11-01', until: '2026-11-22' };
    const sheet = await drawnUp(where, today);
    const [refused] = (await drawUp(mall, where, { ...today, from: '2026-11-21' })).userErrors;
    expect(refused).toMatchObject({ code: 'WRONG_STATE', message: expect.stringContaining('rejectSettlement') });
    expect(refused?.message).toContain(sheet.id);
    // Others may, and what waits of theirs is theirs.
    expect((await drawnUp(where, today, street)).number).toBe(2);
    await community.do(RejectSettlementDocument, { settlementId: sheet.id, reason: '再核对' });
    expect((await drawnUp(where, today)).number).toBe(3);
  });

  test('who may not is told so, or that there is none', async () => {
    await using world = await createWorld();
    const where = await spaceForSessions(world);
    const { street, mall, power, agreementId } = where;
    const today = { from: '2026-11-01', until: '2026-11-22' };
    const sheet = await drawnUp(where, today);
    const asked = { agreementId, ...today };
    expect(await power.refused(DrawUpSettlementDocument, asked)).toMatchObject({ code: 'NOT_FOUND' });
    const read = { settlementId: sheet.id, expectedHash: sheet.hash };
    expect(await power.refused(ConfirmSettlementDocument, read)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await street.refused(ConfirmSettlementDocument, read)).toMatchObject({ code: 'FORBIDDEN' });
    expect((await power.ask(SettlementOfDocument, { id: sheet.id })).settlement).toBeNull();
    expect((await street.ask(SettlementOfDocument, { id: sheet.id })).settlement?.id).toBe(sheet.id);
    const other = 'a'.repeat(64);
    expect(await mall.refused(ConfirmSettlementDocument, { ...read, expectedHash: other })).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'expectedHash'],
    });
  });

  test('an agreement that was never in force has nothing to settle', async () => {
    await using world = await createWorld();
    const { street, mall, community } = await world.alliance('慈邻', 'street', 'mall', 'community');
    const pair = { needId: await need(community), offerId: await offer(mall) };
    const match = await agreed(mall, community, await proposal(street, pair));
    const input = { agreementId: there(match.agreement).id, from: '2026-11-01', until: '2026-11-22' };
    expect(await mall.refused(DrawUpSettlementDocument, input)).toMatchObject({ code: 'WRONG_STATE' });
  });
});
