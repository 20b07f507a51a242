/** Whether an offer suits a need: another unit's, counted alike, of one branch of categories, at a time they share. */
import { minuteInChina } from '../calendar.ts';
import { RefusalError, type Bilingual } from '../errors.ts';
import { overlaps } from '../period.ts';

interface Listed {
  readonly ownerUnitId: string;
  readonly category: string;
  readonly quantityUnit: string;
  readonly startsAt?: Date | null | undefined;
  readonly endsAt?: Date | null | undefined;
}

/** Throws `INVALID_INPUT` at the offer, naming what does not fit. */
export function mustSuit(need: Listed, offer: Listed): void {
  const problem = misfitOf(need, offer);
  if (problem !== null) throw RefusalError.invalid(['input', 'offerId'], problem.zh, problem.en);
}

function misfitOf(need: Listed, offer: Listed): Bilingual | null {
  if (offer.ownerUnitId === need.ownerUnitId) {
    return {
      zh: '供给与需求属于同一单位，不能对接；请选择其他单位的供给。',
      en: 'The offer and the need are of the same unit and cannot be matched: choose the offer of another unit.',
    };
  }
  if (offer.quantityUnit !== need.quantityUnit) {
    return {
      zh: `供给以“${offer.quantityUnit}”计，需求以“${need.quantityUnit}”计，二者不能对接；请选择计量单位相同的供给。`,
      en: `The offer is counted in "${offer.quantityUnit}", the need in "${need.quantityUnit}": choose an offer that is counted alike.`,
    };
  }
  if (branchOf(offer.category) !== branchOf(need.category)) {
    return {
      zh: `供给的类别为“${offer.category}”，需求的类别为“${need.category}”，不属于同一大类；请选择同一大类的供给。`,
      en: `The offer is filed under "${offer.category}", the need under "${need.category}": choose an offer of the same branch of categories.`,
    };
  }
  if (!overlaps(timeOf(need), timeOf(offer))) {
    const [offered, needed] = [spelled(offer), spelled(need)];
    return {
      zh: `供给的时段为${offered.zh}，需求的时段为${needed.zh}，二者不相交；请选择时段合适的供给。`,
      en: `The offer is for ${offered.en}, the need for ${needed.en}: choose an offer whose time suits the need.`,
    };
  }
  return null;
}

/** The first word of a category's code: what a candidate must share with its need. */
const branchOf = (category: string): string => category.split('.')[0] ?? category;

const timeOf = ({ startsAt, endsAt }: Listed) => ({ start: startsAt, end: endsAt });

/** A period in Beijing time; an end that is not stated is open. */
function spelled({ startsAt, endsAt }: Listed): Bilingual {
  const [start, end] = [startsAt, endsAt].map((at) => (at == null ? null : minuteInChina(at)));
  return {
    zh: `${start ?? '不限'}至${end ?? '不限'}`,
    en: `${start ?? 'any time'} to ${end ?? 'any time'} (Beijing time)`,
  };
}
