/** How long a key of an app may be good, in days: somebody who is still there looks at it once a year. */
export const LONGEST_KEY_DAYS = 366;

/** As many as a rotation takes on several machines; more are keys that somebody forgot. */
export const MOST_KEYS = 10;
