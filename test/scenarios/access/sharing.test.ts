import { describe, expect, test } from '@jest/globals';
import {
  AuditOfDocument,
  GrantSharingDocument,
  RefuseSharingDocument,
  RequestSharingDocument,
  SharingAgreementsDocument,
  SharingAsItIsDocument,
  WithdrawSharingDocument,
} from '../../generated/operations.ts';
import { asking, catalogued, contactSeen, granted, neighbours, NUMBER, requested, withdrawn } from './sharing-steps.ts';
import { there } from '../story.ts';

const [FULL, MASKED, WITHHELD] = [
  ['FULL', NUMBER],
  ['MASKED', '+86138****5678'],
  ['WITHHELD', null],
];

describe('a hospital asks a community for its contact', () => {
  test('reads it in full once that is granted, and no more from the instant on that was agreed', async () => {
    const { world: held, street, mall, community, hospital } = await neighbours();
    await using world = held;
    expect(await contactSeen(hospital, community)).toEqual(WITHHELD);

    const asked = await requested(world, hospital, community);
    expect(asked).toMatchObject({
      provider: { shortName: 'community' },
      consumer: { shortName: 'hospital' },
      kind: 'CONTACT',
      purpose: { code: 'care.health' },
      state: 'REQUESTED',
      since: null,
      until: null,
      isInForce: false,
      version: 1,
    });
    expect(await contactSeen(hospital, community)).toEqual(WITHHELD);
    // The two units see what was asked, nobody else does.
    expect((await community.ask(SharingAsItIsDocument, { id: asked.id })).sharingAgreement).toEqual(asked);
    for (const other of [street, mall])
      expect((await other.ask(SharingAsItIsDocument, { id: asked.id })).sharingAgreement).toBeNull();

    const until = world.clock.day(7, '18:00');
    const grant = { agreementId: asked.id, expectedVersion: 1, until };
    const { sharingAgreement } = await community.do(GrantSharingDocument, grant);
    const since = '2026-11-21T09:00:00+08:00';
    expect(sharingAgreement).toMatchObject({ state: 'GRANTED', since, until, isInForce: true, version: 2 });
    expect(await contactSeen(hospital, community)).toEqual(FULL);

    world.clock.set('2026-11-28T17:59:59.999+08:00');
    expect(await contactSeen(hospital, community)).toEqual(FULL);
    world.clock.set(until);
    expect(await contactSeen(hospital, community)).toEqual(WITHHELD);
    const over = (await hospital.ask(SharingAsItIsDocument, { id: asked.id })).sharingAgreement;
    expect(over).toMatchObject({ state: 'GRANTED', isInForce: false, until });
    const late = { agreementId: asked.id, expectedVersion: 2, reason: '不再需要' };
    expect(await hospital.refused(WithdrawSharingDocument, late)).toMatchObject({
      code: 'WRONG_STATE',
      message: expect.stringContaining('is over and cannot be withdrawn') as unknown,
    });
  });

  test('reads it masked where no more was granted, and cannot be given more than it asked for', async () => {
    const { world: held, community, hospital } = await neighbours();
    await using world = held;
    const full = await requested(world, hospital, community);
    const narrower = { agreementId: full.id, expectedVersion: 1, precision: 'MASKED' as const };
    const { sharingAgreement } = await community.do(GrantSharingDocument, narrower);
    expect(sharingAgreement).toMatchObject({ precision: 'MASKED', mayReshare: false, until: full.requestedUntil });
    expect(await contactSeen(hospital, community)).toEqual(MASKED);

    const briefly = { purpose: 'care.visit', precision: 'MASKED' as const, until: world.clock.day(2, '09:00') };
    const masked = await requested(world, hospital, community, briefly);
    const wider = [
      { precision: 'FULL' as const },
      { mayReshare: true },
      { until: world.clock.day(3, '09:00') },
      { until: world.clock.day(-1, '09:00') },
    ];
    for (const terms of wider) {
      const refusal = await community.refused(GrantSharingDocument, {
        agreementId: masked.id,
        expectedVersion: 1,
        ...terms,
      });
      expect(refusal).toMatchObject({ code: 'INVALID_INPUT', path: ['input', Object.keys(terms)[0]] });
    }
    // The time that was asked for is over: nothing is left to grant.
    world.clock.pass({ days: 2 });
    const late = { agreementId: masked.id, expectedVersion: 1 };
    expect(await community.refused(GrantSharingDocument, late)).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'agreementId'],
    });
    const refused = { ...late, reason: '期限已过' };
    expect((await community.do(RefuseSharingDocument, refused)).sharingAgreement).toMatchObject({
      state: 'REFUSED',
      reason: '期限已过',
      isInForce: false,
    });
  });

  test.each(['hospital', 'community'] as const)('loses it with the next request when the %s ends it', async (side) => {
    const { world: held, ...units } = await neighbours();
    await using world = held;
    const { community, hospital } = units;
    const agreement = await granted(world, hospital, community);
    expect(await contactSeen(hospital, community)).toEqual(FULL);
    world.clock.pass({ hours: 1 });
    const ended = await withdrawn(units[side], agreement);
    expect(ended).toMatchObject({ state: 'WITHDRAWN', reason: '不再需要', isInForce: false });
    expect(ended.until).toBe('2026-11-21T10:00:00+08:00');
    expect(await contactSeen(hospital, community)).toEqual(WITHHELD);
    const again = { agreementId: agreement.id, expectedVersion: 3, reason: '再次' };
    expect(await hospital.refused(WithdrawSharingDocument, again)).toMatchObject({ code: 'ALREADY_DONE' });
  });

  test('loses it when the catalogue says that it is not shared, and the agreement shows it', async () => {
    const { world: held, community, hospital } = await neighbours();
    await using world = held;
    const { id } = await granted(world, hospital, community);
    await catalogued(community, 'CONTACT', 'NONE');
    expect(await contactSeen(hospital, community)).toEqual(WITHHELD);
    const now = async () => (await hospital.ask(SharingAsItIsDocument, { id })).sharingAgreement;
    expect(await now()).toMatchObject({ state: 'GRANTED', isInForce: false });
    const listed = await hospital.ask(SharingAgreementsDocument, { filter: { inForce: true } });
    expect(listed.sharingAgreements?.nodes).toEqual([]);
    expect(await hospital.refused(RequestSharingDocument, asking(world, community))).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('"涉及居民隐私"') as unknown,
    });
    // What is shared again is what still stands.
    await catalogued(community, 'CONTACT', 'CONDITIONAL', 1);
    expect(await now()).toMatchObject({ isInForce: true });
    expect(await contactSeen(hospital, community)).toEqual(FULL);
  });

  test('gets it at once where it is shared without condition, and that is on the record', async () => {
    const { world: held, community, hospital } = await neighbours();
    await using world = held;
    await catalogued(community, 'CONTACT', 'UNCONDITIONAL');
    const agreement = await requested(world, hospital, community, { precision: 'MASKED' });
    expect(agreement).toMatchObject({ state: 'GRANTED', isInForce: true, until: agreement.requestedUntil, version: 1 });
    expect(await contactSeen(hospital, community)).toEqual(MASKED);
    const again = asking(world, community, { precision: 'MASKED' });
    expect(await hospital.refused(RequestSharingDocument, again)).toMatchObject({
      code: 'ALREADY_DONE',
      message: 'An agreement in force gives all of this already.',
    });
    // More than that may be asked for.
    expect(await requested(world, hospital, community)).toMatchObject({ precision: 'FULL', state: 'GRANTED' });
    const record = await hospital.ask(AuditOfDocument, { subjectId: agreement.id });
    expect(record.auditEntries?.nodes.map(({ action }) => action)).toEqual(['sharing:requested', 'sharing:granted']);
    const facts = await world.sql<{ unit_ids: string[]; body: object }>(
      "select unit_ids, body from data.outbox where type = 'sharing:granted' order by seq limit 1",
    );
    expect(facts).toEqual([
      {
        unit_ids: [community.unit, hospital.unit],
        body: { state: 'GRANTED', kind: 'CONTACT', purpose: 'care.health', precision: 'MASKED', mayReshare: false },
      },
    ]);
  });
});

