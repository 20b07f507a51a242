/** Drafts that are refused: nobody signs what makes no sense. */
import { expect, test } from '@jest/globals';
import { DraftAgreementDocument, ProposeTermsDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { there } from '../story.ts';
import { between, drafted, promise } from './terms-steps.ts';

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
    ['INVALID_INPUT', 'input.terms.commitments.0.recurrence'],
    ['INVALID_INPUT', 'input.terms.commitments.0.recurrence'],
    ['INVALID_INPUT', 'input.terms.commitments.0.dueAt'],
    ['INVALID_INPUT', 'input.terms.commitments'],
  ]);
  const { id, version } = await drafted(mall, { title, parties, terms });
  const same = { agreementId: id, expectedVersion: version, terms };
  expect(await community.refused(ProposeTermsDocument, same)).toMatchObject({ code: 'ALREADY_DONE' });
});
