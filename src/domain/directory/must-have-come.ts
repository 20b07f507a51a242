import { dayInChina } from '../calendar.ts';
import { RefusalError } from '../errors.ts';

/** Throws `INVALID_INPUT` where the day that the field of the input names is to come. */
export function mustHaveCome(field: string, day: string, now: Date): void {
  if (day <= dayInChina(now)) return;
  throw RefusalError.invalid(
    ['input', field],
    `input.${field} 尚未到来，请填写今天或更早的日期。`,
    `input.${field} is to come: name today or a day before.`,
  );
}
