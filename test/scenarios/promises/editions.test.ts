/** What is signed: who the parties are, and a text that anybody can hash. */
import { expect, test } from '@jest/globals';
import { SignEditionDocument } from '../../generated/operations.ts';
import { createWorld } from '../../support/world.ts';
import { agreed, need, offer, proposal, there } from '../story.ts';
import { checked, drafted, between, signedOf, signers, signs, termsNow } from './terms-steps.ts';

const GIVEN = { inReturn: { title: '志愿服务', quantity: { value: '2', unit: '小时' } } };

test('an agreement out of a match has its two sides as parties, and what both accepted as its first edition', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const ends = { needId: await need(community, { title: '需要大厅' }), offerId: await offer(mall) };
  const match = await agreed(mall, community, await proposal(street, { ...ends, ...GIVEN }));
  const { id } = there(match.agreement);
  const [supplier, demander] = [mall, community].map(({ unitId }) => ({ id: unitId }));
  const party = { mustSign: true, signedAt: null };
  expect(await termsNow(street, { id })).toMatchObject({
    parties: [
      { unit: supplier, role: '供给方', ...party },
      { unit: demander, role: '需求方', ...party },
    ],
    edition: {
      number: 1,
      proposedBy: demander,
      terms: {
        title: '需要大厅',
        sides: [
          { unit: supplier, gives: [{ title: '大厅' }], takes: [{ title: '志愿服务' }] },
          { unit: demander, gives: [{ title: '志愿服务' }], takes: [{ title: '大厅' }] },
        ],
      },
    },
  });
  const { editions } = await signedOf(mall, { id });
  expect(editions).toMatchObject([
    {
      terms: {
        commitments: [
          {
            from: supplier,
            to: demander,
            action: 'DELIVER_SERVICE',
            title: '大厅',
            quantity: { value: '1', unit: '场' },
          },
          {
            from: demander,
            to: supplier,
            action: 'DELIVER_SERVICE',
            title: '志愿服务',
            quantity: { value: '2', unit: '小时' },
          },
        ],
      },
    },
  ]);
  await signs(mall, { id });
  const active = await signs(community, { id });
  expect(active).toMatchObject({ state: 'ACTIVE', signatures: [{ edition: 1 }, { edition: 1 }] });
  expect(active.signatures.map(({ hash }) => hash)).toEqual([editions[0]?.hash, editions[0]?.hash]);
  expect(active.parties.every(({ signedAt }) => signedAt !== null)).toBe(true);
  expect(active.commitments.totalCount).toBe(2);
});

test('who has read another text signs nothing, and is told what it is now; who sends no hash is guarded by the version', async () => {
  await using world = await createWorld();
  const { street, mall, community } = await world.alliance('五色', 'street', 'mall', 'community');
  const ends = { needId: await need(community), offerId: await offer(mall) };
  const { id: agreementId, version: expectedVersion } = there(
    (await agreed(mall, community, await proposal(street, ends))).agreement,
  );
  const { edition } = await termsNow(mall, { id: agreementId });
  const other = 'f'.repeat(64);
  expect(await mall.refused(SignEditionDocument, { agreementId, expectedVersion, expectedHash: other })).toMatchObject({
    __typename: 'TermsChangedError',
    code: 'TERMS_CHANGED',
    expectedHash: other,
    currentHash: edition.hash,
    currentEdition: 1,
  });
  expect(
    await mall.refused(SignEditionDocument, { agreementId, expectedVersion, expectedHash: 'not a hash' }),
  ).toMatchObject({ code: 'INVALID_INPUT', path: ['input', 'expectedHash'] });
  expect((await termsNow(mall, { id: agreementId })).signatures).toEqual([]);
  const signed = there((await mall.do(SignEditionDocument, { agreementId, expectedVersion })).agreement);
  expect(signers(signed)).toEqual([mall.unitId]);
});

test('the page on agreements has the script by which anybody checks what was signed', async () => {
  await using world = await createWorld();
  const { mall, community } = await world.alliance('五色', 'mall', 'community');
  const written = between(mall, community);
  const clauses = [{ title: '保密 "A\\B"', text: '第一行\n第二行\t制表' }];
  const validThrough = world.clock.day(60, '18:00');
  const { id } = await drafted(mall, { ...written, terms: { ...written.terms, clauses, validThrough } });
  await signs(mall, { id });
  await signs(community, { id });
  const said = await signedOf(community, { id });
  expect(checked(said)).toBe('一致');
  const [edition] = said.editions;
  const softened = { ...there(edition), terms: { ...there(edition).terms, clauses: [] } };
  expect(checked({ ...said, editions: [softened] })).toBe('不一致');
  const [first, ...rest] = said.signatures;
  expect(checked({ ...said, signatures: [{ ...there(first), hash: 'f'.repeat(64) }, ...rest] })).toBe('不一致');
});
