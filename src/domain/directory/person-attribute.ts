import { isOfCalendar } from '../calendar.ts';

/** What persons say of themselves (个人属性), which units count by and nobody else is told. */
export const attributeKinds = ['AGE', 'WORK', 'HOME_AREA', 'HEALTH'] as const;
export type AttributeKind = (typeof attributeKinds)[number];

/** The vocabulary that a kind takes its values from, where it does. */
export const vocabularyOf: Readonly<Partial<Record<AttributeKind, string>>> = {
  WORK: 'PERSON_WORK',
  HEALTH: 'PERSON_HEALTH',
};

const OLDEST_YEARS = 130;

/** Whether the text is a day on which somebody may have been born who is there today. */
export function mayBeBornOn(born: string, today: string): boolean {
  const first = `${Number(today.slice(0, 4)) - OLDEST_YEARS}${today.slice(4)}`;
  return isOfCalendar(born) && first < born && born <= today;
}
