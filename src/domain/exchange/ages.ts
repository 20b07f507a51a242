/** How old somebody is by the day in China, in full years (周岁). */

/**
 * Full years on a day; both ISO 8601. A year is full on the birthday itself, and for who was born on 29 February on 1 March
 * where the year has none: as units count by age (docs/decisions/0062).
 */
export function fullYears(bornOn: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** The day of birth that an identity number (公民身份号码) of 18 characters tells. */
export function bornOnOf(identityNumber: string): string {
  const digits = identityNumber.slice(6, 14);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
