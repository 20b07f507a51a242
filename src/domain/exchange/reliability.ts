/** How reliable a unit is (履约信誉): what a promise comes to once it is due, and to whom the unit shows that. */

/** What a promise comes to (履约结果); `outcome.view.ts` says how. The first four are what is counted, each promise as one of them. */
export const outcomes = ['KEPT', 'LATE', 'DISPUTED', 'BREACHED', 'RELEASED', 'AWAITED'] as const;
export type CommitmentOutcome = (typeof outcomes)[number];

export const audiences = ['NOBODY', 'COORDINATORS', 'MEMBERS', 'EVERYBODY'] as const;
export type ReliabilityAudience = (typeof audiences)[number];

/** To whom it is shown where the unit has said nothing. */
export const UNSAID: ReliabilityAudience = 'COORDINATORS';

/** Of fewer than these others are told nothing: they say little of the unit, and much of who it dealt with. */
export const FEWEST = 5;

/** What is counted, in words. */
export const BASIS = {
  zh: `统计期内到期且协议已生效的承诺，截至查询之时。守约：已确认的履约中，期限之前发生的达到承诺量（扣除解除量），无论何时确认；迟延：期限之后才履行完毕，或逾期未履行；争议：由本单位登记的履约被提出异议，且异议未撤回、协调员未全部采信；违约：被认定违约后未补足。每项承诺只计一类，四类之和为分母。接收方解除的、待对方确认的不计入分母，未约定期限的不计。爽约以时间已过的预约为分母，待确认或已取消的不计。不足 ${FEWEST} 件的，除本单位外不予公布。`,
  en: `Commitments of agreements in force that came due within the time, as of now. Kept: what was delivered by the due date covers the promise, less what was released, whenever it was confirmed. Late: delivered in full after the due date, or not yet. Disputed: a delivery that the unit recorded was objected to, and the objection was neither withdrawn nor set aside by a coordinator. Breached: said to be broken, and not made good. Each counts as one of these, and the four together are the denominator. What the receiver released, or has yet to answer, is in no denominator; what has no due date is not counted. No-shows are of bookings whose time is over, without what was cancelled or never confirmed. Fewer than ${FEWEST} are told to nobody but the unit itself.`,
} as const;
