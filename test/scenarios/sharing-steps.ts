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
  type SharingPrecision,
} from '../generated/operations.ts';
import type { Actor } from '../support/actor.ts';
import type { World } from '../support/world.ts';
import { there } from './story.ts';

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

/** What is asked for unless something else is said: the contact, in full, for health services, for a month. */
export const asking = (world: World, provider: Actor, wanted: Wanted = {}) => ({
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
