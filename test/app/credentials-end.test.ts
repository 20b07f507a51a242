/** Logins and keys that ended open nothing, from the very next request on and with a token that is good for long yet. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../src/domain/ids.ts';
import { OidcIssuer } from '../../src/platform/identity/oidc-issuer.ts';
import { WhoAmIDocument } from '../generated/operations.ts';
import { accepted, administratorOf, invited } from '../scenarios/people/posting.ts';
import { there } from '../scenarios/story.ts';
import { Actor } from '../support/actor.ts';
import { addKey, addLogin } from '../support/bearers.ts';
import { TestIssuer } from '../support/issuer.ts';
import type { AllianceOfTest } from '../support/people.ts';
import { createWorld, testIssuer, type World } from '../support/world.ts';

let provider: TestIssuer;
let world: World;
let red: AllianceOfTest<'street' | 'mall'>;

beforeAll(async () => {
  provider = await TestIssuer.open();
  world = await createWorld({ trust: (logger) => [testIssuer, new OidcIssuer(provider.settings, logger)] });
  red = await world.alliance('五色', 'street', 'mall');
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

interface Refused {
  readonly errors: readonly { readonly extensions: { readonly code: string } }[];
}

const stranger = (token: string): Actor => new Actor(world, token, { person: null, unit: null, alliance: null });

describe('what ended opens nothing from the very next request on', () => {
  const PUBLIC = '{ offers { totalCount } }';
  const READ = '{ viewer { kind } }';
  const ACT = `mutation { withdrawOffer(input: { idempotencyKey: "k", expectedVersion: 1, offerId: "${'offer_'.padEnd(38, '0')}" }) { replayed } }`;

  /** What each of them is answered: read a right, read what is public, act. */
  async function codes(bearer: string): Promise<(string | undefined)[]> {
    const asked = [READ, PUBLIC, ACT].map(async (query) => {
      const response = await world.post({ query }, { authorization: `Bearer ${bearer}` });
      return response.json<Partial<Refused>>().errors?.[0]?.extensions.code;
    });
    return Promise.all(asked);
  }

  const good = [undefined, undefined, undefined];
  const ended = ['UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED'];

  test('a login, with a token in use that is good for long yet', async () => {
    const person = await world.people.post(there(red.street.unit));
    const login = await addLogin(world.sql, person, provider.url, 'leaving');
    const token = await provider.sign(world.clock.now(), { sub: 'leaving' });
    expect(await codes(token)).toEqual(good);
    await world.sql('update access.login set valid = tstzrange(lower(valid), $2) where id = $1', [
      login,
      world.clock.now(),
    ]);
    expect(await codes(token)).toEqual(ended);
  });

  test('a login of somebody who was a stranger until they accepted an invitation', async () => {
    const administrator = await administratorOf(world, red.mall);
    const token = await provider.sign(world.clock.now(), { sub: 'a newcomer' });
    const newcomer = stranger(token);
    const post = await accepted(newcomer, await invited(administrator));
    expect(await newcomer.ask(WhoAmIDocument, {})).toMatchObject({ viewer: { unit: { id: red.mall.unitId } } });
    const enrolled = await world.sql<{ person: string }>(
      'select l.person_id as person from access.login l where issuer = $1 and subject = $2',
      [provider.url, 'a newcomer'],
    );
    expect(enrolled.map(({ person }) => globalId('person', person))).toEqual([there(post.holder).id]);
    expect(await codes(token)).toEqual(good);
    const end = 'update access.login set valid = tstzrange(lower(valid), $2) where subject = $1';
    await world.sql(end, ['a newcomer', world.clock.now()]);
    expect(await codes(token)).toEqual(ended);
    expect(await codes(await provider.sign(world.clock.now(), { sub: 'a newcomer' }))).toEqual(ended);
  });

  test('a key that is revoked, and one whose time is over', async () => {
    const { app } = await world.people.app(there(red.mall.unit), red.uuid);
    const [revoked, expiring] = [await addKey(world.sql, there(app)), await addKey(world.sql, there(app))];
    const set = 'update access.app_key set valid = tstzrange(lower(valid), $2) where id = $1';
    await world.sql(set, [expiring.id, new Date(world.clock.now().getTime() + 60_000)]);
    expect([await codes(revoked.text), await codes(expiring.text)]).toEqual([good, good]);
    await world.sql(set, [revoked.id, world.clock.now()]);
    expect([await codes(revoked.text), await codes(expiring.text)]).toEqual([ended, good]);
    world.clock.pass({ minutes: 1 });
    expect([await codes(revoked.text), await codes(expiring.text)]).toEqual([ended, ended]);
  });
});