describe('a request', () => {
  test('is made by an administrator, of another unit, for a purpose that there is, in time', async () => {
    const { world: held, mall, community, hospital } = await neighbours();
    await using world = held;
    const wrong = [
      [{ providerUnitId: hospital.unitId }, 'providerUnitId'],
      [{ purpose: 'space.hall' }, 'purpose'],
      [{ until: world.clock.day(0, '09:00') }, 'until'],
      [{ until: '2029-11-21T09:00:00.001+08:00' }, 'until'],
    ] as const;
    for (const [given, field] of wrong) {
      const refusal = await hospital.refused(RequestSharingDocument, { ...asking(world, community), ...given });
      expect(refusal).toMatchObject({ code: 'INVALID_INPUT', path: ['input', field] });
    }
    const nobody = { ...asking(world, community), providerUnitId: 'unit_00000000000070008000000000000000' };
    expect(await hospital.refused(RequestSharingDocument, nobody)).toMatchObject({ code: 'NOT_FOUND' });
    // Who only acts for a unit does not ask in its name for what others have.
    expect(await mall.refused(RequestSharingDocument, asking(world, community))).toMatchObject({ code: 'FORBIDDEN' });
    const longest = await requested(world, hospital, community, { until: '2029-11-21T09:00:00+08:00' });
    const again = await hospital.refused(RequestSharingDocument, asking(world, community));
    expect(again).toMatchObject({ code: 'ALREADY_DONE', message: 'Your request for this is waiting to be answered.' });

    // It is answered by the other unit; who asked may take it back, and only who asked.
    const { id: agreementId } = longest;
    const decision = { agreementId, expectedVersion: 1 };
    expect(await hospital.refused(GrantSharingDocument, decision)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await mall.refused(GrantSharingDocument, decision)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await mall.refused(WithdrawSharingDocument, { ...decision, reason: '无' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await community.refused(GrantSharingDocument, { ...decision, expectedVersion: 2 })).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    expect(await community.refused(WithdrawSharingDocument, { ...decision, reason: '不同意' })).toMatchObject({
      code: 'WRONG_STATE',
      message: expect.stringContaining('is waiting to be answered and cannot be withdrawn') as unknown,
    });
    expect(await withdrawn(hospital, longest)).toMatchObject({ state: 'WITHDRAWN', since: null, until: null });
    expect(await community.refused(RefuseSharingDocument, { ...decision, reason: '迟了' })).toMatchObject({
      code: 'WRONG_STATE',
      message: expect.stringContaining('is withdrawn and cannot be refused') as unknown,
    });
  });

  test('is not granted once the catalogue says that nothing of it is shared', async () => {
    const { world: held, community, hospital } = await neighbours();
    await using world = held;
    const { id: agreementId } = await requested(world, hospital, community);
    await catalogued(community, 'CONTACT', 'NONE');
    const decision = { agreementId, expectedVersion: 1 };
    expect(await community.refused(GrantSharingDocument, decision)).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('is listed for both units, by side, state, kind and unit', async () => {
    const { world: held, community, hospital } = await neighbours();
    await using world = held;
    const [first, second] = [
      await granted(world, hospital, community),
      await requested(world, hospital, community, { kind: 'NEEDS' }),
    ];
    const back = await requested(world, community, hospital, { kind: 'OFFERS' });
    const list = async (filter: object) =>
      there((await hospital.ask(SharingAgreementsDocument, { filter })).sharingAgreements).nodes.map(({ id }) => id);
    expect(await list({})).toEqual([first.id, second.id, back.id]);
    expect(await list({ side: 'CONSUMER' })).toEqual([first.id, second.id]);
    expect(await list({ side: 'PROVIDER' })).toEqual([back.id]);
    expect(await list({ state: ['REQUESTED'] })).toEqual([second.id, back.id]);
    expect(await list({ kind: ['NEEDS', 'OFFERS'], side: 'CONSUMER' })).toEqual([second.id]);
    expect(await list({ unitId: community.unitId, inForce: true })).toEqual([first.id]);
    expect(await list({ unitId: community.unitId, inForce: false })).toEqual([second.id, back.id]);
    const { data, errors } = await world.ask(SharingAgreementsDocument, {});
    expect(data?.sharingAgreements).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});
