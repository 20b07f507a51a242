/** How long what is masked is shown in full to who said what for (去标识查看时长): long enough to make a call. */
export const DISCLOSED_MINUTES = 10;

export const disclosedUntil = (now: Date): Date => new Date(now.getTime() + DISCLOSED_MINUTES * 60_000);
