/** Consents given and withdrawn, and beneficiaries set and erased, by many at the same moment. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  ConsentsOfDocument,
  EraseBeneficiaryDocument,
  RecordConsentDocument,
  SetBeneficiaryDocument,
  WithdrawConsentDocument,
} from '../../generated/operations.ts';
import { scaled } from '../../support/scale.ts';
import { Meals, seenBy, WANG } from '../matching/meals.ts';
import { need } from '../story.ts';

let meals: Meals;

beforeAll(async () => {
  meals = await Meals.open();
});

afterAll(() => meals[Symbol.asyncDispose]());

const AT_ONCE = scaled(10, 40);
const times = <T>(make: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: AT_ONCE }, (_, i) => make(i)));

interface Answered {
  readonly userErrors: readonly { readonly code: string }[];
}

const codesOf = (answers: readonly Answered[]): string[] =>
  answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)).sort();

const others = (code: string): string[] => Array.from({ length: AT_ONCE - 1 }, () => code);

test('of many consents to one purpose at once one stands, and of many withdrawals one', async () => {
  const { red } = meals;
  const wish = await meals.wish();
  const given = { beneficiaryId: wish.id, purpose: 'care.meals', evidence: '当面同意' };
  const recorded = await times(() => red.community.act(RecordConsentDocument, given));
  expect(codesOf(recorded)).toEqual(others('ALREADY_DONE'));
  const consent = recorded.flatMap(({ consent: one }) => (one === null ? [] : [one]));
  expect(consent).toHaveLength(1);
  const off = { consentId: consent[0]?.id ?? '', expectedVersion: 1, reason: '本人撤回' };
  const withdrawn = await times(() => red.community.act(WithdrawConsentDocument, off));
  expect(codesOf(withdrawn)).toEqual(others('ALREADY_DONE'));
  expect(withdrawn.flatMap(({ consent: one }) => one?.version ?? [])).toEqual([2]);
});

test('of many who set whom a need is for as they saw it one is done', async () => {
  const { red, world } = meals;
  const needId = await need(red.community);
  for (const expectedVersion of [null, 1]) {
    const answers = await times((i) =>
      red.community.act(SetBeneficiaryDocument, { needId, expectedVersion, name: `甲${expectedVersion ?? 0}${i}` }),
    );
    expect(codesOf(answers)).toEqual(others('VERSION_CONFLICT'));
  }
  expect(
    await world.sql(
      'select b.version, m.version as masked from exchange.beneficiary b join exchange.beneficiary_mask m using (id) where b.need_id::text = $1',
      [uuidOf(needId)],
    ),
  ).toEqual([{ version: 2, masked: 2 }]);
});

test('what is set while somebody is erased is erased with them, or is somebody else', async () => {
  const { red, world } = meals;
  for (let round = 0; round < scaled(6, 40); round += 1) {
    const wish = await meals.wish();
    const { needId, id } = wish;
    const [erased, set, consented] = await Promise.all([
      red.community.act(EraseBeneficiaryDocument, { beneficiaryId: id, reason: '本人要求' }),
      red.community.act(SetBeneficiaryDocument, { ...WANG, needId, expectedVersion: 1, name: '李小红' }),
      red.community.act(RecordConsentDocument, { beneficiaryId: id, purpose: 'care.meals', evidence: '当面同意' }),
    ]);
    expect(erased.userErrors).toEqual([]);
    expect(['', 'VERSION_CONFLICT']).toContain(codesOf([set]).join());
    expect(['', 'NOT_FOUND']).toContain(codesOf([consented]).join());
    expect(await seenBy(red.community, wish)).toBeNull();
    const left = await world.sql('select from exchange.beneficiary where need_id::text = $1', [uuidOf(needId)]);
    expect(left).toEqual([]);
    // A consent that came first ended with the person; none came after, and no key of theirs is left.
    const inForce = await world.sql(
      'select from access.consent where subject_id::text = $1 and (not isempty(valid) or evidence is not null)',
      [uuidOf(id)],
    );
    expect(inForce).toEqual([]);
    const keys = await world.sql('select from data.subject_key where subject_id::text = $1', [uuidOf(id)]);
    expect(keys).toEqual([]);
  }
});

test('every read asked after a withdrawal was answered lacks the person', async () => {
  const { app, red } = meals;
  const wish = await meals.wish();
  const consent = await meals.consent(wish);
  const off = { consentId: consent.id, expectedVersion: 1, reason: '本人撤回' };
  expect(await seenBy(app, wish)).not.toBeNull();
  let isDone = false;
  const withdrawn = red.community.do(WithdrawConsentDocument, off).then((done) => {
    isDone = true;
    return done;
  });
  const read = async () => (await app.try('query ($id: ID!) { node(id: $id) { id } }', { id: wish.id })).data;
  // Each reads on and on, up to the first read that is asked after the withdrawal was answered.
  const last = await times(async () => {
    for (;;) {
      const wasDone = isDone;
      const seen = await read();
      if (wasDone) return seen;
    }
  });
  await withdrawn;
  expect(last).toEqual(last.map(() => ({ node: null })));
  expect(await seenBy(app, wish)).toBeNull();
  const { node } = await red.community.ask(ConsentsOfDocument, { id: wish.id });
  expect(node).toMatchObject({ consents: { totalCount: 1, nodes: [{ isInForce: false }] } });
});

function uuidOf(id: string): string {
  const hex = id.split('_')[1] ?? '';
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
