/** Row 37: four-thirty classes (四点半课堂) for children of migrant and two-earner families, with the consent of a guardian. */
import { expect, test } from '@jest/globals';
import {
  ConfirmPlaceDocument,
  LeaveEnrolmentDocument,
  RecordBenefitProofDocument,
  WithdrawEnrolmentApplicationDocument,
  WithdrawGuardianConsentDocument,
} from '../../generated/operations.ts';
import { identityNumberOf } from '../benefits/benefit-steps.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import {
  applicationNow,
  applied,
  apply,
  child,
  enrolmentNow,
  GUARDIAN,
  nursery,
  opened,
  standing,
  turnsOf,
} from './enrolment-steps.ts';

const WORKING_FAMILIES = { household: { codes: ['household.migrant', 'household.two-earner'], needsProof: true } };

test('row 37: places are for the families that the community has proof of, and the refusal says what to bring', async () => {
  await using world = await createWorld();
  const where = await nursery(world);
  const { community, nursery: school, street } = where;
  const { id } = await opened(where, { condition: WORKING_FAMILIES, places: 2 });
  const pupil = child(1, { identityNumber: identityNumberOf('2018-05-01') });
  const [unknown] = (await apply(community, id, pupil)).userErrors;
  expect(unknown).toMatchObject({ code: 'NOT_ELIGIBLE', message: expect.stringContaining('recordBenefitProof') });
  await community.do(RecordBenefitProofDocument, {
    ...{
      identityNumber: pupil.identityNumber,
      kind: 'HOUSEHOLD' as const,
      code: 'household.migrant',
      document: '居住证',
    },
  });
  const made = await applied(community, id, pupil);
  expect(made).toMatchObject({ state: 'OFFERED', takesConsent: true, consentShown: '现场签署同意书' });
  // Whom it is for both units see masked, the other members by number only.
  const shown = {
    ...{ name: '王**', identityNumber: expect.stringMatching(/^330203\*{8}\d{3}[\dX]$/), age: 8 },
    guardian: { name: '李**', relation: 'MOTHER', mobile: '+86138****5678' },
  };
  for (const who of [community, school]) expect((await applicationNow(who, made.id)).applicant).toEqual(shown);
  await expect(applicationNow(street, made.id)).rejects.toThrow('nothing is there');
  expect(await turnsOf(street, id)).toEqual([{ number: made.number, turn: 1, state: 'OFFERED', waitingRank: null }]);
  // Nobody applies twice for one child, whoever it is.
  expect((await apply(school, id, pupil)).userErrors).toMatchObject([{ code: 'NOT_ELIGIBLE' }]);
  expect((await apply(community, id, pupil)).userErrors).toMatchObject([{ code: 'ALREADY_DONE' }]);
});

test('row 37: below 14 a guardian consents, and what is withdrawn ends the application and what is known of the child', async () => {
  await using world = await createWorld();
  const where = await nursery(world);
  const { community, nursery: school } = where;
  const { id } = await opened(where, { places: 1 });
  const born = (day: string, guardian: typeof GUARDIAN | null = null) =>
    child(1, { identityNumber: identityNumberOf(day), guardian });
  const [refused] = (await apply(community, id, born('2012-11-22'))).userErrors;
  expect(refused).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'applicant', 'guardian'] });
  // Fourteen that very day.
  const old = await applied(community, id, born('2012-11-21'));
  expect(old).toMatchObject({ takesConsent: false, consentedAt: null, applicant: { guardian: null } });
  const none = await community.refused(WithdrawGuardianConsentDocument, await standing(community, old.id));
  expect(none).toMatchObject({ code: 'INVALID_INPUT' });
  const future = { ...GUARDIAN, consentedAt: '2026-11-21T09:00:01+08:00' };
  expect((await apply(community, id, born('2018-05-01', future))).userErrors).toMatchObject([
    { code: 'INVALID_INPUT' },
  ]);

  const [second, third] = [
    await applied(community, id, born('2018-05-01', GUARDIAN)),
    await applied(community, id, born('2018-05-02', GUARDIAN)),
  ];
  await community.do(ConfirmPlaceDocument, await standing(community, old.id));
  expect(await school.refused(ConfirmPlaceDocument, await standing(school, old.id))).toMatchObject({
    code: 'FORBIDDEN',
  });
  await school.do(LeaveEnrolmentDocument, await standing(school, old.id));
  await community.do(ConfirmPlaceDocument, await standing(community, second.id));
  const gone = there(
    (await community.do(WithdrawGuardianConsentDocument, await standing(community, second.id))).enrolmentApplication,
  );
  expect(gone).toMatchObject({
    ...{ state: 'WITHDRAWN', consentedAt: GUARDIAN.consentedAt, consentWithdrawnAt: '2026-11-21T09:00:00+08:00' },
    applicant: null,
  });
  expect(await applicationNow(community, third.id)).toMatchObject({ state: 'OFFERED', waitingRank: null });
  expect((await enrolmentNow(school, id)).counts).toMatchObject({ withdrawn: 1, left: 1, offered: 1, enrolled: 0 });
  // What was withdrawn may be applied for anew, behind who waits.
  await community.do(WithdrawEnrolmentApplicationDocument, await standing(community, third.id));
  const anew = await applied(community, id, born('2018-05-02', GUARDIAN));
  expect(anew).toMatchObject({ state: 'OFFERED', turn: 4 });
  // Nothing of them is in what is told to others or kept of keys.
  const told = JSON.stringify(await world.sql('select body from data.outbox union all select body from data.audit'));
  for (const secret of ['王小明', '李芳', '13812345678', identityNumberOf('2018-05-01')])
    expect(told).not.toContain(secret);
});
