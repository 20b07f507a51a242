/** Acts on one draft at the same time: whatever comes first, an agreement is active by one edition that all have signed. */
import { expect, test } from '@jest/globals';
import {
  CancelAgreementDocument,
  LeaveAllianceDocument,
  ProposeTermsDocument,
  SignEditionDocument,
} from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { membershipOf } from '../story.ts';
import { between, drafted, promise, signers, signs, termsNow } from './terms-steps.ts';

test('the last signature and other terms at once: never active with signatures of two editions', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'mall', 'community');
  for (let i = 0; i < 6; i += 1) {
    const draft = await drafted(mall, between(mall, community));
    const { id: agreementId, version: expectedVersion, edition } = draft;
    await signs(mall, draft);
    const terms = { commitments: [promise(community, mall, { title: '另一项' })] };
    const [signed, proposed] = await Promise.all([
      community.act(SignEditionDocument, { agreementId, expectedVersion, expectedHash: edition.hash }),
      mall.act(ProposeTermsDocument, { agreementId, expectedVersion, terms }),
    ]);
    const now = await termsNow(mall, draft);
    if (signed.agreement === null) {
      expect(signed.userErrors).toMatchObject([{ code: 'TERMS_CHANGED' }]);
      expect(now).toMatchObject({ state: 'PENDING_SIGNATURES', edition: { number: 2 }, signatures: [] });
    } else {
      expect(proposed.userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
      expect(now).toMatchObject({ state: 'ACTIVE', edition: { number: 1 }, commitments: { totalCount: 2 } });
    }
  }
});

test('of two who propose at once one has not seen what the other did', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'mall', 'community');
  const draft = await drafted(mall, between(mall, community));
  const { id: agreementId, version: expectedVersion } = draft;
  const answers = await Promise.all(
    [mall, community].map((who, i) => {
      const terms = { commitments: [promise(mall, community, { title: `第 ${i} 种` })] };
      return who.act(ProposeTermsDocument, { agreementId, expectedVersion, terms });
    }),
  );
  expect(answers.filter(({ agreement }) => agreement !== null)).toHaveLength(1);
  expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['VERSION_CONFLICT']);
  expect((await termsNow(mall, draft)).edition.number).toBe(2);
});

test('all sign at once: the last of them makes it active, once', async () => {
  await using world = await createWorld();
  const { mall, community, power } = await world.alliance('五色', 'mall', 'community', 'power');
  const draft = await drafted(mall, between(mall, community, power));
  const { id: agreementId, version: expectedVersion } = draft;
  const answers = await Promise.all(
    [mall, community, power].map((who) => who.act(SignEditionDocument, { agreementId, expectedVersion })),
  );
  expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  const active = await termsNow(mall, draft);
  expect(active).toMatchObject({ state: 'ACTIVE', version: 2, commitments: { totalCount: 3 } });
  expect(signers(active).toSorted()).toEqual([mall, community, power].map(({ unitId }) => unitId).toSorted());
});

test('a signature and a departure at once: it is active, or it is cancelled and has no promises', async () => {
  await using world = await createWorld();
  const { mall, community, id } = await world.alliance('五色', 'street', 'mall', 'community');
  const draft = await drafted(mall, between(mall, community));
  await signs(mall, draft);
  const { id: membershipId, version: expectedVersion } = await membershipOf(mall, id);
  const [signed] = await Promise.all([
    community.act(SignEditionDocument, { agreementId: draft.id, expectedVersion: 1 }),
    mall.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' }),
  ]);
  const now = await termsNow(community, draft);
  if (signed.agreement === null) {
    expect(signed.userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
    expect(now).toMatchObject({ state: 'CANCELLED', commitments: { totalCount: 0 } });
  } else {
    expect(now).toMatchObject({ state: 'ACTIVE', commitments: { totalCount: 2 } });
  }
});

test('a signature and a cancellation at once: one of them stands', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'mall', 'community');
  for (let i = 0; i < 4; i += 1) {
    const draft = await drafted(mall, between(mall, community));
    const of = { agreementId: draft.id, expectedVersion: 1 };
    await signs(mall, draft);
    const [signed, cancelled] = await Promise.all([
      community.act(SignEditionDocument, of),
      mall.act(CancelAgreementDocument, { ...of, reason: '另有安排' }),
    ]);
    const { state } = await termsNow(mall, draft);
    expect(state).toBe(signed.agreement === null ? 'CANCELLED' : 'ACTIVE');
    expect(cancelled.agreement === null).toBe(signed.agreement !== null);
  }
});
