/** What units and persons entrust to others ends at once, and at the very instant: data, looks, consents, agreements. */
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { Id } from '../../src/domain/ids.ts';
import {
  ConfirmDeliveryDocument,
  DiscloseDocument,
  LeaveAllianceDocument,
  RecordDeliveryDocument,
  SuspendAgreementDocument,
  TerminateAgreementDocument,
  WithdrawConsentDocument,
} from '../generated/operations.ts';
import { Meals, MASKED, WANG, type Wished } from '../scenarios/matching/meals.ts';
import { catalogued, granted, NUMBER, withdrawn } from '../scenarios/access/sharing-steps.ts';
import { membershipOf, offer, there } from '../scenarios/story.ts';
import type { Actor } from '../support/actor.ts';
import { beginsAtTheInstant, CONTACT, cutsAtOnce, cutsAtTheInstant, headersOf, OFFER, type Sight } from './cuts.ts';

let meals: Meals;
let matching: Id<'app'>;

beforeAll(async () => {
  meals = await Meals.open();
  const { harbour, uuid } = meals.blue;
  await meals.world.people.administrator(there(harbour.unit), there(harbour.person));
  matching = there((await meals.world.people.app(there(harbour.unit), uuid, ['offers:read'], 'supply.match')).app);
});

afterAll(() => meals[Symbol.asyncDispose]());

const inMinutes = (minutes: number): Date => new Date(meals.world.clock.now().getTime() + minutes * 60_000);

let units = 0;

/** A member of the red alliance, with a contact, and an offer that is shown to that alliance. */
async function member(): Promise<{ unit: Actor; offered: string; title: string }> {
  units += 1;
  const { people } = meals.world;
  const unit = await people.unit(`第${units}家`);
  await people.join(unit, meals.red.uuid);
  const actor = await people.actor(await people.administrator(unit), unit, meals.red.uuid);
  await people.contact(actor, '唐小姐', NUMBER);
  const title = `第${units}家的供给`;
  return { unit: actor, offered: await offer(actor, { title }), title };
}

async function leaves(actor: Actor): Promise<void> {
  const { id: membershipId, version: expectedVersion } = await membershipOf(actor, meals.red.id);
  await actor.do(LeaveAllianceDocument, { membershipId, expectedVersion, reason: '搬迁' });
}

describe.each(['listing', 'contact', 'listing, for an app'] as const)('a %s that is shared', (what) => {
  /** By a member of the red alliance with the harbour, which is in another one. */
  async function shared(until?: Date) {
    const { world, blue } = meals;
    const { unit, offered, title } = await member();
    const isApp = what === 'listing, for an app';
    const agreement = await granted(world, blue.harbour, unit, {
      ...{ kind: what === 'contact' ? 'CONTACT' : 'OFFERS', purpose: 'supply.match', mayReshare: isApp },
      ...(until && { until: until.toISOString() }),
    });
    const headers = await headersOf(world, isApp ? { app: matching } : blue.harbour, blue.id);
    const seen: Sight =
      what === 'contact'
        ? { world, headers, query: CONTACT, variables: { id: unit.unitId }, mark: NUMBER }
        : { world, headers, query: OFFER, variables: { id: offered }, mark: title };
    return { unit, agreement, seen };
  }

  test('is not seen any more when the agreement is withdrawn', async () => {
    await cutsAtOnce(
      () => shared(),
      ({ unit, agreement }) => withdrawn(unit, agreement),
      ({ seen }) => seen,
    );
  });

  test('is not seen any more when the catalogue says that it is not shared', async () => {
    await cutsAtOnce(
      () => shared(),
      ({ unit }) => catalogued(unit, what === 'contact' ? 'CONTACT' : 'OFFERS', 'NONE'),
      ({ seen }) => seen,
    );
  });

  test('is not seen from the instant at which the agreement ends', async () => {
    const end = inMinutes(60);
    const { seen } = await shared(end);
    await cutsAtTheInstant(seen, end);
  });
});

describe('a contact that was disclosed', () => {
  async function disclosed() {
    const { world, red } = meals;
    const { unit } = await member();
    const said = { subjectId: unit.unitId, purpose: 'emergency.contact', reason: '上门前联系' };
    await red.community.do(DiscloseDocument, said);
    const headers = await headersOf(world, red.community, red.id);
    return { unit, seen: { world, headers, query: CONTACT, variables: { id: unit.unitId }, mark: NUMBER } };
  }

  test('is not seen in full from the instant at which ten minutes are over', async () => {
    const end = inMinutes(10);
    await cutsAtTheInstant((await disclosed()).seen, end);
  });

  test('is not seen in full any more when its unit leaves', async () => {
    await cutsAtOnce(
      disclosed,
      ({ unit }) => leaves(unit),
      ({ seen }) => seen,
    );
  });
});

/** All that was promised is delivered, and confirmed. */
async function fulfilled(supplier: Actor, commitmentId: string): Promise<void> {
  const given = { commitmentId, amount: '2', occurredAt: meals.world.clock.now().toISOString(), note: '已送' };
  const { delivery } = await supplier.do(RecordDeliveryDocument, given);
  await meals.red.community.do(ConfirmDeliveryDocument, { deliveryId: there(delivery).id });
}

const PERSON = 'query ($id: ID!) { node(id: $id) { ... on Beneficiary { identityNumber } } }';

