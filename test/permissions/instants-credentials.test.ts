/** Posts that are passed on, logins, keys and installations end at once, and at the very instant. */
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { OidcIssuer } from '../../src/platform/identity/oidc-issuer.ts';
import {
  CreateAppKeyDocument,
  EndPostDocument,
  InstallAppDocument,
  RegisterAppDocument,
  RetireAppDocument,
  RevokeAppKeyDocument,
  UninstallAppDocument,
} from '../generated/operations.ts';
import { administratorOf, appointed, ending } from '../scenarios/people/posting.ts';
import { administering } from '../scenarios/access/sharing-steps.ts';
import { offer, there } from '../scenarios/story.ts';
import type { Actor } from '../support/actor.ts';
import { addLogin } from '../support/bearers.ts';
import { TestIssuer } from '../support/issuer.ts';
import type { AllianceOfTest } from '../support/people.ts';
import { createWorld, testIssuer, type Headers, type World } from '../support/world.ts';
import { CONTACT, cutsAtOnce, cutsAtTheInstant, headersOf, OFFER, type Sight } from './cuts.ts';

let provider: TestIssuer;
let world: World;
let red: AllianceOfTest<'street' | 'mall' | 'community'>;
let administrator: Actor;
let sights: Readonly<Record<'listing' | 'contact', Omit<Sight, 'headers'>>>;

beforeAll(async () => {
  provider = await TestIssuer.open();
  world = await createWorld({ trust: (logger) => [testIssuer, new OidcIssuer(provider.settings, logger)] });
  red = await world.alliance('五色', 'street', 'mall', 'community');
  administrator = await administratorOf(world, red.community);
  await world.people.contact(red.mall, '唐小姐', '+8613812345678');
  const title = '联盟内的供给';
  const id = await offer(red.mall, { title });
  sights = {
    listing: { world, query: OFFER, variables: { id }, mark: title },
    contact: { world, query: CONTACT, variables: { id: red.mall.unitId }, mark: '+86138****5678' },
  };
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

const inAnHour = (): Date => new Date(world.clock.now().getTime() + 3_600_000);

/** Ends something, as no act does: at an instant to come. */
const endAt = (table: string, key: string, id: string | null, end: Date): Promise<unknown> =>
  world.sql(`update ${table} set valid = tstzrange(lower(valid), $2) where ${key} = $1`, [id, end.toISOString()]);

const underTheHat = (authorization: string): Headers => ({ authorization, 'x-acting-alliance': red.id });

describe.each(['listing', 'contact'] as const)('a %s', (lane) => {
  describe('for who was appointed', () => {
    async function held() {
      const { actor, post } = await appointed(world, administrator);
      return { post, seen: { ...sights[lane], headers: await headersOf(world, actor, red.id) } };
    }

    test('is not seen any more when the post is ended', async () => {
      await cutsAtOnce(
        held,
        ({ post }) => administrator.do(EndPostDocument, ending(post)),
        ({ seen }) => seen,
      );
    });
  });

  describe('for who stands in', () => {
    async function delegated(until = world.clock.day(7, '09:00')) {
      const { actor: source, post } = await appointed(world, administrator);
      const { actor } = await appointed(world, source, { until, delegatedFromId: post.id });
      return { source, post, seen: { ...sights[lane], headers: await headersOf(world, actor, red.id) } };
    }

    test('is not seen any more when the post ends from which it was delegated', async () => {
      await cutsAtOnce(
        () => delegated(),
        ({ source, post }) => source.do(EndPostDocument, ending(post)),
        ({ seen }) => seen,
      );
    });

    test('is not seen from the instant at which that ends', async () => {
      const { source, seen } = await delegated();
      const end = inAnHour();
      await endAt('directory.post', 'person_id', source.person, end);
      await cutsAtTheInstant(seen, end);
    });

    test('is not seen from the instant at which the term is over', async () => {
      const end = inAnHour();
      const { seen } = await delegated(end.toISOString());
      await cutsAtTheInstant(seen, end);
    });
  });

  describe('for who signed in', () => {
    let logins = 0;

    async function signedIn() {
      logins += 1;
      const sub = `${lane} ${logins}`;
      const person = await world.people.post(there(red.community.unit));
      const login = await addLogin(world.sql, person, provider.url, sub);
      const token = await provider.sign(world.clock.now(), { sub, exp: world.clock.now().getTime() / 1000 + 86_400 });
      return { login, seen: { ...sights[lane], headers: underTheHat(`Bearer ${token}`) } };
    }

    test('is not seen any more when the login is ended', async () => {
      await cutsAtOnce(
        signedIn,
        ({ login }) => endAt('access.login', 'id', login, world.clock.now()),
        ({ seen }) => seen,
      );
    });

    test('is not seen from the instant at which the login ends', async () => {
      const { login, seen } = await signedIn();
      const end = inAnHour();
      await endAt('access.login', 'id', login, end);
      await cutsAtTheInstant(seen, end);
    });
  });

  describe('for an app with a key', () => {
    async function keyed() {
      const maker = await administering(world, red.street);
      const about = { name: '配餐助手', vendor: '某公司', purpose: '配餐' };
      const { id: appId } = there((await maker.do(RegisterAppDocument, about)).app);
      const { secret, appKey } = await maker.do(CreateAppKeyDocument, { appId, name: '服务器', days: 1 });
      const scopes = ['offers:read', 'contacts:read'];
      const { installation } = await administrator
        .wearing({ 'x-acting-alliance': red.id })
        .do(InstallAppDocument, { appId, scopes, purpose: 'care.meals' });
      const seen = { ...sights[lane], headers: underTheHat(`Bearer ${there(secret)}`) };
      return { maker, appId, key: there(appKey), installation: there(installation), seen };
    }

    test('is not seen any more when the key is revoked', async () => {
      await cutsAtOnce(
        keyed,
        ({ maker, key: { id: keyId, version: expectedVersion } }) =>
          maker.do(RevokeAppKeyDocument, { keyId, expectedVersion }),
        ({ seen }) => seen,
      );
    });

    test('is not seen from the instant at which the key expires', async () => {
      const { seen } = await keyed();
      await cutsAtTheInstant(seen, new Date(world.clock.now().getTime() + 86_400_000));
    });

    test('is not seen any more when the app is uninstalled', async () => {
      await cutsAtOnce(
        keyed,
        ({ installation: { id: installationId, version: expectedVersion } }) =>
          administrator.do(UninstallAppDocument, { installationId, expectedVersion }),
        ({ seen }) => seen,
      );
    });

    test('is not seen any more when the app is retired', async () => {
      await cutsAtOnce(
        keyed,
        ({ maker, appId }) => maker.do(RetireAppDocument, { appId, expectedVersion: 1 }),
        ({ seen }) => seen,
      );
    });
  });
});
