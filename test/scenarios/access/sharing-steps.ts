/** Steps of sharing that its scenarios take. */
import {
  ContactOfDocument,
  GrantSharingDocument,
  RequestSharingDocument,
  SetDataItemDocument,
  WithdrawSharingDocument,
  type DataKind,
  type SharingAttribute,
  type SharingNowFragment,
  type RequestSharingInput,
  type SharingPrecision,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import { createWorld, type World } from '../../support/world.ts';
import { there } from '../story.ts';

interface Wanted {
  readonly kind?: DataKind;
  readonly purpose?: string;
  readonly precision?: SharingPrecision;
  readonly mayReshare?: boolean;
  readonly until?: string;
}

/** The same person administers the unit from now on. */
export async function administering(world: World, actor: Actor): Promise<Actor> {
  await world.people.administrator(there(actor.unit), there(actor.person));
  return actor;
}

/** A unit in no alliance, with somebody who administers it. */
export async function unitOutside(world: World, name: string): Promise<Actor> {
  const unit = await world.people.unit(name, 'HOSPITAL');
  return world.people.actor(await world.people.administrator(unit), unit, null);
}

export const NUMBER = '+8613812345678';

/** A community of an alliance, administered and with a contact, its neighbours, and a hospital that is in none. */
export async function neighbours(): Promise<
  Record<'street' | 'mall' | 'community' | 'hospital', Actor> & { readonly world: World }
> {
  const world = await createWorld();
  const { street, mall, community: neighbour } = await world.alliance('五色', 'street', 'mall', 'community');
  const community = await administering(world, neighbour);
  await world.people.contact(community, '王小明', NUMBER);
  return { world, street, mall, community, hospital: await unitOutside(world, 'hospital') };
}

/** What is asked for unless something else is said: the contact, in full, for health services, for a month. */
export const asking = (
  world: World,
  provider: Actor,
  wanted: Wanted = {},
): Omit<RequestSharingInput, 'idempotencyKey'> => ({
  providerUnitId: provider.unitId,
  kind: 'CONTACT' as const,
  purpose: 'care.health',
  precision: 'FULL' as const,
  mayReshare: false,
  until: world.clock.day(30, '09:00'),
  statement: '上门义诊需要联系社区',
  ...wanted,
});

export async function requested(
  world: World,
  consumer: Actor,
  provider: Actor,
  wanted: Wanted = {},
): Promise<SharingNowFragment> {
  return there((await consumer.do(RequestSharingDocument, asking(world, provider, wanted))).sharingAgreement);
}

export async function granted(
  world: World,
  consumer: Actor,
  provider: Actor,
  wanted: Wanted = {},
): Promise<SharingNowFragment> {
  const { id: agreementId, version: expectedVersion } = await requested(world, consumer, provider, wanted);
  return there((await provider.do(GrantSharingDocument, { agreementId, expectedVersion })).sharingAgreement);
}

export async function withdrawn(actor: Actor, { id, version }: SharingNowFragment): Promise<SharingNowFragment> {
  const ended = { agreementId: id, expectedVersion: version, reason: '不再需要' };
  return there((await actor.do(WithdrawSharingDocument, ended)).sharingAgreement);
}

export async function catalogued(
  actor: Actor,
  kind: DataKind,
  attribute: SharingAttribute,
  expectedVersion: number | null = null,
): Promise<void> {
  await actor.do(SetDataItemDocument, { kind, attribute, expectedVersion, note: '涉及居民隐私' });
}

/** How much of the contact of a unit is disclosed to somebody, and the number. */
export async function contactSeen(who: Actor, of: Actor): Promise<unknown> {
  const { unit } = await who.ask(ContactOfDocument, { unitId: of.unitId });
  return [unit?.contact.disclosure, unit?.contact.mobile];
}
