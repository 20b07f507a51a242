/** What is sent to the API, and what of the answer is read: the ids and versions of what the act made or changed. */

const listed = (kind: 'need' | 'offer'): string => `${kind} { id version }`;
const match =
  'match { id version supplier { id } demander { id } agreement { id version commitments { nodes { id } } bookings { nodes { id version } } } }';
const calls = 'need { id version matches(first: 100) { nodes { id version supplier { id } demander { id } } } }';
const agreement = 'agreement { id version }';
const delivery = 'delivery { id commitment { id } }';
const booking = 'booking { id version }';
const claim = 'claim { id version }';
const stock = 'stock { id version lots(first: 50) { nodes { id } } }';
const distribution = 'distribution { id version }';
const rule = 'benefitRule { id version }';
const redemption = 'benefitRedemption { id version }';
const posting = 'posting { id }';
const clearing = 'clearing { id version }';
const settlement = 'settlement { id version }';

/** By mutation, what it answers with. */
const answers = {
  publishNeed: listed('need'),
  publishOffer: listed('offer'),
  pauseNeed: listed('need'),
  pauseOffer: listed('offer'),
  resumeNeed: listed('need'),
  resumeOffer: listed('offer'),
  closeNeed: listed('need'),
  closeOffer: listed('offer'),
  withdrawNeed: listed('need'),
  withdrawOffer: listed('offer'),
  proposeMatch: match,
  claimNeed: match,
  orderOffer: match,
  dispatchNeed: calls,
  acceptMatch: match,
  counterMatch: match,
  declineMatch: match,
  withdrawMatch: match,
  signAgreement: agreement,
  cancelAgreement: agreement,
  recordDelivery: delivery,
  confirmDelivery: delivery,
  disputeDelivery: delivery,
  bookSlot: booking,
  holdSlot: booking,
  bookPeriod: booking,
  confirmBooking: booking,
  cancelBooking: booking,
  startBooking: booking,
  completeBooking: booking,
  recordNoShow: booking,
  claimWish: claim,
  withdrawClaim: claim,
  completeWish: listed('need'),
  moveStock: stock,
  countStock: stock,
  transferStock: stock,
  setMinimumStock: stock,
  shareStock: stock,
  openDistribution: distribution,
  handOut: distribution,
  closeDistribution: distribution,
  publishBenefitRule: rule,
  reviseBenefitRule: rule,
  pauseBenefitRule: rule,
  resumeBenefitRule: rule,
  endBenefitRule: rule,
  agreeToFundBenefit: rule,
  recordBenefitProof: 'benefitProof { id }',
  redeemBenefit: redemption,
  reverseRedemption: redemption,
  setAccountLimit: 'account { id version }',
  transfer: posting,
  reversePosting: posting,
  proposeClearing: clearing,
  acceptClearing: clearing,
  declineClearing: clearing,
  endClearing: clearing,
  proposeClearingSettlement: settlement,
  confirmClearingSettlement: settlement,
  declineClearingSettlement: settlement,
} as const;

export type Mutation = keyof typeof answers;

/** One mutation by one actor. */
export interface Sent {
  readonly by: string;
  readonly mutation: Mutation;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Done now, done before under the same key, or the code of the refusal. */
export type Outcome = 'DONE' | 'REPLAYED' | (string & {});

export interface Answered {
  readonly outcome: Outcome;
  /** What the refusal says. */
  readonly said: string;
  /** What the act made or changed; null where it was refused. */
  readonly made: Made | null;
}

/** As much of it as commands read. */
export interface Made {
  readonly id: string;
  readonly version?: number;
  readonly supplier?: { readonly id: string } | null;
  readonly demander?: { readonly id: string } | null;
  readonly commitment?: { readonly id: string } | null;
  readonly matches?: { readonly nodes: readonly Made[] };
  readonly lots?: { readonly nodes: readonly Made[] };
  readonly agreement?: MadeAgreement | null;
}

interface MadeAgreement extends Made {
  readonly commitments: { readonly nodes: readonly Made[] };
  readonly bookings: { readonly nodes: readonly Made[] };
}

/** What every mutation answers with. */
export interface Payload {
  readonly replayed: boolean;
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
  readonly [field: string]: unknown;
}

/** The document of a mutation. */
export function documentOf(mutation: Mutation): string {
  const input = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const read = `${answers[mutation]} replayed userErrors { code message }`;
  return `mutation ($input: ${input}!) { ${mutation}(input: $input) { ${read} } }`;
}

/** What the payload says. */
export function answered(mutation: Mutation, payload: Payload): Answered {
  const [refusal] = payload.userErrors;
  if (refusal !== undefined) return { outcome: refusal.code, said: refusal.message, made: null };
  const field = answers[mutation].split(' ', 1).join('');
  return { outcome: payload.replayed ? 'REPLAYED' : 'DONE', said: '', made: payload[field] as Made };
}
