/** Steps of scenarios on the life of agreements: one stands still, goes on, is given notice of, ends. */
import { withOwner } from '../../../src/data/open.ts';
import { confirmDeliveries } from '../../../src/modules/exchange/index.ts';
import {
  AgreementLifeOfDocument,
  RenewAgreementDocument,
  ResumeAgreementDocument,
  SuspendAgreementDocument,
  TerminateAgreementDocument,
  WithdrawTerminationDocument,
  type AgreementLifeFragment,
  type RenewedNowFragment,
} from '../../generated/operations.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import { there } from '../story.ts';
import { between, drafted, signs } from './terms-steps.ts';

interface Named {
  readonly id: string;
}

export const lifeOf = async (who: Actor, { id }: Named): Promise<AgreementLifeFragment> =>
  there((await who.ask(AgreementLifeOfDocument, { id })).agreement);

/** The first of what is promised in it. */
export const firstOf = async (who: Actor, of: Named): Promise<AgreementLifeFragment['commitments']['nodes'][number]> =>
  there((await lifeOf(who, of)).commitments.nodes[0]);

/** As acts on it want it named. */
export async function named(who: Actor, of: Named): Promise<{ agreementId: string; expectedVersion: number }> {
  return { agreementId: of.id, expectedVersion: (await lifeOf(who, of)).version };
}

/** An agreement of both that is active, with those terms beside what they promise each other: two hours each. */
export async function inForce(one: Actor, other: Actor, about: object = {}): Promise<Named> {
  const { terms, ...written } = between(one, other);
  const { id } = await drafted(one, { ...written, terms: { ...terms, ...about } });
  for (const who of [one, other]) await signs(who, { id });
  return { id };
}

export async function suspended(who: Actor, of: Named, until: string | null = null): Promise<AgreementLifeFragment> {
  const about = { ...(await named(who, of)), reason: '场地维修', until };
  return there((await who.do(SuspendAgreementDocument, about)).agreement);
}

export async function resumed(who: Actor, of: Named): Promise<AgreementLifeFragment> {
  return there((await who.do(ResumeAgreementDocument, await named(who, of))).agreement);
}

export async function givenNotice(
  who: Actor,
  of: Named,
  effectiveAt: string | null = null,
): Promise<AgreementLifeFragment> {
  const about = { ...(await named(who, of)), reason: '场地另有安排', effectiveAt };
  return there((await who.do(TerminateAgreementDocument, about)).agreement);
}

export async function withdrawn(who: Actor, of: Named): Promise<AgreementLifeFragment> {
  return there((await who.do(WithdrawTerminationDocument, await named(who, of))).agreement);
}

/** For the year that begins then. */
export async function renewed(
  who: Actor,
  { id: agreementId }: Named,
  validFrom = '2027-12-01T00:00:00+08:00',
  validThrough = '2028-11-30T23:59:00+08:00',
): Promise<RenewedNowFragment> {
  return there((await who.do(RenewAgreementDocument, { agreementId, validFrom, validThrough })).agreement);
}

/** What time has done is written down; how many deliveries were confirmed by that. */
export const writeDown = (world: World): Promise<number> =>
  withOwner(world.database, (client) => confirmDeliveries(client, world.clock.now()));

/** What was told of it that nobody did, in its order. */
export async function toldByTime(world: World): Promise<string[]> {
  const told = await world.sql<{ type: string }>(
    "select type from data.outbox where actor ->> 'person' is null order by seq",
  );
  return told.map(({ type }) => type);
}
