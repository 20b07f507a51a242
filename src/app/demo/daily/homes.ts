/** Households that a grid officer calls on, and whom a wish is for: protected, and by consent. */
import { dayInChina } from '../../../domain/calendar.ts';
import { globalId } from '../../../domain/ids.ts';
import {
  DailyAgreeHouseholdLinkDocument,
  DailyProposeHouseholdLinkDocument,
  DailyRecordConsentDocument,
  DailyRecordVisitDocument,
  DailyRegisterHouseholdDocument,
  DailySetBeneficiaryDocument,
} from '../../../generated/operations.ts';
import { atTime, daysFrom } from '../calendar.ts';
import { made, type Cast } from '../cast.ts';
import { idOf, type Land } from '../land.ts';
import { nobodysMobile } from './numbers.ts';
import { ALLIANCE, type DailyRows } from './rows.ts';

const FRESH = 1;

/** Each is called on once; where nobody was at home there is something to follow up. */
const households = [
  {
    known: { door: '3幢2单元501室', size: 1, contact: { name: '沈阿婆', mobile: nobodysMobile(41), basis: 'CONSENT' } },
    ...{ daysAgo: 9, visit: { purpose: 'visit.greeting', outcome: 'visit-outcome.met', needsFollowUp: false } },
  },
  {
    known: { door: '5幢1单元202室', size: 2, contact: { name: '徐伯', mobile: nobodysMobile(42), basis: 'CONSENT' } },
    ...{ daysAgo: 2, visit: { purpose: 'visit.needs', outcome: 'visit-outcome.absent', needsFollowUp: true } },
  },
] as const;

export async function tellHomes(cast: Cast, { wishes }: DailyRows, land: Land, now: Date): Promise<void> {
  const community = (days: number, time: string) => cast('yubo', ALLIANCE, atTime(now, days, time));
  for (const [i, household] of households.entries()) await tellHousehold(cast, `home-${i + 1}`, household, land, now);
  const step = 'wish-beneficiary';
  const person = { name: '沈阿婆', mobile: nobodysMobile(41), address: '虞波社区阳光花园3幢2单元501室' };
  const whose = { needId: globalId('need', wishes.company.id), ...person };
  const told = await community(-17, '10:00').act(step, DailySetBeneficiaryDocument, whose);
  await community(-17, '10:05').act(`${step}-consents`, DailyRecordConsentDocument, {
    ...{ beneficiaryId: made(step, told.beneficiary).id, purpose: 'care.visit' },
    evidence: '入户走访，本人当面签署同意书',
  });
}

/** The community registers it and proposes who calls; the grid officer agrees in their own name, and calls. */
async function tellHousehold(
  cast: Cast,
  step: string,
  { known, daysAgo, visit }: (typeof households)[number],
  { areas, duties }: Land,
  now: Date,
): Promise<void> {
  const community = (days: number) => cast('yubo', null, atTime(now, days, '09:30'));
  const officer = (days: number) => cast('riders', null, atTime(now, days, '19:00'));
  const home = { areaId: idOf(areas, 'yubo-2-1'), ...known };
  const registered = await community(-40).act(step, DailyRegisterHouseholdDocument, home);
  const householdId = made(step, registered.household).id;
  const wish = { type: 'grid-visiting', householdId, personRelationId: idOf(duties, 'riders') };
  const proposed = await community(-38).act(`${step}-link`, DailyProposeHouseholdLinkDocument, wish);
  const householdLinkId = made(`${step}-link`, proposed.householdLink).id;
  const answer = { householdLinkId, expectedVersion: FRESH };
  await officer(-37).act(`${step}-link-agreed`, DailyAgreeHouseholdLinkDocument, answer);
  const call = { householdLinkId, day: dayInChina(daysFrom(now, -daysAgo)), ...visit };
  await officer(-daysAgo).act(`${step}-visit`, DailyRecordVisitDocument, call);
}
