/** Enrolments of the small world, of the street, to which the mall applies: in turn and drawn, somebody in each state. */
import {
  ApplyToEnrolmentDocument,
  ConfirmPlaceDocument,
  DeclinePlaceDocument,
  DrawEnrolmentDocument,
  LeaveEnrolmentDocument,
  OpenEnrolmentDocument,
  WithdrawGuardianConsentDocument,
  type OpenEnrolmentInput,
} from '../../generated/operations.ts';
import { identityNumberOf } from '../../scenarios/benefits/benefit-steps.ts';
import { there } from '../../scenarios/story.ts';
import type { Actor } from '../../support/actor.ts';
import type { World } from '../../support/world.ts';
import type { Cast } from './cast.ts';
import type { Things } from './supply.ts';

export const childNumber = (i: number): string => identityNumberOf('2020-01-01', String(100 + i));

type Opening = Partial<Omit<OpenEnrolmentInput, 'idempotencyKey'>>;

export async function enrolmentOf(world: World, owner: Actor, offerId: string, about: Opening = {}): Promise<string> {
  const { enrolment } = await owner.do(OpenEnrolmentDocument, {
    ...{ offerId, places: 1, until: world.clock.day(1, '09:00'), method: 'FIRST_COME' as const, hoursToConfirm: 48 },
    ...about,
  });
  return there(enrolment).id;
}

export async function applicationOf(world: World, who: Actor, enrolmentId: string, i: number): Promise<string> {
  const consentedAt = world.clock.now().toISOString();
  const guardian = { name: '王强', relation: 'FATHER' as const, mobile: '13812345678', consentShown: '签字' };
  const applicant = { name: '王小明', identityNumber: childNumber(i), guardian: { ...guardian, consentedAt } };
  const { enrolmentApplication } = await who.do(ApplyToEnrolmentDocument, { enrolmentId, applicant });
  return there(enrolmentApplication).id;
}

export async function enrolments(world: World, { red }: Cast, { volunteers }: Things): Promise<Things> {
  const { street, mall } = red;
  const later = () => world.clock.pass({ minutes: 1 });
  const condition = { all: [{ age: { from: 0, below: 9 } }] };
  const about = { places: 4, condition, ageOn: '2027-09-01', takesConsent: true };
  const enrolment = await enrolmentOf(world, street, there(volunteers), about);
  const applied: string[] = [];
  for (let i = 0; i < 7; i += 1) {
    later();
    applied.push(await applicationOf(world, mall, enrolment, i));
  }
  const [first, second, third, fourth] = applied.map((applicationId) => ({ applicationId, expectedVersion: 1 }));
  await mall.do(ConfirmPlaceDocument, there(first));
  await mall.do(DeclinePlaceDocument, there(second));
  await mall.do(ConfirmPlaceDocument, there(third));
  later();
  await mall.do(LeaveEnrolmentDocument, { ...there(third), expectedVersion: 2 });
  await mall.do(WithdrawGuardianConsentDocument, there(fourth));
  const until = new Date(world.clock.now().getTime() + 5 * 60_000).toISOString();
  const draw = { method: 'DRAWN' as const, publicSource: '双色球第2026135期', until };
  const drawn = await enrolmentOf(world, street, there(volunteers), draw);
  for (let i = 0; i < 3; i += 1) {
    later();
    await applicationOf(world, mall, drawn, i);
  }
  world.clock.pass({ minutes: 5 });
  await street.do(DrawEnrolmentDocument, { enrolmentId: drawn, expectedVersion: 1, publicValue: '03 07 12' });
  return { enrolment, enrolmentDrawn: drawn, enrolmentApplication: there(applied[0]) };
}
