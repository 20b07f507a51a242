/** Drafts that are refused: nobody signs what makes no sense. */
import { expect, test } from '@jest/globals';
import { DraftAgreementDocument, ProposeTermsDocument, SignEditionDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { between, drafted, promise, signs, termsNow } from './terms-steps.ts';

test('terms that make no sense are refused, each at its place', async () => {
  await using world = await createWorld();
  const { mall, community, power } = await world.alliance('五色', 'mall', 'community', 'power');
  const { title, parties, terms } = between(mall, community);
  const refusedAt = async (written: Parameters<typeof drafted>[1]) => {
    const { code, path } = await mall.refused(DraftAgreementDocument, written);
    return [code, (path as string[]).join('.')];
  };
  const saying = (about: object) => ({ title, parties, terms: { ...terms, ...about } });
  const promising = (...[from, to, about]: Parameters<typeof promise>) =>
    saying({ commitments: [promise(from, to, about)] });
  const [tomorrow, later, past] = [1, 40, -1].map((days) => world.clock.day(days, '09:00'));
  const weekly = { recurrence: 'FREQ=WEEKLY', dueAt: tomorrow };
  expect([
    await refusedAt({ title, parties: [...parties, { unitId: mall.unitId }], terms }),
    await refusedAt({ title, parties: [there(parties[0]), { unitId: community.unitId, mustSign: false }], terms }),
    await refusedAt(promising(mall, power)),
    await refusedAt(promising(mall, mall)),
    await refusedAt(saying({ validThrough: past })),
    await refusedAt(saying({ validFrom: later, validThrough: tomorrow })),
    await refusedAt({
      title,
      parties,
      terms: { ...promising(mall, community, { dueAt: later }).terms, validThrough: tomorrow },
    }),
    await refusedAt(promising(mall, community, { dueAt: past })),
    await refusedAt(promising(mall, community, weekly)),
    await refusedAt({
      title,
      parties,
      terms: { ...promising(mall, community, { ...weekly, recurrence: 'FREQ=HOURLY' }).terms, validThrough: later },
    }),
    await refusedAt({
      title,
      parties,
      terms: {
        ...promising(mall, community, { ...weekly, recurrence: 'FREQ=WEEKLY;BYDAY=MO,TU' }).terms,
        validThrough: later,
      },
    }),
    await refusedAt({
      title,
      parties,
      terms: {
        ...promising(mall, community, { ...weekly, recurrence: 'FREQ=DAILY' }).terms,
        validThrough: world.clock.day(500, '09:00'),
      },
    }),
  ]).toEqual([
    ['INVALID_INPUT', 'input.parties.2.unitId'],
    ['INVALID_INPUT', 'input.parties'],
    ['INVALID_INPUT', 'input.terms.commitments.0.toUnitId'],
    ['INVALID_INPUT', 'input.terms.commitments.0.toUnitId'],
    ['INVALID_INPUT', 'input.terms.validThrough'],
    ['INVALID_INPUT', 'input.terms.validThrough'],
    ['INVALID_INPUT', 'input.terms.commitments.0.dueAt'],
    ['INVALID_INPUT', 'input.terms.commitments.0.dueAt'],
    ['INVALID_INPUT', 'input.terms.commitments.0.recurrence'],
    ['INVALID_INPUT', 'input.terms.commitments.0.recurrence'],
    ['INVALID_INPUT', 'input.terms.commitments.0.dueAt'],
    ['INVALID_INPUT', 'input.terms.commitments'],
  ]);
  const { id, version } = await drafted(mall, { title, parties, terms });
  const same = { agreementId: id, expectedVersion: version, terms };
  expect(await community.refused(ProposeTermsDocument, same)).toMatchObject({ code: 'ALREADY_DONE' });
});

test('what is due already is not signed any more: it could only be overdue', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'mall', 'community');
  const about = { dueAt: world.clock.day(1, '09:00') };
  const drawn = await drafted(mall, {
    ...between(mall, community),
    terms: { commitments: [promise(mall, community, about)] },
  });
  await signs(mall, drawn);
  world.clock.set(about.dueAt);
  const late = await world.people.actor(there(community.person), there(community.unit), null);
  const { version: expectedVersion, edition } = await termsNow(late, drawn);
  const signature = { agreementId: drawn.id, expectedVersion, expectedHash: edition.hash };
  expect(await late.refused(SignEditionDocument, signature)).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('proposeTerms'),
  });
});

test('who proposes and proposes comes to an end', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'mall', 'community');
  const { id } = await drafted(mall, between(mall, community));
  const proposing = (i: number) => ({
    agreementId: id,
    expectedVersion: i,
    terms: { commitments: [promise(mall, community, { title: `第${i}次` })] },
  });
  for (let i = 1; i < 50; i += 1) await mall.do(ProposeTermsDocument, proposing(i));
  expect(await mall.refused(ProposeTermsDocument, proposing(50))).toMatchObject({
    code: 'WRONG_STATE',
    message: expect.stringContaining('50'),
  });
});
