/** The words that everybody uses in the worlds of tests: a few codes, and some vocabularies as they are shipped. */
import { loadSchemes } from '../../src/app/classification-schemes.ts';
import { loadTerms, readTerms, type Query } from '../../src/app/terms.ts';
import { freshId } from '../../src/platform/clock.ts';
import { TestClock } from './clock.ts';

const CODES: Readonly<Record<string, readonly string[]>> = {
  BODY_KIND: ['body.joint-conference', 'body.group'],
  CATEGORY: ['space.hall', 'space.meeting', 'staff.electrician', 'staff.volunteer'],
  PURPOSE: ['care.meals', 'care.visit', 'care.health', 'supply.match', 'emergency.contact'],
  PLACE_KIND: ['centre', 'station', 'home', 'rider-home', 'deliberation', 'living-room', 'point'].map(
    (kind) => `place.${kind}`,
  ),
  ALLIANCE_KIND: ['alliance.area', 'alliance.industry'],
  AREA_STATISTIC: ['statistic.population', 'statistic.young-and-middle-aged'],
};

/** Vocabularies that a world has as they are shipped. */
const SHIPPED: readonly string[] = [
  'UNIT_CLASS',
  'PERSON_WORK',
  'PERSON_HEALTH',
  'VISIT_PURPOSE',
  'VISIT_OUTCOME',
  'RESOURCE_CONDITION',
  'OCCUPATION',
  'HOUSEHOLD_FACT',
  'DOCUMENT',
];

export async function loadWords(query: Query): Promise<void> {
  const now = new TestClock().now();
  const own = Object.entries(CODES).flatMap(([scheme, codes]) =>
    codes.map((code, rank) => {
      const named = { scheme, code, labelZh: code, labelEn: code, rank };
      return { id: freshId('term', now), ...named, until: null, source: null };
    }),
  );
  await loadTerms(query, own);
  await loadTerms(
    query,
    readTerms().filter(({ scheme }) => SHIPPED.includes(scheme)),
  );
  await loadSchemes(query);
}
