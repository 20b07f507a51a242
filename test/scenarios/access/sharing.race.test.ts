/** Acts on one agreement at once: one is done, the others find what it left. */
import { expect, test } from '@jest/globals';
import {
  GrantSharingDocument,
  RequestSharingDocument,
  SetDataItemDocument,
  SharingAsItIsDocument,
  WithdrawSharingDocument,
} from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { createWorld } from '../../support/world.ts';
import { asking, catalogued, contactSeen, requested, unitOutside } from './sharing-steps.ts';
import { there } from '../story.ts';

async function twoUnits() {
  const world = await createWorld();
  const [community, hospital] = [await unitOutside(world, 'community'), await unitOutside(world, 'hospital')];
  await world.people.contact(community, '王小明', '+8613812345678');
  return { world, community, hospital };
}

const codes = (answers: readonly { readonly userErrors: readonly { readonly code: string }[] }[]): string[] =>
  answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));

const many = <T>(make: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: scaled(8, 40) }, (_, i) => make(i)));

test('of many grants at once one is done, on its terms', async () => {
  const { world: held, community, hospital } = await twoUnits();
  await using world = held;
  const { id: agreementId } = await requested(world, hospital, community);
  const answers = await many((i) => {
    const until = world.clock.day(i + 1, '18:00');
    return community.act(GrantSharingDocument, { agreementId, expectedVersion: 1, until });
  });
  const done = answers.flatMap(({ sharingAgreement }) => sharingAgreement ?? []);
  expect(done).toHaveLength(1);
  expect(codes(answers)).toEqual(answers.slice(1).map(() => 'ALREADY_DONE'));
  const { sharingAgreement } = await hospital.ask(SharingAsItIsDocument, { id: agreementId });
  expect(sharingAgreement).toEqual(done[0]);
  expect(await world.sql("select from data.audit where action = 'sharing:granted'")).toHaveLength(1);
});

test('granted and taken back at once, one holds, and nothing is shared that was taken back', async () => {
  const { world: held, community, hospital } = await twoUnits();
  await using world = held;
  for (let round = 0; round < scaled(4, 20); round += 1) {
    const { id: agreementId } = await requested(world, hospital, community);
    const [granted, withdrawn] = await Promise.all([
      community.act(GrantSharingDocument, { agreementId, expectedVersion: 1 }),
      hospital.act(WithdrawSharingDocument, { agreementId, expectedVersion: 1, reason: '不再需要' }),
    ]);
    const isGranted = granted.sharingAgreement !== null;
    const { sharingAgreement: now } = await hospital.ask(SharingAsItIsDocument, { id: agreementId });
    // Who withdraws what was granted meanwhile has not seen that version of it.
    expect([now?.state, ...codes([granted, withdrawn])]).toEqual(
      isGranted ? ['GRANTED', 'VERSION_CONFLICT'] : ['WITHDRAWN', 'WRONG_STATE'],
    );
    expect(await contactSeen(hospital, community)).toEqual(isGranted ? ['FULL', '+8613812345678'] : ['WITHHELD', null]);
    if (!isGranted) continue;
    const ended = { agreementId, expectedVersion: there(now).version, reason: '下一轮' };
    await community.do(WithdrawSharingDocument, ended);
  }
});

test.each(['CONDITIONAL', 'UNCONDITIONAL'] as const)(
  'requested many times at once is requested once: %s',
  async (attribute) => {
    const { world: held, community, hospital } = await twoUnits();
    await using world = held;
    if (attribute === 'UNCONDITIONAL') await catalogued(community, 'CONTACT', attribute);
    const answers = await many(() => hospital.act(RequestSharingDocument, asking(world, community)));
    expect(answers.filter(({ sharingAgreement }) => sharingAgreement !== null)).toHaveLength(1);
    expect(codes(answers)).toEqual(answers.slice(1).map(() => 'ALREADY_DONE'));
    expect(await world.sql('select from access.sharing_agreement')).toHaveLength(1);
  },
);

test('of many who set an item that they saw alike one is done', async () => {
  const { world: held, community } = await twoUnits();
  await using world = held;
  // None says what was said before: that is refused for another reason.
  for (const expectedVersion of [null, 1]) {
    const answers = await many((i) => {
      const item = {
        kind: 'NEEDS' as const,
        attribute: 'NONE' as const,
        note: `理由 ${expectedVersion ?? 0}-${i}`,
        expectedVersion,
      };
      return community.act(SetDataItemDocument, item);
    });
    expect(answers.filter(({ unit }) => unit !== null)).toHaveLength(1);
    expect(codes(answers)).toEqual(answers.slice(1).map(() => 'VERSION_CONFLICT'));
  }
  expect(await world.sql('select from access.data_item')).toHaveLength(1);
});
