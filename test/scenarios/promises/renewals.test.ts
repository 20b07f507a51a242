/** Agreements that go on for another year: drawn from what was signed, signed anew. */
import { expect, test } from '@jest/globals';
import { CancelAgreementDocument, RenewAgreementDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { givenNotice, inForce, lifeOf, renewed } from './life-steps.ts';
import { between, checked, drafted, promise, signedOf, signs } from './terms-steps.ts';

test('row 5: a pair agrees for another year, with everything due a year later and by the same rules', async () => {
  await using world = await createWorld();
  const { street, mall, community, power } = await world.alliance('结对共建', 'street', 'mall', 'community', 'power');
  const clauses = [{ title: '安全', text: '用后关闭门窗。' }];
  const time = { validFrom: '2026-12-01T00:00:00+08:00', validThrough: '2027-11-30T23:59:00+08:00' };
  const commitments = [
    promise(mall, community, { title: '义诊', dueAt: '2027-03-31T17:00:00+08:00' }),
    promise(community, mall, { title: '培训', dueAt: '2026-12-07T09:00:00+08:00', recurrence: 'FREQ=WEEKLY;BYDAY=MO' }),
    promise(mall, community, { title: '不定期' }),
  ];
  const about = { commitments, clauses, ...time, confirmWithinDays: 7, noticeDays: 30 };
  const of = await inForce(mall, community, about);
  const next = await renewed(street, of);
  expect(next).toMatchObject({
    ...{ state: 'PENDING_SIGNATURES', version: 1, title: '结对共建协议' },
    renewalOf: { id: of.id, renewals: { totalCount: 1, nodes: [{ id: next.id }] } },
    parties: [{ unit: { id: mall.unitId } }, { unit: { id: community.unitId } }],
    edition: {
      number: 1,
      terms: {
        ...{ clauses, confirmWithinDays: 7, noticeDays: 30 },
        ...{ validFrom: '2027-12-01T00:00:00+08:00', validThrough: '2028-11-30T23:59:00+08:00' },
        // The 7th of December 2027 is a Tuesday: the first Monday after it.
        commitments: [
          { title: '义诊', dueAt: '2028-03-31T17:00:00+08:00' },
          { title: '培训', dueAt: '2027-12-13T09:00:00+08:00', recurrence: 'FREQ=WEEKLY;BYDAY=MO' },
          { title: '不定期', dueAt: null },
        ],
      },
    },
  });
  for (const who of [mall, community]) await signs(who, next);
  expect(await lifeOf(mall, next)).toMatchObject({ state: 'ACTIVE', endsAt: '2028-11-30T23:59:00+08:00' });
  expect(checked(await signedOf(mall, next))).toBe('一致');
  const again = { agreementId: of.id, validFrom: time.validFrom, validThrough: time.validThrough };
  expect(await power.refused(RenewAgreementDocument, again)).toMatchObject({ code: 'NOT_FOUND' });
});

test('what has ended is renewed as well, but not what was never signed, nor for a time in which nothing could be due', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'mall', 'community');
  const dueAt = world.clock.day(60, '09:00');
  const of = await inForce(mall, community, { commitments: [promise(mall, community, { dueAt })] });
  await givenNotice(community, of);
  const short = {
    agreementId: of.id,
    validFrom: world.clock.day(90, '09:00'),
    validThrough: world.clock.day(100, '09:00'),
  };
  expect(await mall.refused(RenewAgreementDocument, short)).toMatchObject({
    ...{ code: 'INVALID_INPUT', path: ['input', 'validThrough'], message: expect.stringContaining('志愿服务') },
  });
  const past = { ...short, validFrom: '2025-01-01T00:00:00+08:00', validThrough: '2025-12-31T00:00:00+08:00' };
  expect(await mall.refused(RenewAgreementDocument, past)).toMatchObject({
    ...{ code: 'INVALID_INPUT', path: ['input', 'validThrough'] },
  });
  const next = await renewed(mall, of, short.validFrom, world.clock.day(200, '09:00'));
  expect(next.edition.terms.commitments).toMatchObject([{ dueAt: world.clock.day(150, '09:00') }]);

  const draft = await drafted(mall, between(mall, community));
  const named = { ...short, agreementId: draft.id };
  expect(await mall.refused(RenewAgreementDocument, named)).toMatchObject({ state: 'PENDING_SIGNATURES' });
  await mall.do(CancelAgreementDocument, { agreementId: draft.id, expectedVersion: 1, reason: '另有安排' });
  expect(await mall.refused(RenewAgreementDocument, named)).toMatchObject({ state: 'CANCELLED' });
});
