/** What is said where an account may not go so far: how it stands, and the way out, by whose it is and what is posted. */
import type { Bilingual } from '../errors.ts';

interface Reached {
  /** Whether it would go too far down, or too far up. */
  readonly isOut: boolean;
  /** Whether less cannot be posted. */
  readonly isWhole: boolean;
  /** Of an alliance in a clearing; otherwise of a unit. */
  readonly isOfClearing: boolean;
}

interface Figures {
  readonly balance: string;
  readonly limit: string;
  readonly possible: string;
  readonly amount: string;
  readonly unit: string;
}

export function limitReached(reached: Reached, figures: Figures): Bilingual {
  const stands = howItStands(reached, figures);
  const way = reached.isOfClearing ? ofAlliances(reached) : ofCoordinator(reached);
  const less = reached.isOut || reached.isOfClearing ? 'Pay less, or ' : 'Ask for less, or ';
  return reached.isWhole
    ? {
        zh: `${stands.zh}须全额记账，不能减少；${way.zh}`,
        en: `${stands.en}It is posted whole or not at all: ${way.en}`,
      }
    : { zh: `${stands.zh}请减少数量，或${way.zh}`, en: `${stands.en}${less}${way.en}` };
}

function howItStands({ isOut, isOfClearing }: Reached, { balance, limit, possible, amount, unit }: Figures): Bilingual {
  if (isOfClearing) {
    return {
      zh: `清算账户余额 ${balance} ${unit}，两联盟约定的限额 ${limit} ${unit}，至多还可经此记 ${possible} ${unit}，不足所需的 ${amount} ${unit}。`,
      en: `The clearing stands at ${balance} ${unit} and may go as far as ${limit} ${unit}: ${possible} ${unit} can go through it, not ${amount} ${unit}. `,
    };
  }
  return isOut
    ? {
        zh: `账户余额 ${balance} ${unit}，信用额度 ${limit} ${unit}，至多还可支出 ${possible} ${unit}，不足所需的 ${amount} ${unit}。`,
        en: `The account stands at ${balance} ${unit} and may go ${limit} ${unit} below zero: ${possible} ${unit} can go out, not ${amount} ${unit}. `,
      }
    : {
        zh: `账户余额 ${balance} ${unit}，上限 ${limit} ${unit}，至多还可收入 ${possible} ${unit}，不足所需的 ${amount} ${unit}。`,
        en: `The account stands at ${balance} ${unit} and may hold ${limit} ${unit}: ${possible} ${unit} can come in, not ${amount} ${unit}. `,
      };
}

/** What is taken back goes through the clearing that it came through. */
const ofAlliances = ({ isWhole }: Reached): Bilingual =>
  isWhole
    ? {
        zh: '请协调员先结清一部分（proposeClearingSettlement）。',
        en: 'have a coordinator settle some of it first (proposeClearingSettlement).',
      }
    : {
        zh: '请协调员先结清一部分（proposeClearingSettlement），或经另一项清算支付（proposeClearing）。',
        en: 'have a coordinator settle some of it first (proposeClearingSettlement), or pay through another clearing (proposeClearing).',
      };

const ofCoordinator = ({ isOut }: Reached): Bilingual =>
  isOut
    ? {
        zh: '请联盟协调员调整额度（setAccountLimit）。',
        en: 'ask a coordinator of the alliance for another limit (setAccountLimit).',
      }
    : {
        zh: '请联盟协调员调整上限（setAccountLimit）。',
        en: 'ask a coordinator of the alliance for another ceiling (setAccountLimit).',
      };

/** Of an account that who acts is told nothing of. */
export function othersLimit({ isOut, isWhole }: Reached): Bilingual {
  const stands = isOut
    ? { zh: '对方账户的余额与额度不足；', en: 'The account of the other unit may not go so far down: ' }
    : {
        zh: '对方账户已接近上限，收不下这个数量；',
        en: 'The account of the other unit does not take so much, as it has a ceiling: ',
      };
  const less = isOut ? 'ask for less, or ask that unit.' : 'pay less, or ask that unit.';
  return isWhole
    ? {
        zh: `${stands.zh}须全额记账，请与对方单位联系。`,
        en: `${stands.en}it is posted whole or not at all, so ask that unit.`,
      }
    : { zh: `${stands.zh}请减少数量，或与对方单位联系。`, en: `${stands.en}${less}` };
}
