/** Enrolments (报名招生): places that persons apply for, and how an application goes. */
import type { Machine } from '../lifecycle.ts';

export type EnrolmentMethod = 'FIRST_COME' | 'DRAWN';
export type EnrolmentState = 'OPEN' | 'DRAWN' | 'ENDED';
export type ApplicationState =
  'APPLIED' | 'WAITING' | 'OFFERED' | 'ENROLLED' | 'DECLINED' | 'LAPSED' | 'WITHDRAWN' | 'LEFT';
export type GuardianRelation = 'MOTHER' | 'FATHER' | 'GRANDPARENT' | 'RELATIVE' | 'OTHER';

export const enrolmentMachine: Machine<EnrolmentState> = {
  kind: 'enrolment',
  start: ['OPEN'],
  transitions: { OPEN: ['DRAWN', 'ENDED'], DRAWN: ['ENDED'], ENDED: [] },
  words: {
    OPEN: {
      is: { zh: '已开放，尚未摇号', en: 'is open and not drawn' },
      wayOut: {
        zh: '报名截止后方可摇号（drawEnrolment）；先到先得的不摇号。',
        en: 'It is drawn when applications have closed (drawEnrolment); first come, first served is not drawn.',
      },
    },
    DRAWN: {
      is: { zh: '已摇号', en: 'is drawn' },
      wayOut: {
        zh: '摇号只进行一次，结果见顺位（Enrolment.draw、Enrolment.turns）。',
        en: 'It is drawn once: see Enrolment.draw and Enrolment.turns.',
      },
    },
    ENDED: {
      is: { zh: '已结束', en: 'has ended' },
      wayOut: { zh: '如需继续招生，请另开一次（openEnrolment）。', en: 'Open another one (openEnrolment).' },
    },
  },
};

const anew = {
  zh: '如仍需要名额，请在开放期内重新报名（applyToEnrolment）。',
  en: 'To have a place, apply while it is open (applyToEnrolment).',
};

export const applicationMachine: Machine<ApplicationState> = {
  kind: 'application',
  start: ['APPLIED', 'WAITING', 'OFFERED'],
  transitions: {
    APPLIED: ['OFFERED', 'WAITING', 'WITHDRAWN', 'LAPSED'],
    WAITING: ['OFFERED', 'WITHDRAWN', 'LAPSED'],
    OFFERED: ['ENROLLED', 'DECLINED', 'LAPSED', 'WITHDRAWN'],
    ENROLLED: ['LEFT', 'WITHDRAWN'],
    DECLINED: [],
    LAPSED: [],
    WITHDRAWN: [],
    LEFT: [],
  },
  words: {
    APPLIED: {
      is: { zh: '已报名，待摇号', en: 'waits for the draw' },
      wayOut: {
        zh: '摇号后可确认名额；不再需要的可撤回（withdrawEnrolmentApplication）。',
        en: 'A place is confirmed after the draw; take it back if it is no longer wanted (withdrawEnrolmentApplication).',
      },
    },
    WAITING: {
      is: { zh: '候补中', en: 'is on the waiting list' },
      wayOut: {
        zh: '有空出的名额时依次通知；不再需要的可撤回（withdrawEnrolmentApplication）。',
        en: 'It is offered a place in its turn; take it back if it is no longer wanted (withdrawEnrolmentApplication).',
      },
    },
    OFFERED: {
      is: { zh: '已分得名额，待确认', en: 'is offered a place' },
      wayOut: {
        zh: '请在期限（respondBy）之前确认（confirmPlace）或放弃（declinePlace）。',
        en: 'Confirm it (confirmPlace) or decline it (declinePlace) before respondBy.',
      },
    },
    ENROLLED: {
      is: { zh: '已入读', en: 'is enrolled' },
      wayOut: { zh: '不再参加的请办理退出（leaveEnrolment）。', en: 'Who stays away leaves (leaveEnrolment).' },
    },
    DECLINED: { is: { zh: '已放弃', en: 'declined its place' }, wayOut: anew },
    LAPSED: {
      is: { zh: '已逾期或随招生结束而失效', en: 'was not confirmed in time, or is over with its enrolment' },
      wayOut: {
        zh: '名额已依次递补；请留意下一次招生（openEnrolment）。',
        en: 'The place went to who was next: look for the next enrolment (openEnrolment).',
      },
    },
    WITHDRAWN: { is: { zh: '已撤回', en: 'is withdrawn' }, wayOut: anew },
    LEFT: { is: { zh: '已退出', en: 'has left' }, wayOut: anew },
  },
};

/** Below that many full years a guardian consents (个人信息保护法 art. 31). */
export const GUARDED_BELOW = 14;

/** The letters and digits of numbers of applications: none that is read for another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const NUMBER_BYTES = 8;

/** A number (报名号) of random bytes: it tells nothing of who applied, nor when. */
export const numberOf = (random: Uint8Array): string =>
  Array.from(random.subarray(0, NUMBER_BYTES), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');

/** When an offer lapses that is made now. */
export const respondBy = (now: Date, hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
