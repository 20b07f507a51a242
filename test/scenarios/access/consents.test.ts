/**
 * A third-party app with the scope `needs:read` for one alliance and the purpose 配餐 (care.meals): other fields are null
 * with a code that says why; of persons it reads those who consent, masked, until they withdraw it. Webhooks, which lack
 * the person from then on too, come with a later issue.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ConfirmDeliveryDocument,
  ConsentByIdDocument,
  ConsentsOfDocument,
  DiscloseDocument,
  DisclosuresDocument,
  RecordConsentDocument,
  RecordDeliveryDocument,
  WithdrawConsentDocument,
  WithdrawNeedDocument,
  type ConsentNowFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { globalId } from '../../../src/domain/ids.ts';
import { MASKED, Meals, seenBy, type Wished } from '../matching/meals.ts';
import { there } from '../story.ts';

let meals: Meals;

beforeAll(async () => {
  meals = await Meals.open();
});

afterAll(() => meals[Symbol.asyncDispose]());

const withdraw = ({ id, version }: ConsentNowFragment) => ({
  consentId: id,
  expectedVersion: version,
  reason: '本人来电撤回',
});

const uuidOf = (id: string): string => there(id.split('_')[1]);

async function consentsOf({ id }: Wished, who: Actor): Promise<readonly ConsentNowFragment[]> {
  const { node } = await who.ask(ConsentsOfDocument, { id });
  return node !== null && 'consents' in node ? node.consents.nodes : [];
}

test('scenario 16: an app reads whom it may feed, and from the next read on not who withdrew', async () => {
  const { app, red } = meals;
  const [wish, other] = [await meals.wish(), await meals.wish({ title: '晚餐' })];
  expect(await seenBy(app, wish)).toBeNull();
  // Consent to something else is none to this.
  await meals.consent(wish, 'care.visit');
  expect(await seenBy(app, wish)).toBeNull();
  const consent = await meals.consent(wish);
  expect(consent).toMatchObject({
    beneficiary: { id: wish.id },
    unit: { id: red.community.unitId },
    purpose: { code: 'care.meals' },
    evidence: '本人签署纸质同意书',
    givenAt: '2026-11-21T09:00:00+08:00',
    until: null,
    isInForce: true,
    version: 1,
  });
  expect(await seenBy(app, wish)).toEqual({ ...MASKED, id: wish.id, version: null });
  expect(await seenBy(app, other)).toBeNull();
  // No more than the unit itself may: who only is in the alliance lets no app read whom a fellow's need is for.
  const ofMember = await meals.world.people.app(there(red.power.unit), red.uuid, ['needs:read'], 'care.meals');
  expect(await seenBy(ofMember, wish)).toBeNull();

  const { data, errors } = await app.try(
    `query ($id: ID!) { need(id: $id) { title beneficiary { name } unit { shortName contact { name } } matches { totalCount } } offers { totalCount } projects { totalCount } }`,
    { id: wish.needId },
  );
  expect(data).toEqual({
    need: {
      title: '午餐',
      beneficiary: { name: '王**' },
      unit: { shortName: 'community', contact: { name: null } },
      matches: null,
    },
    offers: null,
    projects: null,
  });
  expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code, extensions['scope']])).toEqual([
    ['need.unit.contact.name', 'SCOPE_REQUIRED', 'contacts:read'],
    ['need.matches', 'SCOPE_REQUIRED', 'promises:read'],
    ['offers', 'SCOPE_REQUIRED', 'offers:read'],
    ['projects', 'SCOPE_REQUIRED', 'projects:read'],
  ]);

  const { consent: withdrawn } = await red.community.do(WithdrawConsentDocument, withdraw(consent));
  expect(withdrawn).toMatchObject({ isInForce: false, reason: '本人来电撤回', version: 2 });
  expect(withdrawn?.withdrawnAt).toBe(withdrawn?.until);
  expect(await seenBy(app, wish)).toBeNull();
  // Given anew, it is another one.
  const again = await meals.consent(wish);
  expect(again.id).not.toBe(consent.id);
  expect(await seenBy(app, wish)).toMatchObject(MASKED);
  expect((await consentsOf(wish, red.community)).map(({ isInForce }) => isInForce)).toEqual([true, false, true]);
});

describe('whom a need is for', () => {
  test('is shown to its unit, its supplier and nobody else, and never to who only coordinates', async () => {
    const { red, blue, world } = meals;
    const wish = await meals.wish({ visibility: 'PUBLIC', audience: [red.id] });
    const others = async (need: object | null = { title: '午餐', beneficiary: null }) => {
      for (const who of [red.street, red.power, blue.harbour, red.street.withoutHat()]) {
        expect(await seenBy(who, wish)).toBeNull();
      }
      const query = 'query ($n: ID!, $id: ID!) { need(id: $n) { title beneficiary { id } } node(id: $id) { id } }';
      const { data } = await world.ask(query, { n: wish.needId, id: wish.id });
      expect(data).toEqual({ need, node: null });
    };
    await others();
    expect(await seenBy(red.community, wish)).toEqual({ ...MASKED, id: wish.id, version: 1 });
    expect(await seenBy(red.community.withoutHat(), wish)).toMatchObject(MASKED);
    expect(await seenBy(red.mall, wish)).toBeNull();
    const { commitmentId } = await meals.agree(wish, red.mall);
    await others();
    expect(await seenBy(red.mall, wish)).toEqual({ ...MASKED, id: wish.id, version: null });
    expect(await seenBy(red.mall.withoutHat(), wish)).toMatchObject(MASKED);
    // What was agreed in the one alliance is nothing in the other.
    expect(await seenBy(red.mall.wearing({ 'x-acting-alliance': blue.id }), wish)).toBeNull();
    expect(await consentsOf(wish, red.mall)).toEqual([]);
    // What was agreed stands when the need is withdrawn, until it is fulfilled.
    await red.community.do(WithdrawNeedDocument, { needId: wish.needId, expectedVersion: 1 });
    expect(await seenBy(red.mall, wish)).toMatchObject(MASKED);
    const about = { commitmentId, amount: '2', occurredAt: world.clock.now().toISOString(), note: '两份' };
    const { delivery } = await red.mall.do(RecordDeliveryDocument, about);
    expect(await seenBy(red.mall, wish)).toMatchObject(MASKED);
    await red.community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
    expect(await seenBy(red.mall, wish)).toBeNull();
    await others(null);
  });

  test('is not shown to who supplied something else, or has not signed yet', async () => {
    const { red } = meals;
    const [wish, other] = [await meals.wish(), await meals.wish({ title: '另一份' })];
    await meals.agree(other, red.mall);
    expect(await seenBy(red.mall, other)).toMatchObject(MASKED);
    expect(await seenBy(red.mall, wish)).toBeNull();
  });

  test('is shown in full to the person it was disclosed to, for as long as that holds and it is seen masked', async () => {
    const { red, world } = meals;
    const wish = await meals.wish();
    const { commitmentId } = await meals.agree(wish, red.mall);
    const colleague = await world.people.actor(
      await world.people.post(there(red.mall.unit)),
      there(red.mall.unit),
      red.uuid,
    );
    const about = { subjectId: wish.id, purpose: 'care.meals', reason: '送餐上门' };
    expect(await red.mall.refused(DiscloseDocument, about)).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('does not consent'),
    });
    const consent = await meals.consent(wish);
    expect(await red.mall.refused(DiscloseDocument, { ...about, purpose: 'care.visit' })).toMatchObject({
      code: 'FORBIDDEN',
    });
    for (const who of [red.power, red.street, meals.blue.harbour])
      expect(await who.refused(DiscloseDocument, about)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await meals.app.refused(DiscloseDocument, about)).toMatchObject({ code: 'FORBIDDEN' });
    const wrong = { ...about, subjectId: wish.needId };
    expect(await red.mall.refused(DiscloseDocument, wrong)).toMatchObject({ path: ['input', 'subjectId'] });
    expect((await red.mall.do(DiscloseDocument, about)).disclosure).toMatchObject({
      reason: '送餐上门',
      ofUnit: { id: red.community.unitId },
    });
    // To who does not see it at all a disclosure opens nothing, were there one.
    await world.sql(
      `insert into access.disclosure (id, subject_type, subject_id, of_unit_id, person_id, unit_id, purpose, reason, valid)
       select $1, subject_type, subject_id, of_unit_id, $2, $3, purpose, reason, valid from access.disclosure
       where subject_id = $4`,
      [world.id('disclosure'), red.power.person, red.power.unit, uuidOf(wish.id)],
    );
    const full = {
      disclosure: 'FULL',
      name: '王小明',
      mobile: '+8613812345678',
      identityNumber: '33028219410102001X',
      address: '虞波社区阳光花园3幢2单元501室',
    };
    expect(await seenBy(red.mall, wish)).toMatchObject(full);
    expect(await seenBy(colleague, wish)).toMatchObject(MASKED);
    expect(await seenBy(red.community, wish)).toMatchObject(MASKED);
    expect(await seenBy(red.power, wish)).toBeNull();
    using clock = world.clock.held();
    clock.pass({ minutes: 10, seconds: -1 });
    expect(await seenBy(red.mall, wish)).toMatchObject(full);
    clock.pass({ seconds: 1 });
    expect(await seenBy(red.mall, wish)).toMatchObject(MASKED);
    await red.mall.do(DiscloseDocument, about);
    expect(await seenBy(red.mall, wish)).toMatchObject(full);
    await red.community.do(WithdrawConsentDocument, withdraw(consent));
    expect(await seenBy(red.mall, wish)).toMatchObject(MASKED);
    // Its own unit needs no consent to what it was told itself.
    await red.community.do(DiscloseDocument, { ...about, purpose: 'care.visit' });
    expect(await seenBy(red.community, wish)).toMatchObject(full);
    for (const concerned of [red.mall, red.community])
      expect((await concerned.ask(DisclosuresDocument, { filter: { subjectId: wish.id } })).disclosures).toMatchObject({
        totalCount: concerned === red.mall ? 2 : 4,
      });
    expect((await red.street.ask(DisclosuresDocument, {})).disclosures).toMatchObject({ totalCount: 0 });
    const served = { commitmentId, amount: '2', occurredAt: world.clock.now().toISOString(), note: '两份' };
    const { delivery } = await red.mall.do(RecordDeliveryDocument, served);
    await red.community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
    expect(await seenBy(red.mall, wish)).toBeNull();
  });
});

describe('a consent', () => {
  test('is refused twice, in the past, to no purpose, and to who has nothing to do with the person', async () => {
    const { red, blue } = meals;
    const wish = await meals.wish();
    await meals.agree(wish, red.mall);
    const given = { beneficiaryId: wish.id, purpose: 'care.meals', evidence: '当面同意' };
    const refused = (who: Actor, changed: object = {}) => who.refused(RecordConsentDocument, { ...given, ...changed });
    expect(await refused(red.mall)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(red.street)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(blue.harbour)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(meals.app)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(red.community, { purpose: 'space.hall' })).toMatchObject({ path: ['input', 'purpose'] });
    expect(await refused(red.community, { until: '2026-01-01T00:00:00+08:00' })).toMatchObject({
      path: ['input', 'until'],
    });
    expect(await refused(red.community, { evidence: ' ' })).toMatchObject({ path: ['input', 'evidence'] });
    const consent = await meals.consent(wish);
    expect(await refused(red.community)).toMatchObject({
      code: 'ALREADY_DONE',
      message: `The consent ${consent.id} is recorded and in force already; there is nothing left to do.`,
    });
    const off = withdraw(consent);
    expect(await red.mall.refused(WithdrawConsentDocument, off)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await red.community.refused(WithdrawConsentDocument, { ...off, expectedVersion: 7 })).toMatchObject({
      code: 'VERSION_CONFLICT',
    });
    await red.community.do(WithdrawConsentDocument, off);
    expect(await red.community.refused(WithdrawConsentDocument, { ...off, expectedVersion: 2 })).toMatchObject({
      code: 'ALREADY_DONE',
      message: `The consent ${consent.id} has ended already; there is nothing left to do.`,
    });
  });

  test('of somebody with a login is for them to read and to withdraw, whatever unit they act for', async () => {
    const { red, world } = meals;
    const id = world.id('consent');
    await world.sql(
      `insert into access.consent (id, subject_type, subject_id, unit_id, purpose, evidence, given_at, valid)
       values ($1, 'person', $2, $3, 'emergency.contact', '入职时签署', $4, tstzrange($4, null))`,
      [id, red.power.person, red.community.unit, world.clock.now().toISOString()],
    );
    const consentId = globalId('consent', id);
    const seen = async (who: Actor) => (await who.ask(ConsentByIdDocument, { id: consentId })).node;
    const theirs = { unit: { id: red.community.unitId }, beneficiary: null, isInForce: true };
    expect(await seen(red.power)).toMatchObject(theirs);
    expect(await seen(red.community)).toMatchObject(theirs);
    for (const who of [red.mall, red.street]) expect(await seen(who)).toBeNull();
    const off = { consentId, expectedVersion: 1, reason: '不再同意' };
    expect(await red.mall.refused(WithdrawConsentDocument, off)).toMatchObject({ code: 'NOT_FOUND' });
    const { consent } = await red.power.do(WithdrawConsentDocument, off);
    expect(consent).toMatchObject({ isInForce: false, reason: '不再同意' });
  });
});