async function sightOf(who: Actor, { id }: Wished, mark: string): Promise<Sight> {
  const { world, red } = meals;
  const headers = await headersOf(world, who, red.id);
  return { world, headers, query: PERSON, variables: { id }, mark };
}

describe('a person, for an app of who serves the need,', () => {
  async function consented(until?: Date) {
    const { world, red } = meals;
    const { unit } = await member();
    const app = await world.people.app(there(unit.unit), red.uuid, ['needs:read'], 'care.meals');
    const wish = await meals.wish();
    const { agreementId, commitmentId } = await meals.agree(wish, unit);
    const consent = await meals.consent(wish, 'care.meals', until?.toISOString() ?? null);
    return {
      unit,
      community: red.community,
      agreementId,
      commitmentId,
      consent,
      seen: await sightOf(app, wish, MASKED.identityNumber),
    };
  }

  test('is not seen any more when the consent is withdrawn', async () => {
    await cutsAtOnce(
      () => consented(),
      ({ community, consent: { id: consentId, version: expectedVersion } }) =>
        community.do(WithdrawConsentDocument, { consentId, expectedVersion, reason: '本人要求' }),
      ({ seen }) => seen,
    );
  });

  test('is not seen from the instant at which the consent ends', async () => {
    const end = inMinutes(60);
    const { seen } = await consented(end);
    await cutsAtTheInstant(seen, end);
  });

  test('is not seen from the instant at which the agreement ends', async () => {
    const end = inMinutes(60);
    const { unit, agreementId, seen } = await consented();
    const notice = { agreementId, expectedVersion: 2, reason: '另有安排', effectiveAt: end.toISOString() };
    await unit.do(TerminateAgreementDocument, notice);
    await cutsAtTheInstant(seen, end);
  });

  test('is not seen any more when the unit that installed it leaves', async () => {
    await cutsAtOnce(
      () => consented(),
      ({ unit }) => leaves(unit),
      ({ seen }) => seen,
    );
  });

  test('is not seen any more when the agreement is fulfilled', async () => {
    await cutsAtOnce(
      () => consented(),
      ({ unit, commitmentId }) => fulfilled(unit, commitmentId),
      ({ seen }) => seen,
    );
  });
});

describe('a person, for who serves the need,', () => {
  async function served() {
    const { red } = meals;
    const wish = await meals.wish();
    const agreed = await meals.agree(wish, red.mall);
    return { wish, ...agreed, seen: await sightOf(red.mall, wish, MASKED.identityNumber) };
  }

  test('is not seen any more when the agreement is fulfilled', async () => {
    await cutsAtOnce(
      served,
      ({ commitmentId }) => fulfilled(meals.red.mall, commitmentId),
      ({ seen }) => seen,
    );
  });

  test('is not seen from the instant at which the agreement is terminated', async () => {
    const end = inMinutes(30);
    const { agreementId, seen } = await served();
    const notice = { agreementId, expectedVersion: 2, reason: '另有安排', effectiveAt: end.toISOString() };
    await meals.red.mall.do(TerminateAgreementDocument, notice);
    await cutsAtTheInstant(seen, end);
  });

  test('is not seen while the agreement is suspended, and seen again from the instant at which that is over', async () => {
    const until = inMinutes(30);
    await cutsAtOnce(
      served,
      ({ agreementId }) =>
        meals.red.mall.do(SuspendAgreementDocument, {
          ...{ agreementId, expectedVersion: 2, reason: '场地维修', until: until.toISOString() },
        }),
      ({ seen }) => seen,
    );
    const { agreementId, seen } = await served();
    const later = new Date(until.getTime() + 30 * 60_000);
    await meals.red.mall.do(SuspendAgreementDocument, {
      ...{ agreementId, expectedVersion: 2, reason: '场地维修', until: later.toISOString() },
    });
    await beginsAtTheInstant(seen, later);
  });

  async function looked(until: Date | null = null) {
    const { red } = meals;
    const scene = await served();
    const consent = await meals.consent(scene.wish, 'care.meals', until?.toISOString() ?? null);
    const said = { subjectId: scene.wish.id, purpose: 'care.meals', reason: '送餐前联系' };
    await red.mall.do(DiscloseDocument, said);
    return { ...scene, consent, seen: await sightOf(red.mall, scene.wish, WANG.identityNumber) };
  }

  test('is not seen in full from the instant at which ten minutes are over', async () => {
    const end = inMinutes(10);
    await cutsAtTheInstant((await looked()).seen, end);
  });

  test('is not seen in full from the instant at which the consent ends', async () => {
    const end = inMinutes(5);
    await cutsAtTheInstant((await looked(end)).seen, end);
  });

  test('is not seen in full any more when the consent is withdrawn', async () => {
    await cutsAtOnce(
      () => looked(),
      ({ consent: { id: consentId, version: expectedVersion } }) =>
        meals.red.community.do(WithdrawConsentDocument, { consentId, expectedVersion, reason: '本人要求' }),
      ({ seen }) => seen,
    );
  });

  test('is not seen in full any more when the agreement is fulfilled', async () => {
    await cutsAtOnce(
      () => looked(),
      ({ commitmentId }) => fulfilled(meals.red.mall, commitmentId),
      ({ seen }) => seen,
    );
  });
});
