/** Whoever is forgotten is forgotten whole, whatever comes about them at the same time. */
import { expect, test } from '@jest/globals';
import {
  BenefitProofsWhereDocument,
  DissolveUnitDocument,
  ForgetBenefitPersonDocument,
  RecordBenefitProofDocument,
} from '../../generated/operations.ts';
import { createWorld, type World } from '../../support/world.ts';
import { holding, standing } from '../holding.ts';
import { administratorOf } from '../people/posting.ts';
import { someUnit } from '../people/relation-steps.ts';
import { there } from '../story.ts';
import { canteen, identityNumberOf, mobileOf, proven, type Canteen } from './benefit-steps.ts';

/** Whatever is recorded waits at its very end: what it wrote is there, and nobody sees it. */
const atTheEnd = (world: World) => holding(world, 'lock table data.outbox in exclusive mode', []);

async function kept({ community }: Canteen): Promise<number> {
  return there((await community.ask(BenefitProofsWhereDocument, {})).benefitProofs).totalCount;
}

const forget = { mobile: mobileOf(1), reason: '本人要求' };

test('a proof that is being recorded while its person is forgotten goes with them, under a number that is new too', async () => {
  await using world = await createWorld();
  const where = await canteen(world);
  const identityNumber = identityNumberOf('1950-03-04');
  for (const more of [{}, { identityNumber }]) {
    await proven(where, forget.mobile);
    const letGo = await atTheEnd(world);
    const input = {
      mobile: forget.mobile,
      kind: 'OCCUPATION',
      code: 'occupation.cleaner',
      document: '工作证',
    } as const;
    const recording = where.community.act(RecordBenefitProofDocument, { ...input, ...more });
    await standing(world, 1);
    const forgetting = where.community.act(ForgetBenefitPersonDocument, forget);
    await standing(world, 2);
    await letGo();
    const [{ userErrors }, { deletedProofs }] = await Promise.all([recording, forgetting]);
    expect(userErrors).toEqual([]);
    expect(deletedProofs).toBe(2);
    expect(await kept(where)).toBe(0);
    expect(await world.sql('select from exchange.benefit_mark')).toEqual([]);
  }
});

test('of many who forget somebody at once one does, and the others are told that nobody is known', async () => {
  await using world = await createWorld();
  const where = await canteen(world);
  await proven(where, forget.mobile);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => where.community.act(ForgetBenefitPersonDocument, forget)),
  );
  expect(answers.flatMap(({ deletedProofs }) => deletedProofs ?? [])).toEqual([1]);
  const refusals = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  expect(refusals).toEqual(Array.from({ length: 7 }, () => 'INVALID_INPUT'));
});

test('a unit that is being dissolved is shown nothing any more: who comes first with a proof is told', async () => {
  await using world = await createWorld();
  const team = await someUnit(world, '队伍', 'TEAM');
  const second = await administratorOf(world, team);
  const letGo = await atTheEnd(world);
  const dissolving = team.act(DissolveUnitDocument, { unitId: team.unitId, expectedVersion: 1, reason: '解散' });
  await standing(world, 1);
  const input = { mobile: mobileOf(1), kind: 'OCCUPATION', code: 'occupation.courier', document: '工作证' } as const;
  const recording = second.act(RecordBenefitProofDocument, input);
  await standing(world, 2);
  await letGo();
  expect((await dissolving).userErrors).toEqual([]);
  expect((await recording).userErrors).toMatchObject([{ code: 'WRONG_STATE' }]);
  for (const table of ['proof', 'mark', 'secret'])
    expect(await world.sql(`select from exchange.benefit_${table}`)).toEqual([]);
});
